import { type Context, Hono } from 'hono';
import type { Config } from '../domain/config.ts';
import { sha256 } from '../domain/digest.ts';
import { FEED_FORMATS, type FeedFormat } from '../domain/feed.ts';
import { type Instant, toInstant } from '../domain/instant.ts';
import type { Ports } from '../domain/ports.ts';
import { Problem } from '../domain/problem.ts';
import { httpDate, respondConditionally } from '../http/conditional-response.ts';
import { hasMatch } from '../http/entity-tag.ts';
import { allowOnly } from '../http/method-guard.ts';
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
import { acceptedCodings, chooseForm, wantsDelta } from './feed-negotiation.ts';
import { feedPath, readFeedRequest } from './feed-selection.ts';
import { FEED_VERSION } from './feed-version.ts';
import { BARE_MEDIA_TYPES, FEED_MEDIA_TYPES } from './media-type.ts';

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
/** Digests kept in memory. */
const MAX_LOOKS = 2000;

/** A request for one feed. */
interface Inquiry {
  ports: Ports;
  config: Config;
  request: Request;
  plan: FeedPlan;
  form: FeedFormat | 'html';
  /** Whether the address left the form to the reader's preferences. */
  negotiated: boolean;
  /** Stands for everything but the articles that the answer is made of; the end of its entity tag. */
  look: string;
  /** Those that push it. */
  hubs: string[];
}

