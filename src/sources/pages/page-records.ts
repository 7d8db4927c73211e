import type { Article } from '../../domain/article.ts';
import { type Instant, toInstant } from '../../domain/instant.ts';
import type { Ports } from '../../domain/ports.ts';
import type { Validators } from './page-visit.ts';

/** What is known of a page that was fetched. */
export interface PageRecord {
  validators: Validators;
  /** Of its text. */
  digest: string;
  /** Of what was stated with its address. */
  stated: string;
  /** The version of an article that was read from it; none where there was no article on it. */
  made?: { articleId: string; version: number };
  fetchedAt: Instant;
}

interface PageRow {
  etag: string | null;
  last_modified: string | null;
  digest: string;
  stated: string;
  article_id: string | null;
  version: number | null;
  fetched_at: Instant;
}

/** What is known of the page at an address, as it was asked for. */
export async function loadPageRecord({ database }: Ports, url: string): Promise<PageRecord | undefined> {
  const row = await database
    .prepare(
      'SELECT etag, last_modified, digest, stated, article_id, version, fetched_at FROM fetched_pages WHERE url = ?',
    )
    .bind(url)
    .first<PageRow>();
  if (!row) return undefined;
  const { etag, last_modified, article_id, version } = row;
  return {
    validators: { ...(etag && { etag }), ...(last_modified && { lastModified: last_modified }) },
    digest: row.digest,
    stated: row.stated,
    ...(article_id !== null && version !== null && { made: { articleId: article_id, version } }),
    fetchedAt: row.fetched_at,
  };
}

/** Remembers a page as it is now. */
export async function savePageRecord(
  { database, clock }: Ports,
  url: string,
  { validators, digest, stated, made }: Omit<PageRecord, 'fetchedAt'>,
): Promise<void> {
  await database
    .prepare(
      `INSERT OR REPLACE INTO fetched_pages
         (url, etag, last_modified, digest, stated, article_id, version, fetched_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
    )
    .bind(
      url,
      validators.etag ?? null,
      validators.lastModified ?? null,
      digest,
      stated,
      made?.articleId ?? null,
      made?.version ?? null,
      toInstant(clock.now()),
    )
    .run();
}

/** Whether this version of an article was read from a page, any page, with this stated beside it. */
export async function wasReadFromPage(
  { database }: Ports,
  { id, version }: Pick<Article, 'id' | 'version'>,
  stated: string,
): Promise<boolean> {
  const row = await database
    .prepare('SELECT 1 FROM fetched_pages WHERE article_id = ? AND version = ? AND stated = ?')
    .bind(id, version, stated)
    .first();
  return row !== null;
}
