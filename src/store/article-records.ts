import type { Article, ArticleState } from '../domain/article.ts';
import type { Instant } from '../domain/instant.ts';
import type { Database } from '../domain/ports.ts';

/** An article as stored, with the validator of its JSON form. */
export interface StoredArticle {
  article: Article;
  digest: string;
  /** Strong: the version and the digest of what it says. */
  etag: string;
  /** Whether it was ever to be read by everyone. */
  wasPublic: boolean;
  /** The at:// address of its record in the repository of the account that posts it, where it was asked for and there is one. */
  document?: string;
}

/** A row of `articles`, as far as `ARTICLE_COLUMNS` go. */
export interface ArticleRow {
  content: string;
  digest: string;
  public_since: string | null;
  document?: string | null;
}

export const ARTICLE_COLUMNS = 'content, digest, public_since';

/** Besides `ARTICLE_COLUMNS`, for whoever shows the page of an article. One look into an index where nothing is posted. */
export const DOCUMENT_COLUMN = `(
  SELECT 'at://' || c.account || '/site.standard.document/' || c.rkey
  FROM crosspost_account a JOIN crossposts c ON c.account = a.did AND c.article_id = articles.id
  WHERE c.companions ->> '$."site.standard.document"' IS NOT NULL) AS document`;

/** The article in a row. */
export function readRow({ content, digest, public_since, document }: ArticleRow): StoredArticle {
  const article = stored({ article: JSON.parse(content) as Article, digest }, public_since !== null);
  return document ? { ...article, document } : article;
}

/** A version of an article with what follows from it. */
export function stored(
  { article, digest }: Pick<StoredArticle, 'article' | 'digest'>,
  wasPublic: boolean,
): StoredArticle {
  return { article, digest, etag: `"${article.version}-${digest.slice(0, 12)}"`, wasPublic };
}

/** The newest version of an article, whatever its state: for its publisher and our own work alone. */
export async function loadArticle(database: Database, id: string): Promise<StoredArticle | undefined> {
  const query = database.prepare(`SELECT ${ARTICLE_COLUMNS} FROM articles WHERE id = ?`).bind(id);
  const row = await query.first<ArticleRow>();
  return row ? readRow(row) : undefined;
}

/** The article whose canonical URL this is, whatever its state. */
export async function loadArticleByUrl(database: Database, url: string): Promise<StoredArticle | undefined> {
  const query = database.prepare(`SELECT ${ARTICLE_COLUMNS} FROM articles WHERE url = ?`).bind(url);
  const row = await query.first<ArticleRow>();
  return row ? readRow(row) : undefined;
}

/** One version of an article, without its words. */
export interface ArticleVersion {
  version: number;
  /** When it was stored. */
  recordedAt: Instant;
  state: ArticleState;
  title: string;
  publishedAt: Instant;
  updatedAt: Instant;
  opensAt?: Instant;
}

/** The versions that an article had, the newest first, `limit` at most, from before `before` on: for its publisher alone. */
export async function listVersions(
  database: Database,
  id: string,
  limit: number,
  before = Number.MAX_SAFE_INTEGER,
): Promise<ArticleVersion[]> {
  const { results } = await database
    .prepare(
      `SELECT json_object('version', version, 'recordedAt', recorded_at, 'state', content ->> '$.state',
         'title', content ->> '$.title', 'publishedAt', content ->> '$.publishedAt',
         'updatedAt', content ->> '$.updatedAt', 'opensAt', content ->> '$.opensAt') AS facts
       FROM article_versions WHERE article_id = ? AND version < ? ORDER BY version DESC LIMIT ?`,
    )
    .bind(id, before, limit)
    .all<{ facts: string }>();
  return results.map(({ facts }) => {
    const { opensAt, ...rest } = JSON.parse(facts) as ArticleVersion & { opensAt: Instant | null };
    return { ...rest, ...(opensAt && { opensAt }) };
  });
}

/** Those of these articles that are live, newest first. */
export async function loadLiveArticles(database: Database, ids: readonly string[]): Promise<Article[]> {
  const { results } = await database
    .prepare(
      `SELECT content FROM articles WHERE +state = 'live' AND id IN (SELECT value FROM json_each(?))
       ORDER BY published_at DESC, id DESC`,
    )
    .bind(JSON.stringify(ids))
    .all<{ content: string }>();
  return results.map((row) => JSON.parse(row.content) as Article);
}
