import type { OriginRequest } from '../domain/page-rewriting.ts';

/** What is between two neighbours and goes no further (RFC 9110 §7.6.1), and what Node settles for itself. */
const HOP_BY_HOP = [
  'connection',
  'expect',
  'keep-alive',
  'proxy-authenticate',
  'proxy-authorization',
  'proxy-connection',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
];
/** Marks our own requests: where one comes back to us, the origin's address leads to ourselves. */
export const FRONT_HEADER = 'Tearsheet-Front';
/** What asks for something that is no page, by the ends of its address. */
const NO_PAGE =
  /\.(?:avif|bmp|css|csv|eot|gif|gz|ico|jpe?g|js|json|m3u8|m4[av]|map|mjs|mp[34]|mpd|ogg|otf|pdf|png|rss|svgz?|ts|ttf|txt|wasm|wav|webm|webmanifest|webp|woff2?|xml|zip)$/i;
const NO_PAGE_DESTINATIONS =
  /^(?:audio|audioworklet|font|image|manifest|paintworklet|script|serviceworker|sharedworker|style|track|video|worker|xslt)$/;

/** Whether the answer to a request may be a page that is to be rewritten. `skip`: how paths begin that are left alone. */
export function mayBePage(request: Request, url: URL, skip: readonly string[]): boolean {
  const { method, headers } = request;
  if ((method !== 'GET' && method !== 'HEAD') || headers.has('Upgrade')) return false;
  if (NO_PAGE.test(url.pathname) || skip.some((prefix) => url.pathname.startsWith(prefix))) return false;
  if (NO_PAGE_DESTINATIONS.test(headers.get('Sec-Fetch-Dest') ?? '')) return false;
  const accept = headers.get('Accept') ?? '*/*';
  return /text\/html|\*\/\*|text\/\*/i.test(accept);
}

/**
 * The request as the origin gets it. Where the answer may be a page, it is asked for as a whole and in a coding that can
 * be undone; whether the client has it already is for us to say. `peer`: the client's address, where it is known.
 */
export function originRequest(request: Request, url: URL, asPage: boolean, peer?: string): OriginRequest {
  const headers = new Headers(request.headers);
  const named = (headers.get('Connection') ?? '').split(',').map((name) => name.trim());
  const isUpgrade = headers.has('Upgrade');
  for (const name of [...HOP_BY_HOP, ...named.filter((name) => /^[\w!#$%&'*+.^`|~-]+$/.test(name))]) {
    if (!isUpgrade || !/^(?:connection|upgrade)$/i.test(name)) headers.delete(name);
  }
  headers.delete('Host');
  headers.set('X-Forwarded-Host', url.host);
  if (!/^https?$/.test(headers.get('X-Forwarded-Proto') ?? '')) {
    headers.set('X-Forwarded-Proto', url.protocol.slice(0, -1));
  }
  if (peer) headers.append('X-Forwarded-For', peer);
  headers.set(FRONT_HEADER, '1');
  if (asPage) {
    for (const name of ['If-None-Match', 'If-Modified-Since']) headers.delete(name);
    headers.set('Accept-Encoding', takesGzip(headers) ? 'gzip' : 'identity');
  }
  const { method } = request;
  // Neither runtime sends one with these.
  const body = method === 'GET' || method === 'HEAD' ? null : request.body;
  // A length without a body would be taken from whatever request comes next on the connection.
  if (!body) headers.delete('Content-Length');
  return { method, pathAndQuery: url.pathname + url.search, headers, body };
}

function takesGzip(headers: Headers): boolean {
  const accepted = (headers.get('Accept-Encoding') ?? '').split(',');
  return accepted.some((coding) =>
    /^\s*(?:gzip|x-gzip|\*)\s*(?:;\s*q=(?!0(?:\.0{0,3})?\s*$).*)?$/i.test(coding),
  );
}
