import type { Article } from '../domain/article.ts';
import type { Instant } from '../domain/instant.ts';
import type { Database, Statement } from '../domain/ports.ts';

/** A withdrawn article, as a feed still speaks of it. */
export interface FeedTombstone {
  guid: string;
  deletedAt: Instant;
}

/** How long a feed says that an article was withdrawn, before its own last change: no clock is asked. */
const KEPT_MS = 30 * 24 * 60 * 60 * 1000;
const MAX_TOMBSTONES = 100;

/**
 * What a version of an article does to feeds besides its place in them; to be run before its topics are taken from it.
 * Withdrawn, it leaves a tombstone in each feed it was in, and nothing rendered; live again, it leaves none.
 */
export function feedStatements(database: Database, article: Article, at: Instant): Statement[] {
  if (article.state === 'live') {
    // It may be live, and out of a partner's contract.
    const sql = `DELETE FROM feed_tombstones WHERE article_id = ? AND topic NOT GLOB 'product/*'`;
    return [database.prepare(sql).bind(article.id)];
  }
  return [
    database
      .prepare(
        `INSERT OR IGNORE INTO feed_tombstones (topic, deleted_at, article_id, guid)
         SELECT topic, ?1, article_id, ?2 FROM article_topics WHERE article_id = ?3`,
      )
      .bind(at, article.guid, article.id),
    database.prepare('DELETE FROM feed_items WHERE article_id = ?').bind(article.id),
    database.prepare('DELETE FROM partner_items WHERE article_id = ?').bind(article.id),
  ];
}

/**
 * What was withdrawn from a feed in the 30 days before its last change, the newest first; 100 at most.
 * Of several topics, what was in all of them.
 */
export async function listTombstones(
  database: Database,
  topics: readonly string[],
  modifiedAt: Instant,
): Promise<FeedTombstone[]> {
  const since = new Date(Date.parse(modifiedAt) - KEPT_MS).toISOString();
  const { results } = await database
    .prepare(
      `SELECT guid, deleted_at FROM feed_tombstones
       WHERE topic IN (SELECT value FROM json_each(?1)) AND deleted_at > ?2
       GROUP BY article_id, deleted_at HAVING count(*) = ?3
       ORDER BY deleted_at DESC, article_id DESC LIMIT ?4`,
    )
    .bind(JSON.stringify(topics), since, topics.length, MAX_TOMBSTONES)
    .all<{ guid: string; deleted_at: string }>();
  return results.map((row) => ({ guid: row.guid, deletedAt: row.deleted_at }));
}
