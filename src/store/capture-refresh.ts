import { beyondPauses } from '../deliveries/retry-schedule.ts';
import { sha256 } from '../domain/digest.ts';
import { type Instant, toInstant } from '../domain/instant.ts';
import type { Database, Ports, Statement } from '../domain/ports.ts';
import type { Capture, Resolution } from '../domain/post.ts';
import { recordCaptureVersions, touchCaptureTopics } from './capture-effects.ts';
import { LONGEST_CHECK_SECONDS, nextCheck } from './capture-schedule.ts';
import { applyTakedowns } from './takedown-records.ts';

/** How captures are looked at again. */
export interface CaptureRefresh {
  /** Asks the network about all of them; the answers are in the order of the questions. Expected outcomes are values. */
  resolve(captures: readonly Capture[]): Promise<Resolution[]>;
  /** What the capture is after that answer: the network only adds to what the article's markup said. */
  merge(capture: Capture, resolution: Resolution, at: Instant): Capture;
  /** Puts our own copies of the post's pictures in place of the platform's. Returns the names of the blobs. */
  keepPictures(next: Capture, previous: Capture): Promise<{ capture: Capture; blobs: string[] }>;
}

interface DueRow {
  content: string;
  version: number;
  checks: number;
}

/**
 * Checks the captures that are due, the longest overdue first, `limit` at most; only those of an article where one is named.
 * Returns how many were checked. Safe to run twice at once: the second writer of a version writes nothing.
 */
export async function refreshCaptures(
  ports: Ports,
  refresh: CaptureRefresh,
  limit: number,
  articleId?: string,
): Promise<number> {
  const now = ports.clock.now();
  const ofArticle = `EXISTS (SELECT 1 FROM article_captures a
    WHERE a.platform = captures.platform AND a.capture_id = captures.id AND a.article_id = ?3)`;
  const checked = (when: string) => `SELECT content, version, checks, next_check_at FROM captures
    WHERE next_check_at ${when} AND ${articleId ? ofArticle : '?3 IS NULL'}`;
  // With OR between the two, all that are to be checked some day would be walked through.
  const { results } = await ports.database
    .prepare(`${checked('<= ?1')} UNION ALL ${checked('> ?4')} ORDER BY next_check_at LIMIT ?2`)
    .bind(toInstant(now), limit, articleId ?? null, beyondPauses(now, LONGEST_CHECK_SECONDS))
    .all<DueRow>();
  if (results.length === 0) return 0;
  const resolutions = await refresh.resolve(results.map((row) => JSON.parse(row.content) as Capture));
  for (const [index, row] of results.entries()) {
    const resolution = resolutions[index] ?? { outcome: 'unreachable' };
    try {
      await refreshOne(ports, refresh, row, resolution);
    } catch (error) {
      const { platform, id } = JSON.parse(row.content) as Capture;
      ports.log('error', 'a capture could not be refreshed', { platform, id, error });
      await postpone(ports, row, nextCheck({ outcome: 'unreachable' }, row.checks, ports.clock.now()));
    }
  }
  return results.length;
}

async function refreshOne(
  ports: Ports,
  refresh: CaptureRefresh,
  row: DueRow,
  resolution: Resolution,
): Promise<void> {
  const previous = JSON.parse(row.content) as Capture;
  const at = toInstant(ports.clock.now());
  const due = nextCheck(resolution, row.checks, ports.clock.now());
  const merged = refresh.merge(previous, resolution, at);
  const { capture, blobs } = await refresh.keepPictures(merged, previous);
  if (saysTheSame(capture, previous)) await postpone(ports, row, due);
  else await commitCapture(ports, row, { capture, blobs, at, due });
}

function saysTheSame(a: Capture, b: Capture): boolean {
  return JSON.stringify({ ...a, capturedAt: '' }) === JSON.stringify({ ...b, capturedAt: '' });
}

async function postpone(ports: Ports, { content, version, checks }: DueRow, due: Instant): Promise<void> {
  const { platform, id } = JSON.parse(content) as Capture;
  await ports.database
    .prepare(
      `UPDATE captures SET next_check_at = ?, checks = ? WHERE platform = ? AND id = ? AND version = ?
       AND next_check_at IS NOT NULL`,
    )
    .bind(due, checks + 1, platform, id, version)
    .run();
}

/** What a look at a capture found, when, and when the next one is due. */
interface Finding {
  capture: Capture;
  /** Names of the pictures that belong to it. */
  blobs: string[];
  at: Instant;
  due: Instant;
}

/** Writes the next version of a capture, and all that follows from it, or nothing where it was overtaken or taken down. */
async function commitCapture(ports: Ports, row: DueRow, { capture, blobs, at, due }: Finding): Promise<void> {
  const { database } = ports;
  const { platform, id } = capture;
  const key: [string, string][] = [[platform, id]];
  const revision = await sha256(`${platform} ${id} ${row.version} ${JSON.stringify(capture)}`, 16);
  await database.batch([
    database
      .prepare(
        `UPDATE captures SET content = ?1, version = version + 1, checks = ?2, next_check_at = ?3
         WHERE platform = ?4 AND id = ?5 AND version = ?6 AND content ->> '$.state' <> 'withdrawn'`,
      )
      .bind(JSON.stringify(capture), row.checks + 1, due, platform, id, row.version),
    database
      .prepare(
        `INSERT OR IGNORE INTO capture_media (platform, id, blob) SELECT ?1, ?2, value FROM json_each(?3)`,
      )
      .bind(platform, id, JSON.stringify(blobs)),
    ...applyTakedowns(database, at, key),
    touchCaptureTopics(database, key, { revision, at }),
    recordCaptureVersions(database, at, key),
    ...(capture.post?.visibility ? [forgetHistory(database, capture)] : []),
  ]);
  await dropOrphanedPictures(ports, capture);
}

/** An author who asks not to be shown outside is not kept in the history either. */
function forgetHistory(database: Database, { platform, id }: Capture): Statement {
  return database.prepare('DELETE FROM capture_versions WHERE platform = ? AND id = ?').bind(platform, id);
}

/** A take-down that came while the pictures were being fetched has not seen them. */
async function dropOrphanedPictures({ database, blobs }: Ports, { platform, id }: Capture): Promise<void> {
  const { results } = await database
    .prepare(
      `SELECT m.blob FROM capture_media m JOIN captures c ON c.platform = m.platform AND c.id = m.id
       WHERE m.platform = ? AND m.id = ? AND c.content ->> '$.state' = 'withdrawn'`,
    )
    .bind(platform, id)
    .all<{ blob: string }>();
  if (results.length === 0) return;
  for (const { blob } of results) await blobs.delete(blob);
  await database.prepare('DELETE FROM capture_media WHERE platform = ? AND id = ?').bind(platform, id).run();
}
