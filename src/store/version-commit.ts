import type { Article } from '../domain/article.ts';
import { sha256 } from '../domain/digest.ts';
import { topicsOf } from '../domain/feed.ts';
import type { Instant } from '../domain/instant.ts';
import { facetsOf, UNCLEARED } from '../domain/partner.ts';
import type { Database, Statement } from '../domain/ports.ts';
import { type Capture, captureKey } from '../domain/post.ts';
import { recordCaptureVersions, touchCaptureTopics } from './capture-effects.ts';
import { isResolvable } from './capture-schedule.ts';
import { contractStatements } from './contract-statements.ts';
import { feedStatements } from './feed-tombstones.ts';
import { applyTakedowns } from './takedown-records.ts';

/** One new version of an article, and everything that must be written with it or not at all. */
export interface VersionCommit {
  article: Article;
  /** Of what the article says. */
  digest: string;
  recordedAt: Instant;
  captures: Capture[];
  idempotency?: { key: string; fingerprint: string };
  /** When its embargo was over, however late that is noticed: partners are told that it opened. */
  openedAt?: Instant;
}

/**
 * Writes a version in one transaction: the article, its version, its topics, its captures, its place in contracts and
 * the event in the outbox.
 * Of an article that is not live nothing reaches topics and captures; the posts of an embargoed one are kept apart.
 * Returns `false` where another writer came first (or took the id, URL or key): nothing is written then.
 */
export async function commitVersion(database: Database, commit: VersionCommit): Promise<boolean> {
  const { article, recordedAt } = commit;
  const revision = await sha256(`${article.id} ${article.version} ${commit.digest} ${recordedAt}`, 16);
  const statements = [
    ...articleStatements(database, commit),
    ...topicStatements(database, article, revision, recordedAt),
    ...captureStatements(database, commit, revision),
    ...contractStatements(
      database,
      { articleId: article.id },
      { at: recordedAt, revision, arrival: commit.openedAt ? 'opened' : 'published' },
      { corrected: true },
    ),
    database
      .prepare('INSERT INTO outbox (article_id, version, kind, recorded_at) VALUES (?, ?, ?, ?)')
      .bind(article.id, article.version, article.state === 'live' ? 'published' : 'withdrawn', recordedAt),
  ];
  if (commit.idempotency) {
    statements.push(
      database
        .prepare(
          'INSERT INTO idempotency_keys (key, fingerprint, article_id, recorded_at) VALUES (?, ?, ?, ?)',
        )
        .bind(commit.idempotency.key, commit.idempotency.fingerprint, article.id, recordedAt),
    );
  }
  try {
    await database.batch(statements);
    return true;
  } catch (error) {
    // D1 and node:sqlite both pass SQLite's own words on.
    if (String((error as Error).message).includes('UNIQUE constraint failed')) return false;
    throw error;
  }
}

function articleStatements(
  database: Database,
  { article, digest, recordedAt, openedAt = recordedAt }: VersionCommit,
): Statement[] {
  const content = JSON.stringify(article);
  return [
    database
      .prepare('INSERT INTO article_versions (article_id, version, recorded_at, content) VALUES (?, ?, ?, ?)')
      .bind(article.id, article.version, recordedAt, content),
    database
      .prepare(
        `INSERT INTO articles (id, guid, version, state, url, digest, published_at, content, opens_at, public_since, pictures)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)
         ON CONFLICT (id) DO UPDATE SET version = ?3, state = ?4, url = ?5, digest = ?6, published_at = ?7, content = ?8,
           opens_at = ?9, public_since = coalesce(public_since, ?10), pictures = ?11`,
      )
      .bind(
        article.id,
        article.guid,
        article.version,
        article.state,
        article.url ?? null,
        digest,
        article.publishedAt,
        content,
        article.opensAt ?? null,
        article.state === 'live' ? openedAt : null,
        facetsOf(article).includes(UNCLEARED) ? 'uncleared' : 'cleared',
      ),
  ];
}

