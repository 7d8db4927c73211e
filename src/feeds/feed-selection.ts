import { FEED_FORMATS, type FeedFormat, slug, type Topic } from '../domain/feed.ts';
import type { Instant } from '../domain/instant.ts';
import { Problem } from '../domain/problem.ts';
import type { FeedAddresses } from './feed-document.ts';

/** What a feed address asks for. */
export interface FeedSelection {
  /** Sorted, each once; an article must be in all of them. */
  topics: Topic[];
  content: 'full' | 'summary';
  /** An archive document, counted from the oldest. */
  page?: number;
  /** What the feed held before this article, by date. */
  before?: FeedCursor;
}

/** The last article of the page before. */
export interface FeedCursor {
  publishedAt: Instant;
  articleId: string;
}

export interface FeedRequest extends FeedSelection {
  /** `undefined`: the address names none, and the reader's preferences decide. */
  format: FeedFormat | undefined;
  /** The address as it should be spelled, where it is spelled in another way. */
  spelled: string | undefined;
}

/** In the order in which a feed's address has them. */
const KINDS = ['author', 'lang', 'section', 'tag'] as const;
const KNOWN = new Set<string>([...KINDS, 'content', 'page', 'before']);
const MAX_TOPICS = 10;

const PATH = /^(all|(author|lang|section|tag)\/([^/]{1,300}))$/u;
const ENDING = /\.(rss|atom|json)$/;

/**
 * Reads `{topic}[.{format}]` (decoded) and its query. Parameters it does not know are as good as not there.
 * Throws the problems `not-found` and `invalid-request`.
 */
export function readFeedRequest(path: string, query: URLSearchParams): FeedRequest {
  const format = ENDING.exec(path)?.[1] as FeedFormat | undefined;
  const [, whole, kind, name = ''] = PATH.exec(path.replace(ENDING, '')) ?? [];
  if (!whole) throw unknownAddress();
  const known = [...query].filter(([key]) => KNOWN.has(key));
  const given: Topic[] = kind ? [readTopic(kind, name)] : [];
  for (const [key, value] of known) {
    if (KINDS.some((kind) => kind === key)) given.push(readTopic(key, value));
  }
  const topics = [...new Set(given)].sort();
  if (topics.length > MAX_TOPICS) {
    throw new Problem('invalid-request', `A feed can be narrowed by ${MAX_TOPICS} topics at most.`);
  }
  const content = readContent(query.getAll('content'));
  const page = readPage(query.getAll('page'));
  const before = readCursor(query.getAll('before'));
  if (page !== undefined && before) throw forgedCursor();
  if (page !== undefined && topics.length > 1) {
    throw new Problem('not-found', 'A feed of several topics has no archive; each of its topics has one.');
  }
  const selection: FeedSelection = {
    topics: topics.length > 0 ? topics : ['all'],
    content,
    ...(page !== undefined && { page }),
    ...(before && { before }),
  };
  const [topic, pairs] = spelling(selection);
  const isSpelled = topic === whole && JSON.stringify(pairs) === JSON.stringify(known);
  return { ...selection, format, spelled: isSpelled ? undefined : feedPath(selection, format) };
}

/** The path and query of a feed, as they are to be spelled. */
export function feedPath(selection: FeedSelection, format: FeedFormat | undefined): string {
  const [topic, pairs] = spelling(selection);
  const path = topic.split('/').map(encodeURIComponent).join('/');
  const query = pairs.map(([key, value]) => `${key}=${encodeURIComponent(value)}`).join('&');
  return `/feeds/${path}${format ? `.${format}` : ''}${query ? `?${query}` : ''}`;
}

/** The public addresses of a feed. */
export function feedAddresses(publicUrl: string, selection: FeedSelection): FeedAddresses {
  const [rss, atom, json] = FEED_FORMATS.map((format) => publicUrl + feedPath(selection, format));
  return { rss: rss ?? '', atom: atom ?? '', json: json ?? '' };
}

function spelling({
  topics,
  content,
  page,
  before,
}: FeedSelection): [topic: string, pairs: [string, string][]] {
  const [only = 'all', ...more] = topics;
  const pairs: [string, string][] = more.length > 0 ? topics.map(splitTopic) : [];
  if (content === 'summary') pairs.push(['content', content]);
  if (page !== undefined) pairs.push(['page', String(page)]);
  if (before) pairs.push(['before', `${before.publishedAt}~${before.articleId}`]);
  return [more.length > 0 ? 'all' : only, pairs];
}

function splitTopic(topic: Topic): [string, string] {
  const slash = topic.indexOf('/');
  return [topic.slice(0, slash), topic.slice(slash + 1)];
}

/** A name is as good as its slug; what is a slug already stays, since a slug that was cut is not its own slug. */
function readTopic(kind: string, name: string): Topic {
  const isSlug = /^[\p{L}\p{M}\p{N}-]{1,80}$/u.test(name) && name === name.toLowerCase();
  const slugged = isSlug ? name : slug(name.slice(0, 300));
  if (!slugged) throw new Problem('invalid-request', `${kind} must name something: letters or digits.`);
  return `${kind as (typeof KINDS)[number]}/${slugged}`;
}

function readContent(given: string[]): 'full' | 'summary' {
  const [content = 'full', ...more] = given;
  if (more.length === 0 && (content === 'full' || content === 'summary')) return content;
  throw new Problem('invalid-request', 'content is full or summary.');
}

function readPage([page, ...more]: string[]): number | undefined {
  if (page === undefined) return undefined;
  if (more.length === 0 && /^[1-9]\d{0,8}$/.test(page)) return Number(page);
  throw new Problem('invalid-request', 'page is a number from 1, the oldest, upwards.');
}

const CURSOR = /^(\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z)~([A-Za-z0-9._-]{1,80})$/;

function readCursor([cursor, ...more]: string[]): FeedCursor | undefined {
  if (cursor === undefined) return undefined;
  const [, publishedAt, articleId] = CURSOR.exec(cursor) ?? [];
  if (more.length === 0 && publishedAt && articleId) return { publishedAt, articleId };
  throw forgedCursor();
}

function forgedCursor(): Problem {
  return new Problem(
    'invalid-request',
    'The cursor in "before" is not one this service gave out; follow the links of the feed.',
  );
}

function unknownAddress(): Problem {
  return new Problem(
    'not-found',
    'A feed is /feeds/all, /feeds/section/…, /author/…, /tag/… or /lang/…, and ends in .rss, .atom or .json.',
  );
}
