import type { Article } from '../domain/article.ts';
import { sha256 } from '../domain/digest.ts';
import type { Instant } from '../domain/instant.ts';
import { facetsOf, UNCLEARED } from '../domain/partner.ts';
import type { Database, Statement } from '../domain/ports.ts';
import type { Capture } from '../domain/post.ts';
import { captureStatements } from './capture-statements.ts';
import { contractStatements } from './contract-statements.ts';
import { topicStatements } from './topic-statements.ts';

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
