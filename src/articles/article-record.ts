import { articleAddress, cardAddress } from '../domain/addresses.ts';
import type { Article } from '../domain/article.ts';

/** An article in the list: where all of it is to be found. */
export function articleEntry<Summary extends { id: string }>(summary: Summary, publicUrl: string): object {
  return { ...summary, links: linksOf(summary.id, publicUrl) };
}

/** What `/articles/{id}.json` answers: the article as stored, with the addresses of what was made of it. */
export function articleRecord(article: Article, publicUrl: string): object {
  return {
    ...article,
    body: article.body.map((block) =>
      block.type === 'embed' ? { ...block, card: cardAddress(publicUrl, block.ref.capture, 'json') } : block,
    ),
    links: linksOf(article.id, publicUrl),
  };
}

function linksOf(id: string, publicUrl: string): Record<'page' | 'data' | 'preview', string> {
  const page = articleAddress(publicUrl, id);
  return { page, data: `${page}.json`, preview: `${publicUrl}/previews/${id}` };
}
