import { lookup } from 'node:dns';
import { request as httpRequest } from 'node:http';
import { request as httpsRequest } from 'node:https';
import type { LookupFunction } from 'node:net';
import { createNodeFetch } from '../adapters/node/guarded-fetch.ts';
import { isPublicAddress } from '../adapters/node/public-address.ts';
import { systemClock } from '../adapters/web/clock.ts';
import { readPictureSize } from '../adapters/web/picture-header.ts';
import { parseHtml } from '../articles/html/html-tree.ts';
import { findPictureFormat } from '../domain/picture-format.ts';
import type { Fetch, FetchOutcome, FetchRefusal } from '../domain/ports.ts';
import { type PageTags, pageTags } from '../unfurl/page-tags.ts';
import type { PageVisit, VisitAnswer } from '../unfurl/page-visit.ts';

const MAX_PAGE = 5 * 1024 * 1024;
const MAX_PICTURE = 12 * 1024 * 1024;
const MAX_OEMBED = 1024 * 1024;
const MAX_REDIRECTS = 5;
/** Pictures and oEmbed answers of one page. */
const MAX_OTHERS = 6;
const TIMEOUT_MS = 10_000;
const LOCAL = /^(?:127\.0\.0\.1|\[::1\]|localhost)$/;

const REASONS: Record<FetchRefusal, string> = {
  address: 'is not asked: only public servers are, by name, at their usual port.',
  protocol: 'is not asked: only https is, or http on this machine.',
  redirects: 'leads from one address to the next, and to no page.',
  'too-slow': `did not answer in ${TIMEOUT_MS / 1000} seconds.`,
  'too-large': `is over ${MAX_PAGE / 1024 / 1024} MiB.`,
  busy: 'asked to be left alone for a while.',
  unreachable: 'could not be reached, or broke off. Is the address right, and the server running?',
};

/** Whether an address is on this machine. Only then are others on this machine asked as well. */
export function isLocalAddress(address: string): boolean {
  return LOCAL.test(URL.parse(address)?.hostname ?? '');
}

/**
 * Fetches a page, its pictures and its oEmbed answer as unfurlers do, by GET and HEAD, guarded as the service's own
 * requests are. Throws an `Error` that says why the page cannot be had.
 */
export async function visitAddress(address: string): Promise<PageVisit> {
  const isLocal = isLocalAddress(address);
  const way: Way = {
    isLocal,
    fetch: createNodeFetch({ clock: systemClock, loopback: isLocal, localHosts: isLocal }),
  };
  const { answer, redirects } = await follow(way, address);
  const { url, status, body } = answer;
  const [headers, head] = await Promise.all([askHeaders(way, 'GET', url), askHeaders(way, 'HEAD', url)]);
  const page: VisitAnswer = {
    status,
    headers: { ...headers?.headers, 'content-type': answer.contentType },
    bytes: body,
  };
  const tags = readTags(new TextDecoder().decode(body));
  const others = new Map<string, VisitAnswer>();
  for (const other of addressesIn(tags, url).slice(0, MAX_OTHERS)) {
    const found = await askOther(way, other);
    if (found) others.set(other, found);
  }
  const none = { status: 0, headers: {}, bytes: new Uint8Array() };
  return { address: url, redirects, page, head: head ?? none, others, readTags };
}

interface Way {
  fetch: Fetch;
  isLocal: boolean;
}
type Answered = Extract<FetchOutcome, { outcome: 'answered' }>;

async function follow({ fetch }: Way, first: string): Promise<{ answer: Answered; redirects: number }> {
  let address = first;
  for (let redirects = 0; redirects <= MAX_REDIRECTS; redirects++) {
    const answer = await fetch.get(address, {
      accept: 'text/html, application/xhtml+xml;q=0.9, */*;q=0.1',
      maxBytes: MAX_PAGE,
      timeoutMs: TIMEOUT_MS,
      follow: false,
    });
    if (answer.outcome === 'refused') throw new Error(`${address} ${REASONS[answer.reason]}`);
    if (!answer.location) return { answer, redirects };
    address = answer.location;
  }
  throw new Error(`${first} ${REASONS.redirects}`);
}

function readTags(html: string): PageTags {
  try {
    return pageTags(parseHtml(html));
  } catch (error) {
    throw new Error(`The page cannot be read: ${(error as Error).message}`, { cause: error });
  }
}

const PICTURE = /^(?:og:image(?::url|:secure_url)?|twitter:image(?::src)?)$/i;

/** Pictures first; each address once, absolute, without a fragment. */
function addressesIn({ metas, links }: PageTags, base: string): string[] {
  const named = [
    ...metas
      .filter(({ property, name }) => PICTURE.test(property ?? name ?? ''))
      .map(({ content }) => content),
    ...links.filter(({ type }) => type === 'application/json+oembed').map(({ href }) => href),
  ];
  return [...new Set(named.flatMap((address) => URL.parse(address.trim(), base)?.href ?? []))];
}

async function askOther(way: Way, address: string): Promise<VisitAnswer | undefined> {
  const [answer, stated] = [
    await way.fetch.get(address, { maxBytes: Math.max(MAX_PICTURE, MAX_OEMBED), timeoutMs: TIMEOUT_MS }),
    await askHeaders(way, 'GET', address),
  ];
  if (answer.outcome === 'refused') {
    const isHuge = answer.reason === 'too-large';
    return isHuge && stated
      ? { ...stated, headers: { 'content-length': String(MAX_PICTURE + 1), ...stated.headers } }
      : undefined;
  }
  const { status, contentType, body } = answer;
  const format = findPictureFormat(body);
  const size = format && readPictureSize(format, body);
  return {
    status,
    headers: { ...stated?.headers, 'content-type': contentType },
    bytes: body,
    ...(format && { format }),
    ...(size && { size }),
  };
}

/** The headers of an answer; what comes after them is not waited for. `undefined` where there is no answer. */
async function askHeaders(
  { isLocal, fetch }: Way,
  method: 'GET' | 'HEAD',
  address: string,
): Promise<VisitAnswer | undefined> {
  if (fetch.refusalOf(address)) return undefined;
  const url = new URL(address);
  return new Promise((resolve) => {
    const request = (url.protocol === 'https:' ? httpsRequest : httpRequest)(
      url,
      {
        method,
        agent: false,
        headers: { 'user-agent': 'Tearsheet', accept: '*/*' },
        lookup: guardedLookup(isLocal),
      },
      (response) => {
        const headers = Object.entries(response.headers).map(([name, value]) => [
          name,
          [value].flat().join(', '),
        ]);
        resolve({
          status: response.statusCode ?? 0,
          headers: Object.fromEntries(headers),
          bytes: new Uint8Array(),
        });
        response.destroy();
      },
    );
    request.setTimeout(TIMEOUT_MS, () => request.destroy());
    request.on('error', () => resolve(undefined));
    request.on('close', () => resolve(undefined));
    request.end();
  });
}

/** Resolves names to public servers alone, and to this machine where that is asked for. */
function guardedLookup(isLocal: boolean): LookupFunction {
  return (host, options, done) => {
    lookup(host, { ...options, all: true }, (error, addresses) => {
      const isAllowed = ({ address }: { address: string }) =>
        isPublicAddress(address) || (isLocal && (address.startsWith('127.') || address === '::1'));
      const [first] = addresses ?? [];
      if (error || !first || !addresses.every(isAllowed))
        return done(error ?? new Error('not public'), '', 0);
      if (options.all) done(null, addresses);
      else done(null, first.address, first.family);
    });
  };
}
