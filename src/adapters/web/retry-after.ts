import type { Clock } from '../../domain/ports.ts';

/** No server is believed for longer. */
const MAX_SECONDS = 86_400;
/** From here on a number is no count of seconds to wait: 2001. */
const FIRST_MOMENT = 1_000_000_000;

/** Reads `Retry-After` (RFC 9110 §10.2.3), seconds or a date, as seconds from now, 0 to a day; `undefined` if neither. */
export function readRetryAfter(value: string | undefined, clock: Clock): number | undefined {
  const text = value?.trim();
  if (!text || text.length > 40) return undefined;
  const seconds = /^\d{1,15}$/.test(text)
    ? Number(text)
    : Math.ceil((Date.parse(text) - clock.now().getTime()) / 1000);
  return Number.isNaN(seconds) ? undefined : Math.min(Math.max(seconds, 0), MAX_SECONDS);
}

/**
 * Reads `RateLimit-Reset` as seconds from now, 0 to a day. A PDS of the AT Protocol writes the moment in seconds since
 * 1970; drafts of the IETF (draft-ietf-httpapi-ratelimit-headers-07 §3.3) have the seconds until then.
 */
export function readReset(value: string | undefined, clock: Clock): number | undefined {
  if (!value || !/^\d{1,12}$/.test(value.trim())) return undefined;
  const number = Number(value);
  const seconds = number < FIRST_MOMENT ? number : number - Math.floor(clock.now().getTime() / 1000);
  return Math.min(Math.max(seconds, 0), MAX_SECONDS);
}
