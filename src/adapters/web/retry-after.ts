import type { Clock } from '../../domain/ports.ts';

/** No server is believed for longer. */
const MAX_SECONDS = 86_400;

/** Reads `Retry-After` (RFC 9110 §10.2.3), seconds or a date, as seconds from now, 0 to a day; `undefined` if neither. */
export function readRetryAfter(value: string | undefined, clock: Clock): number | undefined {
  const text = value?.trim();
  if (!text || text.length > 40) return undefined;
  const seconds = /^\d{1,15}$/.test(text)
    ? Number(text)
    : Math.ceil((Date.parse(text) - clock.now().getTime()) / 1000);
  return Number.isNaN(seconds) ? undefined : Math.min(Math.max(seconds, 0), MAX_SECONDS);
}
