import type { Instant } from '../domain/instant.ts';
import type { Database, Statement } from '../domain/ports.ts';

/**
 * Marks the feeds of every article that shows one of these captures as changed. `revision` becomes their digest.
 * `keys` are `[platform, id]` pairs; `only` may narrow them by a condition on the capture `c`.
 */
export function touchCaptureTopics(
  database: Database,
  keys: readonly [platform: string, id: string][],
  change: { revision: string; at: Instant },
  only = 'true',
): Statement {
  return database
    .prepare(
      `UPDATE topics SET digest = ?, modified_at = ? WHERE topic IN
         (SELECT t.topic FROM json_each(?) k
          JOIN captures c ON c.platform = k.value ->> 0 AND c.id = k.value ->> 1
          JOIN article_captures a ON a.platform = c.platform AND a.capture_id = c.id
          JOIN article_topics t ON t.article_id = a.article_id
          WHERE ${only})`,
    )
    .bind(change.revision, change.at, JSON.stringify(keys));
}

/** Notes what these captures say now in their history; a version that is there already stays. */
export function recordCaptureVersions(
  database: Database,
  at: Instant,
  keys: readonly [platform: string, id: string][],
): Statement {
  return database
    .prepare(
      `INSERT OR IGNORE INTO capture_versions (platform, id, version, recorded_at, content)
       SELECT c.platform, c.id, c.version, ?, c.content FROM json_each(?) k
       JOIN captures c ON c.platform = k.value ->> 0 AND c.id = k.value ->> 1
       WHERE c.content ->> '$.state' <> 'withdrawn'`,
    )
    .bind(at, JSON.stringify(keys));
}
