import { type Attribution, findAttribution } from './attribution.ts';
import { PLATFORM_TABLE } from './platforms/platform-table.ts';
import { type Day, readPrintedDate } from './printed-date.ts';

/** In UTF-16 code units. 280 characters of text with the longest addresses, a name, a handle and a date fit in. */
const MAX_LINE = 2000;

/** A line that ends a flattened post of X. */
export interface Signature extends Attribution {
  day: Day;
  /** Its line. */
  index: number;
  /** What stands before it on its line: the end of the post's text, or nothing. */
  inline: string;
}

/** Reads the end of a line as a signature with a date; `index` is the line's own. */
export function readSignature(line: string, index: number): Signature | undefined {
  if (line.length > MAX_LINE) return undefined;
  const attribution = findAttribution(line, PLATFORM_TABLE.x.handle);
  const day = attribution && readPrintedDate(attribution.printed);
  if (!attribution || !day) return undefined;
  return { ...attribution, day, index, inline: line.slice(0, attribution.start).trimEnd() };
}
