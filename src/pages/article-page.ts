import type { Element } from 'hast';
import { h } from 'hastscript';
import type { Article } from '../domain/article.ts';
import type { Config } from '../domain/config.ts';
import type { Capture, CaptureKey } from '../domain/post.ts';
import type { ArticleChange } from '../store/article-changes.ts';
import { headFacts } from '../store/head-facts.ts';
import { articleHead } from '../unfurl/article-head.ts';
import { articleBody } from './article-body.ts';
import { articleColophon } from './article-colophon.ts';
import { articleMasthead } from './article-masthead.ts';
import { renderPage } from './document.ts';

/**
 * The page of an article, with its posts as quote cards in their places.
 *
 * @param change of its words since they were first published
 * @param document the at:// address of its record, where it has one
 */
export async function renderArticlePage(
  article: Article,
  captures: ReadonlyMap<CaptureKey, Capture>,
  config: Config,
  change?: ArticleChange,
  document?: string,
): Promise<string> {
  const head = articleHead(article, await headFacts(article, captures, config, document));
  const main = [
    h('article', { class: 'article', dir: article.direction }, [
      articleMasthead(article, change),
      leadImage(article),
      ...articleBody(article, captures, config),
      articleColophon(article, config.publicUrl),
    ]),
  ];
  return renderPage(config, { title: article.title, language: article.language, head, main });
}

function leadImage({ image, body }: Article): Element | undefined {
  if (!image || body.some((block) => block.type === 'html' && holdsPicture(block.html, image.url))) {
    return undefined;
  }
  const { url, alt = '', width, height, credit } = image;
  const size = width && height ? { width, height } : {};
  return h('figure', [
    h('img', { src: url, alt, ...size, fetchPriority: 'high', decoding: 'async' }),
    credit ? h('figcaption', credit) : undefined,
  ]);
}

/** Whether a piece of a body shows a picture already; `html` writes `&` in attributes as `&amp;`. */
function holdsPicture(html: string, url: string): boolean {
  return html.includes(`src="${url.replaceAll('&', '&amp;')}"`);
}
