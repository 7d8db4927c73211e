import { type Context, Hono } from 'hono';
import type { Config } from '../domain/config.ts';
import { sha256 } from '../domain/digest.ts';
import { type Instant, toInstant } from '../domain/instant.ts';
import type { Ports } from '../domain/ports.ts';
import { Problem } from '../domain/problem.ts';
import {
  httpDate,
  respondUnchanged,
  type Validators,
  validatorHeaders,
} from '../http/conditional-response.ts';
import { allowOnly } from '../http/method-guard.ts';
import { lap } from '../http/request-watch.ts';
import { makeAnswer } from '../http/standing-headers.ts';
import { renderFeedPage } from '../pages/feed-page.ts';
import { loadLiveArticles } from '../store/article-records.ts';
import { joinParts, newsSince, wholeFeed } from '../store/feed-answers.ts';
import {
  assembleFeedPage,
  type FeedParts,
  type FeedPlan,
  feedTitle,
  loadFeedPage,
} from '../store/feed-assembly.ts';
import { loadFeedState } from '../store/feed-state.ts';
import { type ContentCoding, encodeContent, supportedCodings } from './content-coding.ts';
import { acceptedCodings, wantsDelta } from './feed-negotiation.ts';
import { type FeedReading, feedReader, isPage } from './feed-reading.ts';

export interface FeedOptions {
  /** A WebSub hub that is told of every change; feeds name it. */
  hubUrl?: string;
  /** Another one, which only the answer's `Link` names. */
  outsideHubUrl?: string;
}

const CACHE_CONTROL = 'public, max-age=300, stale-while-revalidate=3600';
/** As RFC 3229 §10.10.3 has it: only a cache that knows deltas may keep one. */
const NEWS_CACHE_CONTROL = 'no-store, im, max-age=300';
/** The entry's key changes with the feed, so it may stay as long as the cache likes. */
const CACHE_SECONDS = 24 * 60 * 60;
const CORS = {
  'Access-Control-Allow-Origin': '*',
  'Access-Control-Expose-Headers': 'ETag, Last-Modified, Link, IM, Content-Location',
};
const METHODS = 'GET, HEAD, OPTIONS';
const VARY = 'Accept, Accept-Encoding, A-IM';
/** Of If-None-Match, and of the entity tags in it, as far as deltas go. */
const MAX_TAG_LENGTH = 8000;
const MAX_TAGS = 8;
/** Readings kept in memory, of addresses that are no longer than feeds need. */
const MAX_READINGS = 1000;
const MAX_KEY_LENGTH = 600;

/** A request for one feed. */
interface Inquiry {
  ports: Ports;
  config: Config;
  request: Request;
  reading: FeedReading;
  plan: FeedPlan;
}

/** `/feeds/{topic}[.{rss|atom|json}]`. A 304 costs one point read; a feed rendered before costs one more. */
export function feedRoutes(ports: Ports, config: Config, options: FeedOptions = {}): Hono {
  const { hubUrl, outsideHubUrl } = options;
  const hubs = [hubUrl, outsideHubUrl].filter((hub) => hub !== undefined);
  const routes = new Hono();
  const read = feedReader(config, hubs, { 'Cache-Control': CACHE_CONTROL, ...CORS, Vary: VARY });
  const readings = new Map<string, FeedReading>();

  // The same readers ask for the same few addresses for ever, and reading one costs more than all the rest of a 304.
  const remember = (key: string, reading: FeedReading): void => {
    if (key.length > MAX_KEY_LENGTH) return;
    if (readings.size === MAX_READINGS) readings.clear();
    readings.set(key, reading);
  };

  routes.get('/:path{.+}', async (context) => {
    const { url } = context.req;
    const accept = context.req.header('Accept');
    const key = `${url.slice(url.indexOf('/', url.indexOf('//') + 2))} ${accept ?? ''}`;
    let reading = readings.get(key);
    if (!reading) {
      reading = await read(context.req.param('path'), new URL(url).searchParams, accept);
      remember(key, reading);
    }
    const { spelled, selection, format } = reading;
    if (spelled) {
      const headers = { Location: spelled, 'Cache-Control': 'public, max-age=86400', ...CORS };
      return context.body(null, 301, headers);
    }
    const state = await loadFeedState(ports, selection.topics);
    const plan = { selection, format, state, ...(hubUrl && { hubUrl }) };
    const inquiry: Inquiry = { ports, config, request: context.req.raw, reading, plan };
    return isPage(selection) ? answerPage(context, inquiry) : answerFeed(context, inquiry);
  });

  routes.options('/:path{.+}', (context) =>
    context.body(null, 204, {
      ...CORS,
      Allow: METHODS,
      'Access-Control-Allow-Methods': 'GET, HEAD',
      'Access-Control-Allow-Headers': 'A-IM, If-Modified-Since, If-None-Match',
      'Access-Control-Max-Age': '86400',
    }),
  );
  allowOnly(routes, '/:path{.+}', METHODS);
  return routes;
}

async function answerFeed(context: Context, inquiry: Inquiry): Promise<Response> {
  const { ports, config, plan, reading } = inquiry;
  const { digest, modifiedAt } = plan.state;
  const now = ports.clock.now();
  const validators = { etag: tagOf(inquiry, digest), now, ...(modifiedAt && { modifiedAt }) };
  const headers = modifiedAt ? withEarlierDate(reading.headers, modifiedAt, now) : reading.headers;
  const unchanged = respondUnchanged(context, validators, headers);
  if (unchanged) return unchanged;
  const news = await answerNews(context, inquiry, validators.etag);
  if (news) return news;
  return answer(context, inquiry, validators, headers, async () => {
    const { parts, settled } = await wholeFeed(ports, config, plan);
    lap(context, 'db');
    const bytes = await write(inquiry, parts);
    lap(context, 'render');
    return { bytes, settled };
  });
}