/** `/feeds/{topic}[.{rss|atom|json}]`. A 304 costs one point read; a feed rendered before costs one more. */
export function feedRoutes(ports: Ports, config: Config, options: FeedOptions = {}): Hono {
  const { hubUrl, outsideHubUrl } = options;
  const hubs = [hubUrl, outsideHubUrl].filter((hub) => hub !== undefined);
  const routes = new Hono();
  const { publicUrl, publication, onDeleted } = config;
  const looks = new Map<string, string>();

  // A digest costs more than all the rest of a 304, and there are few of these.
  const lookOf = async (form: FeedFormat | 'html', path: string): Promise<string> => {
    const parts = JSON.stringify([
      FEED_VERSION,
      form,
      path,
      publicUrl,
      publication,
      onDeleted,
      hubs.join(' '),
    ]);
    const known = looks.get(parts);
    if (known) return known;
    if (looks.size === MAX_LOOKS) looks.clear();
    const look = await sha256(parts, 10);
    looks.set(parts, look);
    return look;
  };

  routes.get('/:path{.+}', async (context) => {
    const { searchParams } = new URL(context.req.url);
    const { format, spelled, ...selection } = readFeedRequest(context.req.param('path'), searchParams);
    if (spelled) {
      const headers = { Location: spelled, 'Cache-Control': 'public, max-age=86400', ...CORS };
      return context.body(null, 301, headers);
    }
    const form = chooseForm(context.req.header('Accept'), format);
    const state = await loadFeedState(ports, selection.topics);
    const written = form === 'html' ? (format ?? 'rss') : form;
    const inquiry: Inquiry = {
      ports,
      config,
      request: context.req.raw,
      plan: { selection, format: written, state, ...(hubUrl && { hubUrl }) },
      form,
      negotiated: format === undefined,
      look: await lookOf(form, feedPath(selection, written)),
      hubs,
    };
    if (isPage(selection)) return answerPage(context, inquiry);
    return (await answerNews(inquiry)) ?? answerFeed(context, inquiry);
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

function answerFeed(context: Context, inquiry: Inquiry): Promise<Response> {
  const { ports, config, plan } = inquiry;
  return answer(context, inquiry, tagOf(inquiry, plan.state.digest), plan.state.modifiedAt, async () => {
    const { parts, settled } = await wholeFeed(ports, config, plan);
    return { bytes: await write(inquiry, parts), settled };
  });
}

/** The feed's own date says nothing of a page of its past, which has an entity tag alone. */
async function answerPage(context: Context, inquiry: Inquiry): Promise<Response> {
  const { ports, config, plan } = inquiry;
  const load = async () => {
    const page = await loadFeedPage(ports.database, config, plan);
    if (!page) throw new Problem('not-found', `The archive has no page ${plan.selection.page}, or not yet.`);
    const rows = page.entries.map(({ articleId, key }) => [articleId, key]);
    const { hasMore, next } = page;
    const digest = await sha256(JSON.stringify([rows, hasMore, next, plan.state.names]), 16);
    return { page, etag: tagOf(inquiry, digest) };
  };
  const { page, etag } = await load();
  return answer(context, inquiry, etag, undefined, async () => {
    const bytes = await write(inquiry, await assembleFeedPage(ports.database, config, plan, page));
    return { bytes, settled: (await load()).etag === etag };
  });
}

/** Only what is new, for a reader that asks for it and says what it has (RFC 3229); `undefined` where it gets the feed. */
async function answerNews(inquiry: Inquiry): Promise<Response | undefined> {
  const { ports, config, plan, form, look, request } = inquiry;
  const held = request.headers.get('If-None-Match')?.slice(0, MAX_TAG_LENGTH);
  const etag = tagOf(inquiry, plan.state.digest);
  if (form === 'html' || !held || !wantsDelta(request.headers.get('A-IM'))) return undefined;
  if (hasMatch(held, etag)) return undefined;
  const digests = [...held.matchAll(/"([0-9a-f]{16})-([0-9a-f]{10})"/g)]
    .filter((match) => match[2] === look)
    .map((match) => match[1] ?? '');
  const parts = await newsSince(ports, config, plan, digests.slice(0, MAX_TAGS));
  if (!parts) return undefined;
  const bytes = joinParts(plan, parts);
  const headers = { ...headersOf(inquiry), ETag: etag, IM: 'feed', 'Cache-Control': NEWS_CACHE_CONTROL };
  for (const coding of codingsFor(request)) {
    const encoded = await encodeContent(bytes, coding);
    if (encoded) return respond(encoded, 226, headers, coding);
  }
  return respond(bytes, 226, headers);
}

/** 304, or the bytes from the cache, or those that `make` makes; in a coding the reader takes, which is kept as well. */
async function answer(
  context: Context,
  inquiry: Inquiry,
  etag: string,
  modifiedAt: Instant | undefined,
  make: () => Promise<{ bytes: Uint8Array; settled: boolean }>,
): Promise<Response> {
  const { cache, clock } = inquiry.ports;
  const key = `feeds/${etag}`;
  const now = clock.now();
  const validators = { etag, now, ...(modifiedAt && { modifiedAt }) };
  const headers = { ...headersOf(inquiry), ...(modifiedAt && earlierDate(modifiedAt, now)) };
  let used: ContentCoding | undefined;
  const response = await respondConditionally(context, validators, headers, async () => {
    const codings = codingsFor(inquiry.request);
    for (const coding of codings) {
      const encoded = await cache.get(`${key}/${coding}`);
      used = coding;
      if (encoded) return encoded;
    }
    used = undefined;
    const cached = await cache.get(key);
    const { bytes, settled } = cached ? { bytes: cached, settled: true } : await make();
    if (settled && !cached) await cache.put(key, bytes, CACHE_SECONDS);
    for (const coding of codings) {
      const encoded = await encodeContent(bytes, coding);
      if (!encoded) continue;
      used = coding;
      if (settled) await cache.put(`${key}/${coding}`, encoded, CACHE_SECONDS);
      return encoded;
    }
    return bytes;
  });
  if (!used) return response;
  return respond(response.body, response.status, Object.fromEntries(response.headers), used);
}

/**
 * While the second of a change lasts, its date is no validator yet; the one before is safe to give, since nothing that
 * asks by it is answered 304.
 */
function earlierDate(modifiedAt: Instant, now: Date): Record<string, string> {
  const second = Math.floor(Date.parse(modifiedAt) / 1000) * 1000;
  if (now.getTime() >= second + 1000) return {};
  return { 'Last-Modified': httpDate(toInstant(new Date(second - 1000))) };
}

async function write({ ports, config, plan, form }: Inquiry, parts: FeedParts): Promise<Uint8Array> {
  if (form !== 'html') return joinParts(plan, parts);
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

function isPage({ page, before }: FeedPlan['selection']): boolean {
  return page !== undefined || before !== undefined;
}

function tagOf({ look }: Inquiry, digest: string): string {
  return `W/"${digest}-${look}"`;
}

function codingsFor({ headers }: Request): ContentCoding[] {
  return acceptedCodings(headers.get('Accept-Encoding'), supportedCodings());
}

function headersOf({ config, plan, form, negotiated, hubs }: Inquiry): Record<string, string> {
  const { selection } = plan;
  const address = (format: FeedFormat) => config.publicUrl + feedPath(selection, format);
  const links =
    form === 'html'
      ? FEED_FORMATS.map(
          (format) => `<${address(format)}>; rel="alternate"; type="${BARE_MEDIA_TYPES[format]}"`,
        )
      : [
          `<${address(form)}>; rel="self"`,
          ...(isPage(selection) ? [] : hubs.map((hub) => `<${hub}>; rel="hub"`)),
        ];
  return {
    'Content-Type': form === 'html' ? 'text/html; charset=utf-8' : FEED_MEDIA_TYPES[form],
    ...(negotiated && form !== 'html' && { 'Content-Location': feedPath(selection, form) }),
    'Cache-Control': CACHE_CONTROL,
    ...CORS,
    Vary: VARY,
    Link: links.join(', '),
  };
}

function respond(
  body: Uint8Array | ReadableStream | null,
  status: number,
  headers: Record<string, string>,
  coding?: ContentCoding,
): Response {
  const length = body instanceof Uint8Array ? { 'Content-Length': String(body.byteLength) } : {};
  const init = {
    status,
    headers: { ...headers, ...length, ...(coding && { 'Content-Encoding': coding }) },
    // The body is encoded already: workerd would do it again.
    ...(coding && { encodeBody: 'manual' as const }),
  };
  return new Response(body as BodyInit | null, init);
}
