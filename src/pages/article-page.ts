import type { Element, ElementContent } from 'hast';
import { h } from 'hastscript';
import type { CardContext } from '../cards/card-facts.ts';
import { quoteCard } from '../cards/quote-card.ts';
import type { Article, Block } from '../domain/article.ts';
import type { Config } from '../domain/config.ts';
import type { Capture, CaptureKey } from '../domain/post.ts';
import { headFacts } from '../store/head-facts.ts';
import { articleHead } from '../unfurl/article-head.ts';
import { renderPage, storedHtml } from './document.ts';
import { wordsFor } from './page-words.ts';

/** The page of an article, with its posts as quote cards in their places. */
export async function renderArticlePage(
  article: Article,
  captures: ReadonlyMap<CaptureKey, Capture>,
  config: Config,
): Promise<string> {
  const head = articleHead(article, await headFacts(article, captures, config));
  const context = { language: article.language, onDeleted: config.onDeleted };
  const main = [
    h('article', { class: 'article' }, [
      h('header', [
        article.section ? h('p', { class: 'kicker' }, article.section) : undefined,
        h('h1', article.title),
        article.dek ? h('p', { class: 'dek' }, article.dek) : undefined,
        byline(article),
      ]),
      leadImage(article),
      ...article.body.map((block) => renderBlock(block, captures, context)),
      relatedLinks(article),
    ]),
  ];
  return renderPage(config, { title: article.title, language: article.language, head, main });
}

function byline(article: Article): Element {
  const words = wordsFor(article.language);
  const names = article.authors.flatMap((author, index): (Element | string)[] => {
    const name = author.url
      ? h('a', { href: author.url, rel: 'author' }, h('bdi', author.name))
      : h('bdi', author.name);
    return index > 0 ? [', ', name] : [name];
  });
  const updated = [` · ${words.updated} `, time(article.updatedAt, article.language)];
  return h('p', { class: 'byline' }, [
    ...names,
    names.length > 0 ? ' · ' : undefined,
    time(article.publishedAt, article.language),
    ...(article.updatedAt > article.publishedAt ? updated : []),
  ]);
}

/** A date of which only the day was stated is stored as its midnight; no hour is made up for it. */
function time(instant: string, language: string): Element {
  const hour = instant.endsWith('T00:00:00.000Z') ? {} : ({ timeStyle: 'short' } as const);
  const format = new Intl.DateTimeFormat(language, { dateStyle: 'long', timeZone: 'UTC', ...hour });
  const words = format.format(new Date(instant));
  return h('time', { dateTime: instant }, hour.timeStyle ? `${words} UTC` : words);
}

function leadImage({ image }: Article): Element | undefined {
  if (!image) return undefined;
  const { url, alt = '', width, height, credit } = image;
  return h('figure', [
    h('img', { src: url, alt, width, height, decoding: 'async' }),
    credit ? h('figcaption', credit) : undefined,
  ]);
}

function renderBlock(
  block: Block,
  captures: ReadonlyMap<CaptureKey, Capture>,
  context: CardContext,
): ElementContent | undefined {
  if (block.type === 'html') return storedHtml(block.html);
  const capture = captures.get(block.ref.capture);
  return capture && quoteCard(capture, context);
}

function relatedLinks(article: Article): Element | undefined {
  if (article.related.length === 0) return undefined;
  return h('aside', { class: 'related' }, [
    h('h2', wordsFor(article.language).related),
    h(
      'ul',
      article.related.map(({ title, url }) => h('li', url ? h('a', { href: url }, title) : title)),
    ),
  ]);
}
