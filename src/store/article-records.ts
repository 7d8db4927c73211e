import type { Article } from '../domain/article.ts';
import type { Database } from '../domain/ports.ts';

/** An article as stored, with the validator of its JSON form. */
export interface StoredArticle {
  article: Article;
  digest: string;
  /** Strong: the version and the digest of what it says. */
  etag: string;
}

interface ArticleRow {
  content: string;
  digest: string;
}

function read(row: ArticleRow | null): StoredArticle | undefined {
  if (!row) return undefined;
  const article = JSON.parse(row.content) as Article;
  return { article, digest: row.digest, etag: etagOf(article.version, row.digest) };
}

/** The entity tag of one version of an article. */
export function etagOf(version: number, digest: string): string {
  return `"${version}-${digest.slice(0, 12)}"`;
}

/** The newest version of an article, withdrawn or not. */
export async function loadArticle(database: Database, id: string): Promise<StoredArticle | undefined> {
  const query = database.prepare('SELECT content, digest FROM articles WHERE id = ?').bind(id);
  return read(await query.first<ArticleRow>());
}

/** The article whose canonical URL this is, withdrawn or not. */
export async function loadArticleByUrl(database: Database, url: string): Promise<StoredArticle | undefined> {
  const query = database.prepare('SELECT content, digest FROM articles WHERE url = ?').bind(url);
  return read(await query.first<ArticleRow>());
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
  database: Database,
  limit: number,
  after?: ListCursor,
): Promise<ArticleSummary[]> {
  const where = `state = 'live'${after ? ' AND (published_at, id) < (?2, ?3)' : ''}`;
  const { results } = await database
    .prepare(
      `SELECT json_remove(content, '$.body', '$.reading') AS summary FROM articles WHERE ${where}
       ORDER BY published_at DESC, id DESC LIMIT ?1`,
    )
    .bind(limit, ...(after ? [after.publishedAt, after.id] : []))
    .all<{ summary: string }>();
  return results.map((row) => JSON.parse(row.summary) as ArticleSummary);
}

/** Those of these articles that are live, newest first. */
export async function loadLiveArticles(database: Database, ids: readonly string[]): Promise<Article[]> {
  const { results } = await database
    .prepare(
      `SELECT content FROM articles WHERE state = 'live' AND id IN (SELECT value FROM json_each(?))
       ORDER BY published_at DESC, id DESC`,
    )
    .bind(JSON.stringify(ids))
    .all<{ content: string }>();
  return results.map((row) => JSON.parse(row.content) as Article);
}
