import { type Instant, parseInstant } from '../../domain/instant.ts';
import { ALL_PRESS_WORDS } from '../press-words/all-press-words.ts';
import { lineKey } from '../words.ts';

const MONTHS = new Map(
  ALL_PRESS_WORDS.flatMap(({ months }) =>
    months.flatMap((names, index) => names.map((name): [string, number] => [lineKey(name), index + 1])),
  ),
);
const UPDATES = phrases((words) => words.updateWords);
const LABELS = phrases((words) => words.dateWords);

/** A place before the date, as correspondents print it: `Madrid - 12 de mayo de 2024`. */
const PLACE = /^\p{Lu}[\p{L}\p{M}'’-]{1,24}(?: \p{Lu}[\p{L}\p{M}'’-]{1,24}){0,2}\s?(?:[,|]|\s[-–—])\s/u;

interface PrintedDates {
  publishedAt?: Instant;
  updatedAt?: Instant;
}

const DAY_MONTH_YEAR =
  /(?<![\p{L}\p{N}])(\d{1,2})(?:er|st|nd|rd|th|º|ª|\.)?\s{1,3}(?:de\s|of\s)?([\p{L}\p{M}]{3,14}(?: [\p{L}\p{M}]{4,6})?)\.?,?\s{1,3}(?:de\s|del\s)?(\d{4})(?!\d)/u;
const MONTH_DAY_YEAR =
  /(?<![\p{L}\p{N}])([\p{L}\p{M}]{3,14})\.?\s{1,3}(\d{1,2})(?:st|nd|rd|th)?,?\s{1,3}(\d{4})(?!\d)/u;
const YEAR_MONTH_DAY = /(?<!\d)(\d{4})\s?[-/.年년]\s?(\d{1,2})\s?[-/.月월]\s?(\d{1,2})(?:\s?[日일.])?(?!\d)/u;
const NUMBERS = /(?<!\d)(\d{1,2})([./-])(\d{1,2})\2(\d{4})(?!\d)/u;
const TIME = /(?<!\d)\d{1,2}\s?(?:[:h.時시时点]\s?\d{2}\s?(?:[分분]|:\d{2})?|[h時시时])(?![\d\p{L}])/giu;

/**
 * The days printed on a line that holds nothing but dates, times and words like "published" and "updated".
 * Only the day is read: no zone is printed, so a time would be a guess. `03/04/2024` is ambiguous, and nothing.
 * @returns midnights in UTC, or `undefined` where the line is no date line.
 */
export function readDateLine(line: string): PrintedDates | undefined {
  if (line.length > 140 || !/\p{Nd}/u.test(line)) return undefined;
  return readDates(line) ?? (PLACE.test(line) ? readDates(line.replace(PLACE, '')) : undefined);
}

function readDates(line: string): PrintedDates | undefined {
  let rest = asciiDigits(line.normalize('NFKC').toLowerCase());
  const dates: PrintedDates = {};
  for (let turn = 0; turn < 2; turn++) {
    const found = firstDate(rest);
    if (!found) break;
    const before = rest.slice(0, found.start);
    // Chinese, Japanese and Korean put the label behind the date.
    const after = rest.slice(found.end);
    const label = /\p{L}/u.test(before) || firstDate(after) ? before : after;
    const kind = turn > 0 || UPDATES.some((words) => holds(label, words)) ? 'updatedAt' : 'publishedAt';
    dates[kind] ??= found.at;
    rest = `${rest.slice(0, found.start)} ${rest.slice(found.end)}`;
  }
  if (!dates.publishedAt && !dates.updatedAt) return undefined;
  return saysNothingElse(rest) ? dates : undefined;
}

function firstDate(text: string): { at: Instant; start: number; end: number } | undefined {
  const readings: [RegExp, (groups: string[]) => [string, number, string] | undefined][] = [
    [YEAR_MONTH_DAY, ([year = '', month, day = '']) => [year, Number(month), day]],
    [DAY_MONTH_YEAR, ([day = '', month = '', year = '']) => named(year, month, day)],
    [MONTH_DAY_YEAR, ([month = '', day = '', year = '']) => named(year, month, day)],
    [NUMBERS, ([first = '', mark, second = '', year = '']) => numbered(first, mark, second, year)],
  ];
  for (const [pattern, read] of readings) {
    const match = pattern.exec(text);
    const parts = match && read(match.slice(1));
    if (!match || !parts) continue;
    const [year, month, day] = parts;
    const at = parseInstant(`${year}-${String(month).padStart(2, '0')}-${day.padStart(2, '0')}`);
    if (at) return { at, start: match.index, end: match.index + match[0].length };
  }
  return undefined;
}

function named(year: string, month: string, day: string): [string, number, string] | undefined {
  const number = MONTHS.get(lineKey(month));
  return number ? [year, number, day] : undefined;
}

// Dots stand between day and month, in this order, wherever they are in use; slashes and hyphens in either order.
function numbered(
  first: string,
  mark: string | undefined,
  second: string,
  year: string,
): [string, number, string] | undefined {
  if (mark === '.' || Number(first) > 12 || first === second) return [year, Number(second), first];
  return Number(second) > 12 ? [year, Number(first), second] : undefined;
}

function saysNothingElse(text: string): boolean {
  let rest = ` ${text.replace(TIME, ' ').replace(/[^\p{L}\p{M}\p{N}-]+/gu, ' ')} `;
  for (const words of [...UPDATES, ...LABELS]) rest = rest.replaceAll(` ${words} `, '  ');
  return !/[\p{L}\p{N}]/u.test(rest);
}

function holds(text: string, words: string): boolean {
  return ` ${text.replace(/[^\p{L}\p{M}\p{N}-]+/gu, ' ')} `.includes(` ${words} `);
}

function phrases(pick: (words: (typeof ALL_PRESS_WORDS)[number]) => readonly string[]): string[] {
  const keys = ALL_PRESS_WORDS.flatMap(pick).map((phrase) =>
    lineKey(phrase)
      .replace(/[^\p{L}\p{M}-]+/gu, ' ')
      .trim(),
  );
  return [...new Set(keys)].sort((a, b) => b.length - a.length);
}

/** Arabic-Indic and Persian digits as ASCII ones; NFKC has made those of full width so already. */
function asciiDigits(text: string): string {
  return text.replace(/[٠-٩۰-۹]/gu, (digit) => String((digit.codePointAt(0) ?? 0) & 0xf));
}
