import type { Article, ArticleContent, ArticleDraft, Block, ReadField } from '../domain/article.ts';
import { sha256 } from '../domain/digest.ts';
import { type Instant, toInstant } from '../domain/instant.ts';
import type { Ports } from '../domain/ports.ts';
import { type Capture, captureKey } from '../domain/post.ts';
import { Problem } from '../domain/problem.ts';
import { etagOf, loadArticle, loadArticleByUrl, type StoredArticle } from './article-records.ts';
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

/** Stored as one row; D1 takes rows of 2,000,000 bytes. */
const MAX_STORED_UNITS = 600_000;
/** How far a date may lie ahead of our clock: a later publication would be an embargo, a later change is none. */
const CLOCK_SKEW_MS = 10 * 60 * 1000;
const DAY_MS = 24 * 60 * 60 * 1000;
/** So many others may come first: each round at least one of them gets through. */
const MAX_TRIES = 100;

/**
 * Stores a draft as a new article or as the next version of one, with its captures and its event, then tells the queue.
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
    const present = current?.article.state === 'live' ? current : undefined;
    if (request.precondition && !request.precondition(present?.etag)) throw staleVersion(present);
    const now = toInstant(ports.clock.now());
    const next = await nextVersion(ports, tagAuthority, request, current, now);
    if (current && current.digest === next.digest && current.article.state === 'live') {
      await rememberKey(ports, request, current.article.id, now);
      return { ...current, outcome: 'unchanged' };
    }
    if (await commitVersion(ports.database, next)) {
      await announce(ports, next.article);
      const { article, digest } = next;
      const outcome = current ? 'updated' : 'created';
      return { article, digest, etag: etagOf(article.version, digest), outcome };
    }
  }
  throw busy();
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
  { idempotency }: PublishRequest,
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
  const stored = await loadArticle(database, used.article_id);
  if (stored?.article.state === 'withdrawn') {
    throw new Problem(
      'article-withdrawn',
      `The article ${used.article_id} that this Idempotency-Key published was withdrawn since.`,
    );
  }
  return stored;
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

async function nextVersion(
  ports: Ports,
  tagAuthority: string,
  request: PublishRequest,
  current: StoredArticle | undefined,
  now: Instant,
): Promise<VersionCommit> {
  const { embeds, publishedAt: statedPublished, updatedAt: statedUpdated, ...draft } = request.draft;
  // The capture has the link: were it kept here as well, a take-down would have to rewrite articles.
  const content = { ...draft, body: draft.body.map(withoutLink) };
  const publishedAt = statedPublished ?? current?.article.publishedAt ?? now;
  refuseFuture('publishedAt', publishedAt, now, 'send the article when it may be read');
  if (statedUpdated)
    refuseFuture('updatedAt', statedUpdated, now, 'say when its words changed, or leave it out');
  const id = request.id ?? current?.article.id ?? newId(ports);
  const captures = embeds.map(({ capture }) => believable({ ...capture, capturedAt: now }, now));
  const digest = await contentDigest(content, publishedAt, statedUpdated, embeds);
  const article: Article = {
    id,
    guid: current?.article.guid ?? `tag:${tagAuthority}:articles/${id}`,
    version: (current?.article.version ?? 0) + 1,
    state: 'live',
    publishedAt,
    updatedAt: statedUpdated ?? (current ? now : publishedAt),
    ...content,
  };
  const stored = JSON.stringify(article).length;
  if (stored > MAX_STORED_UNITS) {
    throw new Problem(
      'body-too-large',
      `The cleaned article has ${stored} characters; ${MAX_STORED_UNITS} is the most.`,
    );
  }
  const missing = content.body.find(
    (block) =>
      block.type === 'embed' && !captures.some((capture) => captureKey(capture) === block.ref.capture),
  );
  if (missing) throw new Error(`a draft refers to a capture it does not bring: ${JSON.stringify(missing)}`);
  const { idempotency } = request;
  return { article, digest, recordedAt: now, captures, ...(idempotency && { idempotency }) };
}

/** Throws `Problem('invalid-article')` for a date after now, but for the difference of two clocks. */
function refuseFuture(field: ReadField, at: Instant, now: Instant, mend: string): void {
  if (Date.parse(at) <= Date.parse(now) + CLOCK_SKEW_MS) return;
  const detail = `lies in the future (${at}); ${mend}`;
  throw new Problem('invalid-article', `${field} ${detail}.`, { errors: [{ field, detail }] });
}

/** A post cannot be from the future: an id that says so is made up, and its time is left out. */
function believable(capture: Capture, now: Instant): Capture {
  const latest = toInstant(new Date(Date.parse(now) + DAY_MS));
  const { created, post, ...rest } = capture;
  const known = created && created.at <= latest ? { created } : {};
  if (!post) return { ...rest, ...known };
  if (!post.created || post.created.at <= latest) return { ...rest, ...known, post };
  const { created: _, ...undated } = post;
  return { ...rest, ...known, post: undated };
}

function withoutLink(block: Block): Block {
  if (block.type === 'html') return block;
  const { url: _, ...ref } = block.ref;
  return { ...block, ref };
}

function contentDigest(
  content: ArticleContent,
  publishedAt: Instant,
  updatedAt: Instant | undefined,
  embeds: ArticleDraft['embeds'],
): Promise<string> {
  const sorted = Object.entries(content).sort(([a], [b]) => (a < b ? -1 : 1));
  return sha256(
    JSON.stringify([sorted, publishedAt, updatedAt ?? null, embeds.map(({ capture }) => capture)]),
  );
}

// Crockford's base 32 without vowels' look-alikes: ids are read aloud and typed.
const ID_LETTERS = '0123456789abcdefghjkmnpqrstvwxyz';

function newId({ random }: Ports): string {
  return Array.from(random.bytes(12), (byte) => ID_LETTERS[byte & 31]).join('');
}

/** Takes an article back: 410 from now on, out of every feed. Withdrawing it again changes nothing. */
export async function withdrawArticle(
  ports: Ports,
  id: string,
  precondition?: (etag: string | undefined) => boolean,
): Promise<void> {
  for (let tries = 0; tries < MAX_TRIES; tries++) {
    const current = await loadArticle(ports.database, id);
    if (!current) throw new Problem('not-found', `There is no article ${id}.`);
    if (precondition && !precondition(current.etag)) throw staleVersion(current);
    if (current.article.state === 'withdrawn') return;
    const now = toInstant(ports.clock.now());
    const article: Article = {
      ...current.article,
      version: current.article.version + 1,
      state: 'withdrawn',
      updatedAt: now,
    };
    if (
      await commitVersion(ports.database, { article, digest: current.digest, recordedAt: now, captures: [] })
    ) {
      await announce(ports, article);
      return;
    }
  }
  throw busy();
}

/** The event is safe in the outbox: where the queue cannot be told, the next sweep tells it. */
async function announce({ queue, log }: Ports, article: Article): Promise<void> {
  try {
    await queue.send({ articleId: article.id, version: article.version });
  } catch (error) {
    log('warn', 'the queue could not be told of a version; the next sweep will', {
      article_id: article.id,
      error,
    });
  }
}
