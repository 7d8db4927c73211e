import { readConfig } from '../../src/config.ts';
import type { Config } from '../../src/domain/config.ts';
import { captureKey } from '../../src/domain/post.ts';
import { renderArticlePage } from '../../src/pages/article-page.ts';
import { articleEmbed } from '../../src/unfurl/article-embed.ts';
import { oembedJson } from '../../src/unfurl/oembed-answer.ts';
import { type ArticleKind, articleOf } from './sample-articles.ts';
import { parsePage, property } from './unfurlers/parsed-page.ts';
import type { Answer, Visit } from './unfurlers/visit.ts';

export const PUBLIC_URL = 'https://news.example';
/** A preview of the weight that they have at most. */
const PICTURE = new Uint8Array(300_000);

export function configOf(publication = 'The Example Times'): Config {
  const config = readConfig({ PUBLIC_URL, PUBLICATION_NAME: 'x', TAG_AUTHORITY: 'example.org,2026' });
  return { ...config, publication: { ...config.publication, name: publication } };
}

/** A page as the service writes it, and answers as it gives them, without the service. */
export async function visitTo(kind: ArticleKind): Promise<Visit & { html: string }> {
  const config = configOf(kind.publication);
  const article = articleOf(kind);
  const captures = new Map((kind.captures ?? []).map((capture) => [captureKey(capture), capture]));
  const html = await renderArticlePage(article, captures, config);
  const image = property(parsePage(html), 'og:image') ?? '';
  const preview = { url: image, width: 1200, height: 630 };
  const context = { publicationName: config.publication.name, publicUrl: PUBLIC_URL, preview };
  const embed = oembedJson(articleEmbed(article, context, {}));
  const page = answer('text/html; charset=utf-8', new TextEncoder().encode(html));
  const oembed = parsePage(html).links.find(({ type }) => type === 'application/json+oembed');
  return {
    html,
    address: `${PUBLIC_URL}/articles/${article.id}`,
    page,
    head: { ...page, bytes: new Uint8Array() },
    others: new Map([
      [image, answer(image.endsWith('.jpg') ? 'image/jpeg' : 'image/png', PICTURE)],
      [oembed?.href ?? '', answer('application/json; charset=utf-8', new TextEncoder().encode(embed))],
    ]),
  };
}

function answer(type: string, bytes: Uint8Array): Answer {
  return { status: 200, headers: { 'content-type': type, 'content-length': String(bytes.length) }, bytes };
}
