import { type Instant, parseInstant } from '../domain/instant.ts';
import { readWebAddress } from '../embeds/platforms/web-address.ts';

/** Readers of JSON from elsewhere: whatever is not of the expected kind is absent. */
export type JsonObject = Readonly<Record<string, unknown>>;

/** No field of a post that is a list has more entries of use. */
const MAX_ENTRIES = 200;

/** The object, or an empty one. */
export function asObject(value: unknown): JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as JsonObject) : {};
}

/** The first 200 entries of a list that are objects. */
export function asObjects(value: unknown): JsonObject[] {
  return Array.isArray(value)
    ? value.slice(0, MAX_ENTRIES).filter((entry) => Object.keys(asObject(entry)).length > 0)
    : [];
}

/** A string that is not empty, without lone surrogates, cut after `max` UTF-16 code units. */
export function asText(value: unknown, max = 500): string | undefined {
  if (typeof value !== 'string') return undefined;
  return value.slice(0, max).toWellFormed() || undefined;
}

/** A finite number; from a string of digits too, as some servers send it. */
export function asNumber(value: unknown): number | undefined {
  const number = typeof value === 'string' && /^\d{1,15}$/.test(value) ? Number(value) : value;
  return typeof number === 'number' && Number.isFinite(number) ? number : undefined;
}

/** A whole number of pixels, votes or the like, from 0. */
export function asCount(value: unknown): number | undefined {
  const number = asNumber(value);
  return number !== undefined && Number.isSafeInteger(number) && number >= 0 ? number : undefined;
}

/** An RFC 3339 time, to the millisecond. */
export function asInstant(value: unknown): Instant | undefined {
  return typeof value === 'string' && value.length <= 40 ? parseInstant(value) : undefined;
}

/** An absolute http(s) address, normalised. */
export function asWebUrl(value: unknown): string | undefined {
  return typeof value === 'string' ? readWebAddress(value)?.href : undefined;
}

/** An object of the fields that are there: an absent one is left out rather than `undefined`. */
export function present<Fields extends object>(fields: Fields): Present<Fields> {
  return Object.fromEntries(
    Object.entries(fields).filter(([, value]) => value !== undefined),
  ) as Present<Fields>;
}

type Present<Fields> = {
  [Key in keyof Fields as undefined extends Fields[Key] ? never : Key]: Fields[Key];
} & {
  [Key in keyof Fields as undefined extends Fields[Key] ? Key : never]?: Exclude<Fields[Key], undefined>;
};
