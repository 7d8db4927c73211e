import type { Article } from '../domain/article.ts';
import {
  ARTICLE_COLUMNS,
  type ArticleRow,
  DOCUMENT_COLUMN,
  readRow,
  type StoredArticle,
} from './article-records.ts';
import { type Reader, readPublic } from './public-reads.ts';

/**
 * An article as the public knows it: live, or withdrawn after it was. What is embargoed or withheld, and what was
 * withdrawn before anybody could read it, is not there.
 */
export function loadPublicArticle(ports: Reader, id: string): Promise<StoredArticle | undefined> {
  return findPublic(ports, 'id', id);
}

/** The article whose canonical URL this is, as the public knows it. */
export function loadPublicArticleByUrl(ports: Reader, url: string): Promise<StoredArticle | undefined> {
  return findPublic(ports, 'url', url);
}

async function findPublic(
  ports: Reader,
  column: 'id' | 'url',
  value: string,
): Promise<StoredArticle | undefined> {
  const [row] = await readPublic<ArticleRow>(
    ports,
    `${ARTICLE_COLUMNS}, ${DOCUMENT_COLUMN}`,
    `articles WHERE ${column} = ?1 AND (state = 'live' OR (state = 'withdrawn' AND public_since IS NOT NULL))`,
    value,
  );
  return row && readRow(row);
}

/** Where a page of a list begins: after this article. */
export interface ListCursor {
  publishedAt: string;
  id: string;
}

/** An article in a list: everything but its words. */
export type ArticleSummary = Omit<Article, 'body' | 'reading'>;

/** Live articles without their bodies, newest first, `limit` at most, from `after` on. */
export async function listArticles(
  ports: Reader,
  limit: number,
  after?: ListCursor,
): Promise<ArticleSummary[]> {
  const results = await readPublic<{ summary: string }>(
    ports,
    `json_remove(content, '$.body', '$.reading') AS summary`,
    `articles WHERE state = 'live' ${after ? 'AND (published_at, id) < (?2, ?3)' : ''}
     ORDER BY published_at DESC, id DESC LIMIT ?1`,
    limit,
    ...(after ? [after.publishedAt, after.id] : []),
  );
  return results.map((row) => JSON.parse(row.summary) as ArticleSummary);
}
