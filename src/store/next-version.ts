import type { Article, ArticleContent, ArticleDraft, Block, Reading } from '../domain/article.ts';
import { sha256 } from '../domain/digest.ts';
import { type Instant, toInstant } from '../domain/instant.ts';
import type { Random } from '../domain/ports.ts';
import { type Capture, captureKey } from '../domain/post.ts';
import { Problem } from '../domain/problem.ts';
import type { StoredArticle } from './article-records.ts';
import { refuseFutureChange, scheduleOf } from './article-schedule.ts';
import type { VersionCommit } from './version-commit.ts';

/** Stored as one row; D1 takes rows of 2,000,000 bytes. */
const MAX_STORED_UNITS = 600_000;
const DAY_MS = 24 * 60 * 60 * 1000;

/**
 * The version that a draft makes of `current`, or of nothing, at this moment.
 * Throws `Problem`: `invalid-article` for dates that cannot be, `body-too-large`.
 */
export async function draftedVersion(
  draft: ArticleDraft,
  current: StoredArticle | undefined,
  { id, tagAuthority, now }: { id: string; tagAuthority: string; now: Instant },
): Promise<VersionCommit> {
  const { embeds, publishedAt: _, updatedAt, status: __, embargoUntil: ___, ...said } = draft;
  const schedule = scheduleOf(draft, current, now);
  refuseFutureChange(updatedAt, schedule, now);
  const content: ArticleContent = {
    ...said,
    // The capture has the link: were it kept here as well, a take-down would have to rewrite articles.
    body: said.body.map(withoutLink),
    reading: withKeptDate(said.reading, current, schedule.publishedAt),
  };
  const article: Article = {
    id,
    guid: current?.article.guid ?? `tag:${tagAuthority}:articles/${id}`,
    version: (current?.article.version ?? 0) + 1,
    ...schedule,
    updatedAt: updatedAt ?? (current ? now : schedule.publishedAt),
    ...content,
  };
  refuseHuge(article);
  const captures = embeds.map(({ capture }) => believable({ ...capture, capturedAt: now }, now));
  refuseMissingCaptures(article, captures);
  const digest = await contentDigest(content, article.publishedAt, updatedAt, embeds);
  return { article, digest, recordedAt: now, captures };
}

/** The version that takes an article back: its words stay on record, and nothing of it is shown. */
export function withdrawnVersion({ article, digest }: StoredArticle, now: Instant): VersionCommit {
  const { embargoUntil: _, opensAt: __, ...rest } = article;
  return {
    article: { ...rest, version: article.version + 1, state: 'withdrawn', updatedAt: now },
    digest,
    recordedAt: now,
    captures: [],
  };
}

/** The version in which an embargoed article goes out. One that comes back to readers counts as updated then. */
export function openedVersion(
  { article, digest, wasPublic }: StoredArticle,
  captures: Capture[],
  now: Instant,
): VersionCommit {
  const { embargoUntil: _, opensAt = now, ...rest } = article;
  const earliest = wasPublic ? opensAt : article.publishedAt;
  const updatedAt = article.updatedAt > earliest ? article.updatedAt : earliest;
  return {
    article: { ...rest, version: article.version + 1, state: 'live', updatedAt },
    digest,
    recordedAt: now,
    captures,
    openedAt: opensAt,
  };
}

/** Whether a draft changes nothing: it says the same, and is shown from the same time on. */
export function isUnchanged(current: StoredArticle, next: VersionCommit): boolean {
  const [a, b] = [current.article, next.article];
  return (
    current.digest === next.digest &&
    a.state === b.state &&
    a.opensAt === b.opensAt &&
    a.embargoUntil === b.embargoUntil
  );
}

/** A date that was stated before, and is kept, is still a stated one. */
function withKeptDate(reading: Reading, current: StoredArticle | undefined, publishedAt: Instant): Reading {
  const stated = current && !current.wasPublic ? current.article.reading.publishedAt : undefined;
  if (!stated || reading.publishedAt || current?.article.publishedAt !== publishedAt) return reading;
  return { ...reading, publishedAt: stated };
}

function refuseHuge(article: Article): void {
  const stored = JSON.stringify(article).length;
  if (stored <= MAX_STORED_UNITS) return;
  throw new Problem(
    'body-too-large',
    `The cleaned article has ${stored} characters; ${MAX_STORED_UNITS} is the most.`,
  );
}

function refuseMissingCaptures(article: Article, captures: readonly Capture[]): void {
  const missing = article.body.find(
    (block) =>
      block.type === 'embed' && !captures.some((capture) => captureKey(capture) === block.ref.capture),
  );
  if (missing) throw new Error(`a draft refers to a capture it does not bring: ${JSON.stringify(missing)}`);
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

/** An id that no article has: 12 random letters and digits. */
export function newId(random: Random): string {
  return Array.from(random.bytes(12), (byte) => ID_LETTERS[byte & 31]).join('');
}
