import type { Context } from 'hono';
import type { Instant } from '../domain/instant.ts';
import { hasMatch } from './entity-tag.ts';
import { hasRead, lap } from './request-watch.ts';
import { makeAnswer } from './standing-headers.ts';

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
 * Answers a GET or HEAD: 304 where the client's copy is current, else what `render` makes. Validators and `headers`
 * stand on both answers.
 */
export async function respondConditionally(
  context: Context,
  validators: Validators,
  headers: Record<string, string>,
  render: () => Promise<Uint8Array | string>,
): Promise<Response> {
  const { 'Content-Type': _, ...kept } = headers;
  const unchanged = respondUnchanged(context, validators, kept);
  if (unchanged) return unchanged;
  const rendered = await render();
  // Else it is not known what of the time this took.
  if (hasRead(context)) lap(context, 'render');
  const body = typeof rendered === 'string' ? new TextEncoder().encode(rendered) : rendered;
  return makeAnswer(context, body, 200, { ...headers, ...validatorHeaders(validators) });
}

/**
 * The 304 for a client whose copy is current (RFC 9110 §13.2.2: If-None-Match wins over If-Modified-Since). `headers`
 * are those that the answer with a body has as well, without the type of the body.
 */
export function respondUnchanged(
  context: Context,
  validators: Validators,
  headers: Readonly<Record<string, string>>,
): Response | undefined {
  if (!isCurrent(context, validators)) return undefined;
  return makeAnswer(context, null, 304, { ...headers, ...validatorHeaders(validators) });
}

/** `ETag`, and `Last-Modified` where it may be given. */
export function validatorHeaders(validators: Validators): Record<string, string> {
  const { etag } = validators;
  const modifiedAt = validDate(validators);
  return modifiedAt ? { ETag: etag, 'Last-Modified': httpDate(modifiedAt) } : { ETag: etag };
}

/** A second that is not over yet may bring another change: then the date is no validator (RFC 9110 §8.8.2.2). */
function validDate({ modifiedAt, now }: Validators): Instant | undefined {
  const isOver = modifiedAt && wholeSeconds(Date.parse(modifiedAt)) < wholeSeconds(now.getTime());
  return isOver ? modifiedAt : undefined;
}

function isCurrent(context: Context, validators: Validators): boolean {
  const ifNoneMatch = context.req.header('If-None-Match');
  if (ifNoneMatch !== undefined) return hasMatch(ifNoneMatch, validators.etag);
  const since = context.req.header('If-Modified-Since');
  if (!since) return false;
  const modifiedAt = validDate(validators);
  return modifiedAt !== undefined && readHttpDate(since) >= wholeSeconds(Date.parse(modifiedAt)) * 1000;
}

function wholeSeconds(milliseconds: number): number {
  return Math.floor(milliseconds / 1000);
}
