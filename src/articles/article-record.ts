import { articleAddress, cardAddress } from '../domain/addresses.ts';
import type { Article } from '../domain/article.ts';

/** What `/articles/{id}.json` answers: the article as stored, with the addresses of what was made of it. */
export function articleRecord(article: Article, publicUrl: string): object {
  return {
    ...article,
    body: article.body.map((block) =>
      block.type === 'embed' ? { ...block, card: cardAddress(publicUrl, block.ref.capture, 'json') } : block,
    ),
    links: {
      page: articleAddress(publicUrl, article.id),
      preview: `${publicUrl}/previews/${article.id}`,
    },
  };
}
