import { sha256 } from '../domain/digest.ts';
import { hasMatch } from '../http/entity-tag.ts';
import type { PageChange } from './page-changes.ts';

/** Bytes of a page, without its content coding. Larger ones pass. */
export const MAX_PAGE = 2 * 1024 * 1024;
/** As cards: a take-down must not be outlived by copies. In seconds. */
const MAX_AGE = 300;
/** What tells caches how long, those between us and the reader by names of their own (RFC 9213). */
const CACHE_CONTROLS = [
  'Cache-Control',
  'CDN-Cache-Control',
  'Cloudflare-CDN-Cache-Control',
  'Surrogate-Control',
];
const HAS_AGE = /\b(?:max-age|s-maxage|stale-while-revalidate|stale-if-error)\b/i;
/** Counts up when the same page and the same posts come out differently for a reason that no change shows. */
const REWRITER_VERSION = 1;

/** Whether an answer is a whole page that may be changed. */
export function isPage({ status, headers }: Response): boolean {
  const has = (name: string, pattern: RegExp) => pattern.test(headers.get(name) ?? '');
  if (status !== 200 && !(status === 206 && isWholeRange(headers.get('Content-Range')))) return false;
  if (!has('Content-Type', /^\s*text\/html\s*(?:;|$)/i)) return false;
  if (has('Cache-Control', /\bno-transform\b/i) || has('Tearsheet-Rewrite', /^\s*off\s*$/i)) return false;
  if (has('Content-Disposition', /^\s*attachment/i)) return false;
  // Of a coded body the length says nothing of the page.
  return headers.has('Content-Encoding') || Number(headers.get('Content-Length') ?? 0) <= MAX_PAGE;
}

/** `bytes 0-99/100`: what was asked for is all there is. */
function isWholeRange(range: string | null): boolean {
  const [, last, length] = /^bytes 0-(\d{1,15})\/(\d{1,15})$/.exec(range ?? '') ?? [];
  return last !== undefined && Number(last) + 1 === Number(length);
}

/** The headers of a page whose content coding is undone; `length` in bytes, where it is known. */
export function plainHeaders(response: Response, length: number | undefined): Headers {
  const headers = new Headers(response.headers);
  const etag = headers.get('ETag');
  if (headers.has('Content-Encoding') && etag && !etag.startsWith('W/')) headers.set('ETag', `W/${etag}`);
  for (const name of ['Content-Encoding', 'Content-Length', 'Content-Range']) headers.delete(name);
  if (length !== undefined) headers.set('Content-Length', String(length));
  return headers;
}

/** Whether the answer is for one reader alone, or must not be kept. */
function isPrivate(request: Request, headers: Headers): boolean {
  return (
    request.headers.has('Authorization') ||
    headers.has('Set-Cookie') ||
    /\b(?:private|no-store)\b/i.test(headers.get('Cache-Control') ?? '')
  );
}

/**
 * The headers of a page with changes: what the origin said of its own bytes goes. The validator is ours, made of the
 * origin's and of the changes, and weak, for it says nothing of bytes; a page that is somebody's own gets none.
 */
export async function changedHeaders(
  request: Request,
  response: Response,
  changes: readonly PageChange[],
  length: number,
): Promise<Headers> {
  const headers = plainHeaders(response, length);
  const validator = headers.get('ETag') ?? headers.get('Last-Modified');
  dropByteHeaders(headers);
  if (validator && !isPrivate(request, headers)) {
    headers.set('ETag', `W/"${await sha256(JSON.stringify([REWRITER_VERSION, validator, changes]), 20)}"`);
  }
  shortenLife(headers);
  return headers;
}

/** The headers of a page that was only asked about: those that a GET would certainly have. */
export function headHeaders(response: Response): Headers {
  const headers = plainHeaders(response, undefined);
  dropByteHeaders(headers);
  shortenLife(headers);
  return headers;
}

function dropByteHeaders(headers: Headers): void {
  const names = ['ETag', 'Last-Modified', 'Accept-Ranges', 'Age', 'Digest', 'Content-Digest', 'Repr-Digest'];
  for (const name of [...names, 'Content-MD5']) headers.delete(name);
}

function shortenLife(headers: Headers): void {
  const control = headers.get('Cache-Control');
  const expires = headers.get('Expires');
  for (const name of CACHE_CONTROLS) {
    const said = headers.get(name);
    if (said !== null && HAS_AGE.test(said)) headers.set(name, shortened(said));
  }
  if (expires && Number.isFinite(Date.parse(expires)) && !control) {
    headers.set('Cache-Control', `max-age=${MAX_AGE}`);
  }
  if (headers.has('Cache-Control')) headers.delete('Expires');
}

function shortened(control: string): string {
  return control
    .split(',')
    .filter((directive) => !/^\s*(?:immutable|stale-while-revalidate|stale-if-error)\b/i.test(directive))
    .map((directive) =>
      directive.replace(
        /(s-maxage|max-age)\s{0,9}=\s{0,9}"?(\d+)"?(?:\+\d+)?/i,
        (_, name: string, seconds: string) => `${name}=${Math.min(Number(seconds), MAX_AGE)}`,
      ),
    )
    .join(',')
    .trim();
}

/** Whether the client has this page already (RFC 9110 §13.2.2). A date counts where it is the very one that was given out. */
export function isCurrent(request: Request, headers: Headers): boolean {
  const [etag, modified] = [headers.get('ETag'), headers.get('Last-Modified')];
  const ifNoneMatch = request.headers.get('If-None-Match');
  if (ifNoneMatch !== null) return etag !== null && hasMatch(ifNoneMatch, etag);
  return modified !== null && request.headers.get('If-Modified-Since') === modified;
}
