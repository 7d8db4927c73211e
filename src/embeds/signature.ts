import { type Attribution, findAttribution } from './attribution.ts';
import { PLATFORM_TABLE } from './platforms/platform-table.ts';
import { type Day, readPrintedDate, readPrintedMoment } from './printed-date.ts';

/** In UTF-16 code units. 280 characters of text with the longest addresses, a name, a handle and a date fit in. */
const MAX_LINE = 2000;
const MAX_DATE_LINE = 60;

/** The lines that end a flattened post: one, or two where the date came to stand on a line of its own. */
export interface Signature extends Attribution {
  platform: 'x' | 'bluesky';
  day: Day;
  /** Its first line. */
  index: number;
  /** The line after its last. */
  end: number;
  /** What stands before it on its line: the end of the post's text, or nothing. */
  inline: string;
}

/** Reads the end of the line at `index` as a signature with a date. */
export function readSignature(lines: readonly string[], index: number): Signature | undefined {
  const line = lines[index] ?? '';
  if (line.length > MAX_LINE || !line.includes('(@')) return undefined;
  const found = readOn(line);
  if (found) return { ...found, index, end: index + 1, inline: line.slice(0, found.start).trimEnd() };
  const next = lines[index + 1] ?? '';
  if (next === '' || next.length > MAX_DATE_LINE || !line.endsWith(')')) return undefined;
  const parted = readOn(`${line} ${next}`);
  return parted && { ...parted, index, end: index + 2, inline: line.slice(0, parted.start).trimEnd() };
}

function readOn(line: string): (Attribution & Pick<Signature, 'platform' | 'day'>) | undefined {
  const { x, bluesky } = PLATFORM_TABLE;
  const onX = findAttribution(line, x.signature);
  const day = onX && readPrintedDate(onX.printed);
  if (onX && day) return { ...onX, platform: 'x', day };
  const onBluesky = onX ? undefined : findAttribution(line, bluesky.signature);
  const moment = onBluesky?.handle.includes('.') ? readPrintedMoment(onBluesky.printed) : undefined;
  return onBluesky && moment ? { ...onBluesky, platform: 'bluesky', day: moment } : undefined;
}
