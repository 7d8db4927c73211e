import { parseHtml } from '../../articles/html/html-tree.ts';
import { articleAddress } from '../../domain/addresses.ts';
import type { Article } from '../../domain/article.ts';
import type { Config } from '../../domain/config.ts';
import type { Ports } from '../../domain/ports.ts';
import type { Capture, CaptureKey } from '../../domain/post.ts';
import { renderArticlePage } from '../../pages/article-page.ts';
import { PREVIEW_HEIGHT, PREVIEW_WIDTH } from '../../previews/card.ts';
import type { PreviewRenderer } from '../../previews/renderer.ts';
import { headFacts } from '../../store/head-facts.ts';
import { drawPreview, newestPreview, obtainPreview } from '../../store/preview-drawing.ts';
import { articleEmbed } from '../../unfurl/article-embed.ts';
import { oembedJson } from '../../unfurl/oembed-answer.ts';
import { pageTags } from '../../unfurl/page-tags.ts';
import type { PageVisit, VisitAnswer } from '../../unfurl/page-visit.ts';

/**
 * What software finds that is given the address of an article here, without anybody being asked: the page, its picture
 * and its oEmbed answer, as the service gives them.
 *
 * @param article as it is, or as it will be once it is public
 */
export async function visitOwnPage(
  ports: Ports,
  config: Config,
  renderer: PreviewRenderer,
  article: Article,
  posts: ReadonlyMap<CaptureKey, Capture>,
): Promise<PageVisit> {
  const { publicUrl, publication } = config;
  const { preview } = await headFacts(article, posts, config);
  const html = await renderArticlePage(article, posts, config);
  const embed = articleEmbed(article, { publicationName: publication.name, publicUrl, preview }, {});
  const address = articleAddress(publicUrl, article.id);
  const page = answer('text/html; charset=utf-8', new TextEncoder().encode(html));
  const tags = pageTags(parseHtml(html));
  const oembed = tags.links.find(({ type }) => type === 'application/json+oembed')?.href;
  const { bytes, type } = await picture(ports, config, renderer, article);
  return {
    address,
    redirects: 0,
    page,
    head: { ...page, bytes: new Uint8Array() },
    others: new Map([
      [
        preview.url,
        {
          ...answer(type, bytes),
          format: type === 'image/png' ? 'png' : 'jpeg',
          size: { width: PREVIEW_WIDTH, height: PREVIEW_HEIGHT },
        },
      ],
      [oembed ?? '', answer('application/json; charset=utf-8', new TextEncoder().encode(oembedJson(embed)))],
    ]),
    readTags: (start) => (start === html ? tags : pageTags(parseHtml(start))),
  };
}

async function picture(ports: Ports, config: Config, renderer: PreviewRenderer, article: Article) {
  const { hash, card } = await newestPreview(ports, config, article);
  const kept = article.state === 'live' && (await obtainPreview(ports, config, renderer, article, hash));
  return kept || drawPreview(ports, renderer, card, article.id);
}

function answer(type: string, bytes: Uint8Array): VisitAnswer {
  return { status: 200, headers: { 'content-type': type, 'content-length': String(bytes.length) }, bytes };
}
