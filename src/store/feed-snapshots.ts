import type { Instant } from '../domain/instant.ts';
import { batchAtOnce, type Database } from '../domain/ports.ts';
import type { FeedEntry } from './feed-entries.ts';

/** States of a feed that are remembered; a reader that missed more of them gets the whole feed. */
const KEPT_SNAPSHOTS = 8;

/**
 * Remembers which articles, and which state of each, a feed held under this digest. The first to say so is right. Fails
 * at once where the database is held: it is a reader who would wait.
 */
export async function keepSnapshot(
  database: Database,
  feed: string,
  state: { digest: string; modifiedAt: Instant },
  entries: readonly Pick<FeedEntry, 'articleId' | 'key'>[],
): Promise<void> {
  const items = Object.fromEntries(entries.map(({ articleId, key }) => [articleId, key]));
  await batchAtOnce(database, [
    database
      .prepare('INSERT OR IGNORE INTO feed_snapshots (feed, digest, recorded_at, items) VALUES (?, ?, ?, ?)')
      .bind(feed, state.digest, state.modifiedAt, JSON.stringify(items)),
    database
      .prepare(
        `DELETE FROM feed_snapshots WHERE feed = ?1 AND digest NOT IN
           (SELECT digest FROM feed_snapshots WHERE feed = ?1 ORDER BY recorded_at DESC, digest LIMIT ?2)`,
      )
      .bind(feed, KEPT_SNAPSHOTS),
  ]);
}

/** The state of each article that a feed held under one of these digests, by id; `undefined` where none is remembered. */
export async function loadSnapshot(
  database: Database,
  feed: string,
  digests: readonly string[],
): Promise<Map<string, string> | undefined> {
  const row = await database
    .prepare(
      `SELECT items FROM feed_snapshots WHERE feed = ? AND digest IN (SELECT value FROM json_each(?))
       ORDER BY recorded_at DESC LIMIT 1`,
    )
    .bind(feed, JSON.stringify(digests))
    .first<{ items: string }>();
  return row ? new Map(Object.entries(JSON.parse(row.items) as Record<string, string>)) : undefined;
}
