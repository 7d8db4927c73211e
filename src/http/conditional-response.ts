import type { Context } from 'hono';
import type { Instant } from '../domain/instant.ts';
import { hasMatch } from './entity-tag.ts';

export interface Validators {
  etag: string;
  /** When the representation last changed. */
  modifiedAt?: Instant;
  /** The time of the request. */
  now: Date;
}

/** An IMF-fixdate (RFC 9110 §5.6.7); whole seconds. */
export function httpDate(instant: Instant): string {
  return new Date(instant).toUTCString();
}

const TIME = String.raw`\d{2}:\d{2}:\d{2}`;
/** The three forms a recipient must read (RFC 9110 §5.6.7): IMF-fixdate, RFC 850, asctime (which is in GMT as well). */
const HTTP_DATES = [
  `[A-Z][a-z]{2}, \\d{2} [A-Z][a-z]{2} \\d{4} ${TIME} GMT`,
  `[A-Z][a-z]{5,8}, \\d{2}-[A-Z][a-z]{2}-\\d{2} ${TIME} GMT`,
];
const ASCTIME = new RegExp(`^[A-Z][a-z]{2} [A-Z][a-z]{2} [ \\d]\\d ${TIME} \\d{4}$`);
const HTTP_DATE = new RegExp(`^(?:${HTTP_DATES.join('|')})$`);

/** A date of HTTP in milliseconds; NaN for everything else, which is to be ignored (RFC 9110 §13.1.3). */
export function readHttpDate(text: string): number {
  if (ASCTIME.test(text)) return Date.parse(`${text} GMT`);
  return HTTP_DATE.test(text) ? Date.parse(text) : Number.NaN;
}

/**
 * Answers a GET or HEAD: 304 where the client's copy is current (RFC 9110 §13.2.2: If-None-Match wins over
 * If-Modified-Since), else what `render` makes. Validators and `headers` stand on both answers.
 */
export async function respondConditionally(
  context: Context,
  validators: Validators,
  headers: Record<string, string>,
  render: () => Promise<Uint8Array | string>,
): Promise<Response> {
  const { etag, modifiedAt, now } = validators;
  const all: Record<string, string> = { ...headers, ETag: etag };
  // A second that is not over yet may bring another change: then the date is no validator (RFC 9110 §8.8.2.2).
  const dated = modifiedAt && Math.floor(Date.parse(modifiedAt) / 1000) < Math.floor(now.getTime() / 1000);
  if (modifiedAt && dated) all['Last-Modified'] = httpDate(modifiedAt);
  if (isCurrent(context, etag, dated ? modifiedAt : undefined)) {
    const { 'Content-Type': _, ...kept } = all;
    return new Response(null, { status: 304, headers: kept });
  }
  const rendered = await render();
  const body = typeof rendered === 'string' ? new TextEncoder().encode(rendered) : rendered;
  // Nothing here shares memory between threads; the types of the two runtimes differ on whether that is known.
  return new Response(body as Uint8Array<ArrayBuffer>, {
    headers: { ...all, 'Content-Length': String(body.byteLength) },
  });
}

function isCurrent(context: Context, etag: string, modifiedAt: Instant | undefined): boolean {
  const ifNoneMatch = context.req.header('If-None-Match');
  if (ifNoneMatch !== undefined) return hasMatch(ifNoneMatch, etag);
  const since = readHttpDate(context.req.header('If-Modified-Since') ?? '');
  return modifiedAt !== undefined && since >= Math.floor(Date.parse(modifiedAt) / 1000) * 1000;
}