/** The feed's own date says nothing of a page of its past, which has an entity tag alone. */
async function answerPage(context: Context, inquiry: Inquiry): Promise<Response> {
  const { ports, config, plan, reading } = inquiry;
  const load = async () => {
    const page = await loadFeedPage(ports.database, config, plan);
    if (!page) throw new Problem('not-found', `The archive has no page ${plan.selection.page}, or not yet.`);
    const rows = page.entries.map(({ articleId, key }) => [articleId, key]);
    const { hasMore, next } = page;
    const digest = await sha256(JSON.stringify([rows, hasMore, next, plan.state.names]), 16);
    return { page, etag: tagOf(inquiry, digest) };
  };
  const { page, etag } = await load();
  const validators = { etag, now: ports.clock.now() };
  const unchanged = respondUnchanged(context, validators, reading.headers);
  if (unchanged) return unchanged;
  return answer(context, inquiry, validators, reading.headers, async () => {
    const bytes = await write(inquiry, await assembleFeedPage(ports.database, config, plan, page));
    return { bytes, settled: (await load()).etag === etag };
  });
}

/** Only what is new, for a reader that asks for it and says what it has (RFC 3229); `undefined` where it gets the feed. */
async function answerNews(context: Context, inquiry: Inquiry, etag: string): Promise<Response | undefined> {
  const { ports, config, plan, reading, request } = inquiry;
  const { form, look, contentType } = reading;
  const held = request.headers.get('If-None-Match')?.slice(0, MAX_TAG_LENGTH);
  if (form === 'html' || !held || !wantsDelta(request.headers.get('A-IM'))) return undefined;
  const digests = [...held.matchAll(/"([0-9a-f]{16})-([0-9a-f]{10})"/g)]
    .filter((match) => match[2] === look)
    .map((match) => match[1] ?? '');
  const parts = await newsSince(ports, config, plan, digests.slice(0, MAX_TAGS));
  if (!parts) return undefined;
  const bytes = joinParts(plan, parts);
  const headers = {
    ...reading.headers,
    'Content-Type': contentType,
    ETag: etag,
    IM: 'feed',
    'Cache-Control': NEWS_CACHE_CONTROL,
  };
  for (const coding of codingsFor(request)) {
    const encoded = await encodeContent(bytes, coding);
    if (encoded) return makeAnswer(context, encoded, 226, headers, coding);
  }
  return makeAnswer(context, bytes, 226, headers);
}

/** The bytes from the cache, or those that `make` makes; in a coding the reader takes, which is kept as well. */
async function answer(
  context: Context,
  { ports, request, reading }: Inquiry,
  validators: Validators,
  headers: Readonly<Record<string, string>>,
  make: () => Promise<{ bytes: Uint8Array; settled: boolean }>,
): Promise<Response> {
  const { cache } = ports;
  const key = `feeds/${validators.etag}`;
  const codings = codingsFor(request);
  const send = (bytes: Uint8Array, coding?: ContentCoding) =>
    makeAnswer(
      context,
      bytes,
      200,
      { 'Content-Type': reading.contentType, ...headers, ...validatorHeaders(validators) },
      coding,
    );
  for (const coding of codings) {
    const encoded = await cache.get(`${key}/${coding}`);
    if (encoded) return send(encoded, coding);
  }
  const cached = await cache.get(key);
  const { bytes, settled } = cached ? { bytes: cached, settled: true } : await make();
  if (settled && !cached) await cache.put(key, bytes, CACHE_SECONDS);
  for (const coding of codings) {
    const encoded = await encodeContent(bytes, coding);
    if (!encoded) continue;
    if (settled) await cache.put(`${key}/${coding}`, encoded, CACHE_SECONDS);
    return send(encoded, coding);
  }
  return send(bytes);
}

/**
 * While the second of a change lasts, its date is no validator yet; the one before is safe to give, since nothing that
 * asks by it is answered 304.
 */
function withEarlierDate(
  headers: Readonly<Record<string, string>>,
  modifiedAt: Instant,
  now: Date,
): Readonly<Record<string, string>> {
  const second = Math.floor(Date.parse(modifiedAt) / 1000) * 1000;
  if (now.getTime() >= second + 1000) return headers;
  return { ...headers, 'Last-Modified': httpDate(toInstant(new Date(second - 1000))) };
}

async function write({ ports, config, plan, reading }: Inquiry, parts: FeedParts): Promise<Uint8Array> {
  if (reading.form !== 'html') return joinParts(plan, parts);
  const ids = parts.items.map(({ articleId }) => articleId);
  const html = renderFeedPage(config, {
    selection: plan.selection,
    title: feedTitle(config.publication.name, plan.state),
    language: parts.head.language,
    articles: await loadLiveArticles(ports.database, ids),
    older: (parts.head.next ?? parts.head.previous)?.[plan.format],
  });
  return new TextEncoder().encode(html);
}

function tagOf({ reading }: Inquiry, digest: string): string {
  return `W/"${digest}-${reading.look}"`;
}

function codingsFor({ headers }: Request): ContentCoding[] {
  return acceptedCodings(headers.get('Accept-Encoding'), supportedCodings());
}
