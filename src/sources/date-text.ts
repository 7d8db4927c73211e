import { type Instant, parseInstant, toInstant } from '../domain/instant.ts';

/** RFC 5322 §3.3, with the zones of RFC 822 §5.1, as RSS 2.0 wants it. */
const MAIL_DATE =
  /^(?:[a-z]{3,9},?\s{1,3})?\d{1,2}\s[a-z]{3,9}\s(?:\d{4}|\d{2})\s\d{1,2}:\d{2}(?::\d{2})?\s?(?:[+-]\d{4}|gmt|utc?|z|[ecmp][sd]t)?$/i;

/** A date of a feed: RFC 3339, or RFC 822 as in RSS; a time without a zone is UTC. `undefined` for anything else. */
export function readDate(text: string | undefined): Instant | undefined {
  const trimmed = text?.replaceAll(/\s+/g, ' ').trim().slice(0, 60);
  if (!trimmed) return undefined;
  const instant = parseInstant(trimmed);
  if (instant) return instant;
  if (!MAIL_DATE.test(trimmed)) return undefined;
  const zoned = /(?:[+-]\d{4}|[a-z]{1,3})$/i.test(trimmed) ? trimmed : `${trimmed} GMT`;
  const date = new Date(zoned.replace(/\s?z$/i, ' GMT').replace(/\but$/i, 'GMT'));
  return Number.isNaN(date.getTime()) ? undefined : parseInstant(toInstant(date));
}
