import type { ArticleDraft } from '../domain/article.ts';
import { type Instant, toInstant } from '../domain/instant.ts';
import type { Ports } from '../domain/ports.ts';
import { Problem } from '../domain/problem.ts';
import { loadArticle, loadArticleByUrl, type StoredArticle, stored } from './article-records.ts';
import { keepWithdrawn } from './lasting-withdrawals.ts';
import { draftedVersion, isUnchanged, newId, withdrawnVersion } from './next-version.ts';
import { announceVersion } from './outbox.ts';
import { commitVersion, type VersionCommit } from './version-commit.ts';

export interface PublishRequest {
  draft: ArticleDraft;
  /** The id the article is to have. Without one it is found by its canonical URL, or gets a new one. */
  id?: string;
  /** With `id`: refuse to touch an article that is already there, unless it has the same canonical URL. */
  mustBeNew?: boolean;
  idempotency?: { key: string; fingerprint: string };
  /** Given the current ETag (`undefined`: no such article), says whether the write may go on. */
  precondition?: (etag: string | undefined) => boolean;
}

export interface Publication extends StoredArticle {
  outcome: 'created' | 'updated' | 'unchanged';
}

/** So many others may come first: each round at least one of them gets through. */
const MAX_TRIES = 100;

/**
 * Stores a draft as a new article or as the next version of one, with its captures and its event, then tells the queue.
 * A draft that is `canceled` withdraws the article, whatever else it says.
 * The same content again changes nothing, nor does a repeated Idempotency-Key: that is answered with what is stored.
 * Throws a `Problem` where the request cannot be carried out.
 */
export async function publishArticle(
  ports: Ports,
  tagAuthority: string,
  request: PublishRequest,
): Promise<Publication> {
  for (let tries = 0; tries < MAX_TRIES; tries++) {
    const replayed = await findReplayed(ports, request);
    if (replayed) return { ...replayed, outcome: 'unchanged' };
    const current = await findCurrent(ports, request);
    const present = current?.article.state === 'withdrawn' ? undefined : current;
    if (request.precondition && !request.precondition(present?.etag)) throw staleVersion(present);
    const now = toInstant(ports.clock.now());
    const next = await nextVersion(ports, tagAuthority, request, current, now);
    if (next.article.state === 'withdrawn') await keepWithdrawn(ports.database, next.article.id);
    if (current && isUnchanged(current, next)) {
      await rememberKey(ports, request, current.article.id, now);
      return { ...current, outcome: 'unchanged' };
    }
    if (await commitVersion(ports.database, next)) {
      await announceVersion(ports, next.article);
      const wasPublic = current?.wasPublic || next.article.state === 'live';
      return { ...stored(next, wasPublic), outcome: current ? 'updated' : 'created' };
    }
  }
  throw busy();
}

async function nextVersion(
  { random }: Ports,
  tagAuthority: string,
  { id, draft, idempotency }: PublishRequest,
  current: StoredArticle | undefined,
  now: Instant,
): Promise<VersionCommit> {
  const key = idempotency && { idempotency };
  if (draft.status !== 'canceled') {
    const names = { id: id ?? current?.article.id ?? newId(random), tagAuthority, now };
    return { ...(await draftedVersion(draft, current, names)), ...key };
  }
  if (!current) throw new Problem('not-found', 'There is no such article to be canceled.');
  if (current.article.state === 'withdrawn') return { ...current, recordedAt: now, captures: [] };
  return { ...withdrawnVersion(current, now), ...key };
}

function staleVersion(current: StoredArticle | undefined): Problem {
  const present = current ? `its present ETag is ${current.etag}` : 'there is no such article';
  return new Problem('stale-version', `If-Match or If-None-Match does not fit the article: ${present}.`);
}

function busy(): Problem {
  return new Problem(
    'busy',
    'Too many others are changing this article. Send the request again in a moment.',
  );
}

/** The article that an Idempotency-Key was used for. A replay writes nothing, whatever has become of it since. */
async function findReplayed(
  { database }: Ports,
  { draft, idempotency }: PublishRequest,
): Promise<StoredArticle | undefined> {
  if (!idempotency) return undefined;
  const used = await database
    .prepare('SELECT fingerprint, article_id FROM idempotency_keys WHERE key = ?')
    .bind(idempotency.key)
    .first<{ fingerprint: string; article_id: string }>();
  if (!used) return undefined;
  if (used.fingerprint !== idempotency.fingerprint) {
    throw new Problem(
      'idempotency-key-reused',
      'This Idempotency-Key came with another request before. Use a new key.',
    );
  }
  const article = await loadArticle(database, used.article_id);
  if (article?.article.state === 'withdrawn' && draft.status !== 'canceled') {
    throw new Problem(
      'article-withdrawn',
      `The article ${used.article_id} that this Idempotency-Key published was withdrawn since.`,
    );
  }
  return article;
}

async function rememberKey(
  { database }: Ports,
  { idempotency }: PublishRequest,
  articleId: string,
  at: Instant,
): Promise<void> {
  if (!idempotency) return;
  await database
    .prepare(
      'INSERT OR IGNORE INTO idempotency_keys (key, fingerprint, article_id, recorded_at) VALUES (?, ?, ?, ?)',
    )
    .bind(idempotency.key, idempotency.fingerprint, articleId, at)
    .run();
}

/** The article this request is about, if there is one; refuses ids and URLs that belong to another. */
async function findCurrent({ database }: Ports, request: PublishRequest): Promise<StoredArticle | undefined> {
  const { draft } = request;
  const byUrl = draft.url ? await loadArticleByUrl(database, draft.url) : undefined;
  if (request.id) {
    if (byUrl && byUrl.article.id !== request.id) {
      throw new Problem(
        'id-taken',
        `The URL ${draft.url} belongs to the article ${byUrl.article.id}: send the change there.`,
      );
    }
    const current = await loadArticle(database, request.id);
    if (current && request.mustBeNew && !byUrl) {
      throw new Problem(
        'id-taken',
        `There is an article ${request.id} already. Use PUT /articles/${request.id} to change it.`,
      );
    }
    return current;
  }
  return byUrl;
}

/**
 * Takes an article back, out of every feed; from now on 410 where it was public, and as if it had never been where it
 * was not. Withdrawing it again changes nothing.
 */
export async function withdrawArticle(
  ports: Ports,
  id: string,
  precondition?: (etag: string | undefined) => boolean,
): Promise<void> {
  for (let tries = 0; tries < MAX_TRIES; tries++) {
    const current = await loadArticle(ports.database, id);
    if (!current) throw new Problem('not-found', `There is no article ${id}.`);
    if (precondition && !precondition(current.etag)) throw staleVersion(current);
    await keepWithdrawn(ports.database, id);
    if (current.article.state === 'withdrawn') return;
    const next = withdrawnVersion(current, toInstant(ports.clock.now()));
    if (await commitVersion(ports.database, next)) return announceVersion(ports, next.article);
  }
  throw busy();
}
