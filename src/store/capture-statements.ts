import type { Article } from '../domain/article.ts';
import type { Instant } from '../domain/instant.ts';
import type { Database, Statement } from '../domain/ports.ts';
import { type Capture, captureKey } from '../domain/post.ts';
import { recordCaptureVersions, touchCaptureTopics } from './capture-effects.ts';
import { isResolvable } from './capture-schedule.ts';
import { applyTakedowns } from './takedown-records.ts';

/** A version of an article, and the posts it shows. */
interface ShowingVersion {
  article: Article;
  recordedAt: Instant;
  captures: readonly Capture[];
}

/**
 * What a version of an article changes in the captures: those of a live one are shown from now on, those of an embargoed
 * one are kept apart, and any other shows none. `revision`: the new digest of the feeds that change with them. For the batch
 * that writes the version.
 */
export function captureStatements(
  database: Database,
  { article, recordedAt, captures: given }: ShowingVersion,
  revision: string,
): Statement[] {
  const cleared = [
    database.prepare('DELETE FROM article_captures WHERE article_id = ?').bind(article.id),
    database.prepare('DELETE FROM held_captures WHERE article_id = ?').bind(article.id),
  ];
  const captures = [...new Map(given.map((capture) => [captureKey(capture), capture])).values()];
  const keys = captures.map(({ platform, id }): [string, string] => [platform, id]);
  if (article.state === 'embargoed') {
    const held = captures.map((capture) => holdCapture(database, article.id, capture));
    return [...cleared, ...held, ...applyTakedowns(database, recordedAt, keys, 'held_captures')];
  }
  if (article.state !== 'live') return cleared;
  return [
    ...cleared,
    // Other articles may have shown a post without its words: their feeds change with it.
    touchCaptureTopics(
      database,
      keys,
      { revision, at: recordedAt },
      `c.content ->> '$.post' IS NULL AND c.content ->> '$.state' <> 'withdrawn'`,
    ),
    ...captures.flatMap((capture) => showCapture(database, article.id, capture, recordedAt)),
    ...applyTakedowns(database, recordedAt, keys),
    recordCaptureVersions(database, recordedAt, keys),
  ];
}

function holdCapture(database: Database, articleId: string, capture: Capture): Statement {
  return database
    .prepare('INSERT INTO held_captures (article_id, platform, id, content) VALUES (?, ?, ?, ?)')
    .bind(articleId, capture.platform, capture.id, JSON.stringify(capture));
}

function showCapture(database: Database, articleId: string, capture: Capture, at: Instant): Statement[] {
  const { platform, id } = capture;
  return [
    // The words first captured stay: another article's markup cannot rewrite them. Only the one article that shows a
    // post can correct it, as long as no platform has been asked about it. What was taken down is not even touched: all who
    // show it would be told of news.
    database
      .prepare(
        `INSERT INTO captures (platform, id, content, next_check_at) VALUES (?1, ?2, ?3, ?4)
         ON CONFLICT (platform, id) DO UPDATE SET content = ?3, version = version + 1
         WHERE ?3 ->> '$.post' IS NOT NULL AND captures.content ->> '$.state' <> 'withdrawn'
           AND (captures.content ->> '$.post' IS NULL
           OR (captures.content ->> '$.state' = 'unknown' AND captures.content ->> '$.post' <> ?3 ->> '$.post'
               AND NOT EXISTS (SELECT 1 FROM article_captures a
                 WHERE a.platform = captures.platform AND a.capture_id = captures.id)))`,
      )
      .bind(platform, id, JSON.stringify(capture), isResolvable(capture) ? at : null),
    database
      .prepare('INSERT INTO article_captures (platform, capture_id, article_id) VALUES (?, ?, ?)')
      .bind(platform, id, articleId),
  ];
}
