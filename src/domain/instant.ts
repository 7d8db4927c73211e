/**
 * A moment in UTC as RFC 3339 text with milliseconds, `2023-09-13T18:04:05.000Z`.
 * One fixed form, so that instants sort, compare and are stored as plain text.
 */
export type Instant = string;

/** The earliest and latest years an article or a post may carry; outside them a date is a mistake. */
const FIRST_YEAR = 1400;
const LAST_YEAR = 9998;

/** Turns a `Date` into an instant. Throws `RangeError` on an invalid date. */
export function toInstant(date: Date): Instant {
  return date.toISOString();
}

// Date.parse alone would take "12", "May" or "2023-02-31" in whatever way the engine likes.
const RFC_3339 =
  /^(\d{4})-(\d{2})-(\d{2})(?:[Tt ](\d{2}):(\d{2})(?::(\d{2})(\.\d{1,9})?)?(Z|z|[+-]\d{2}:?\d{2})?)?$/;

/**
 * Reads an RFC 3339 date-time, or a bare `YYYY-MM-DD` (midnight UTC); a time without offset counts as UTC.
 * Returns `undefined` for anything else, days that no calendar has included.
 */
export function parseInstant(text: string): Instant | undefined {
  const match = RFC_3339.exec(text.trim());
  if (!match) return undefined;
  const [, year, month, day, hour = '00', minute = '00', second = '00', fraction = '', offset = 'Z'] = match;
  if (Number(year) < FIRST_YEAR || Number(year) > LAST_YEAR) return undefined;
  const midnight = new Date(`${year}-${month}-${day}T00:00:00Z`);
  if (Number.isNaN(midnight.getTime()) || midnight.getUTCDate() !== Number(day)) return undefined;
  const colonOffset = offset.toUpperCase().replace(/^([+-]\d{2})(\d{2})$/, '$1:$2');
  const moment = new Date(
    `${year}-${month}-${day}T${hour}:${minute}:${second}${fraction.slice(0, 4)}${colonOffset}`,
  );
  return Number.isNaN(moment.getTime()) ? undefined : toInstant(moment);
}