function topicStatements(database: Database, article: Article, revision: string, at: Instant): Statement[] {
  const topics = article.state === 'live' ? [...topicsOf(article)] : [];
  const named = JSON.stringify(topics);
  return [
    // The topics it leaves change as well.
    database
      .prepare(
        `UPDATE topics SET digest = ?, modified_at = ?
         WHERE topic IN (SELECT topic FROM article_topics WHERE article_id = ?)`,
      )
      .bind(revision, at, article.id),
    ...feedStatements(database, article, at),
    database
      .prepare(
        // The feeds of products keep a live article: contracts are weighed once all is written.
        `DELETE FROM article_topics WHERE article_id = ?1 AND topic NOT IN (SELECT value ->> 0 FROM json_each(?2))
           AND (?3 <> 'live' OR topic NOT GLOB 'product/*')`,
      )
      .bind(article.id, named, article.state),
    database
      .prepare('UPDATE article_topics SET published_at = ?1 WHERE article_id = ?2 AND published_at <> ?1')
      .bind(article.publishedAt, article.id),
    database
      .prepare(
        `INSERT INTO topics (topic, name, digest, modified_at)
         SELECT value ->> 0, value ->> 1, ?1, ?2 FROM json_each(?3) WHERE true
         ON CONFLICT (topic) DO UPDATE SET digest = ?1, modified_at = ?2`,
      )
      .bind(revision, at, named),
    // An article that comes to a topic takes the next place there, and keeps it through corrections.
    database
      .prepare(
        `INSERT INTO feed_lengths (topic, entries) SELECT value ->> 0, 1 FROM json_each(?1)
         WHERE NOT EXISTS (SELECT 1 FROM article_topics t WHERE t.topic = value ->> 0 AND t.article_id = ?2)
         ON CONFLICT (topic) DO UPDATE SET entries = entries + 1`,
      )
      .bind(named, article.id),
    database
      .prepare(
        `INSERT INTO article_topics (topic, published_at, article_id, sequence)
         SELECT l.topic, ?1, ?2, l.entries FROM json_each(?3) JOIN feed_lengths l ON l.topic = value ->> 0
         WHERE NOT EXISTS (SELECT 1 FROM article_topics t WHERE t.topic = l.topic AND t.article_id = ?2)`,
      )
      .bind(article.publishedAt, article.id, named),
  ];
}

function captureStatements(database: Database, commit: VersionCommit, revision: string): Statement[] {
  const { article, recordedAt } = commit;
  const statements = [
    database.prepare('DELETE FROM article_captures WHERE article_id = ?').bind(article.id),
    database.prepare('DELETE FROM held_captures WHERE article_id = ?').bind(article.id),
  ];
  const captures = [...new Map(commit.captures.map((capture) => [captureKey(capture), capture])).values()];
  const keys = captures.map(({ platform, id }): [string, string] => [platform, id]);
  if (article.state === 'embargoed') {
    for (const capture of captures) {
      statements.push(
        database
          .prepare('INSERT INTO held_captures (article_id, platform, id, content) VALUES (?, ?, ?, ?)')
          .bind(article.id, capture.platform, capture.id, JSON.stringify(capture)),
      );
    }
    return [...statements, ...applyTakedowns(database, recordedAt, keys, 'held_captures')];
  }
  if (article.state !== 'live') return statements;
  statements.push(
    // Other articles may have shown a post without its words: their feeds change with it.
    touchCaptureTopics(
      database,
      keys,
      { revision, at: recordedAt },
      `c.content ->> '$.post' IS NULL AND c.content ->> '$.state' <> 'withdrawn'`,
    ),
  );
  for (const capture of captures) {
    statements.push(
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
        .bind(
          capture.platform,
          capture.id,
          JSON.stringify(capture),
          isResolvable(capture) ? recordedAt : null,
        ),
      database
        .prepare('INSERT INTO article_captures (platform, capture_id, article_id) VALUES (?, ?, ?)')
        .bind(capture.platform, capture.id, article.id),
    );
  }
  statements.push(
    ...applyTakedowns(database, recordedAt, keys),
    recordCaptureVersions(database, recordedAt, keys),
  );
  return statements;
}
