import { toInstant } from '../domain/instant.ts';
import type { Ports } from '../domain/ports.ts';
import type { Capture } from '../domain/post.ts';
import { ARTICLE_COLUMNS, type ArticleRow, readRow } from './article-records.ts';
import { openedVersion } from './next-version.ts';
import { announceVersion } from './outbox.ts';
import { commitVersion } from './version-commit.ts';

/** So many are opened by one read, with two calls each: a worker may make 50 in one run. The next read goes on. */
const MAX_OPENED = 16;

interface DueRow extends ArticleRow {
  /** A list of captures, as JSON. */
  captures: string;
}

/**
 * Opens the articles whose embargo is over, the earliest first, each in one transaction. Several at once do no harm: an
 * article is opened by the first to come. One that cannot be opened is logged and waits for the next try; it keeps
 * nobody from reading the others. Returns how many were due.
 */
export async function openDueArticles(
  ports: Pick<Ports, 'database' | 'clock' | 'queue' | 'log'>,
): Promise<number> {
  const { database, clock, log } = ports;
  const now = toInstant(clock.now());
  const { results } = await database
    .prepare(
      `SELECT ${ARTICLE_COLUMNS},
         (SELECT json_group_array(json(h.content)) FROM held_captures h WHERE h.article_id = articles.id) AS captures
       FROM articles WHERE opens_at <= ? ORDER BY opens_at, id LIMIT ?`,
    )
    .bind(now, MAX_OPENED)
    .all<DueRow>();
  for (const row of results) {
    try {
      const next = openedVersion(readRow(row), JSON.parse(row.captures) as Capture[], now);
      if (await commitVersion(database, next)) await announceVersion(ports, next.article);
    } catch (error) {
      log('error', 'an embargoed article could not be opened; the next read tries again', { error });
    }
  }
  return results.length;
}
