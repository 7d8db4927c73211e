import { MONTH_NAMES, SOLAR_HIJRI_MONTHS } from './month-names.ts';

/** A calendar day in UTC, `2023-09-13`. */
export type Day = string;

/** Longest printed date, in UTF-16 code units. */
const MAX_LENGTH = 60;
/** Before the oldest of the platforms, or beyond this, a date is a mistake. */
const FIRST_YEAR = 2006;
const LAST_YEAR = 2099;
const DAY_MS = 86_400_000;

const DAY_FIRST = /^(\d{1,2})(\D{1,40})(\d{4})(\D{0,6})$/;
const MONTH_FIRST = /^(\D{1,30})(\d{1,2})(, ?| )(\d{4})$/;
const YEAR_FIRST = /^(\d{4})(\D{1,30})(\d{1,2})(\.?)$/;
const NUMBERED = /^(\d{4})(?:年|년 ?)(\d{1,2})(?:月|월 ?)(\d{1,2})(?:日|일)$/;
const VIETNAMESE = /^(\d{1,2}) tháng (\d{1,2}),? (?:năm )?(\d{4})$/;

/** The first code points of the decimal digits of scripts that long dates are printed in. */
const DIGIT_ZEROS = [0x0660, 0x06f0, 0x0966, 0x09e6, 0x0e50, 0xff10];

const gregorian = new Map(Object.values(MONTH_NAMES).flatMap(numbered));
const solarHijri = new Map(numbered(SOLAR_HIJRI_MONTHS));

/**
 * Reads the date under an embedded post, printed in any of the interface languages of X: CLDR's long form, with
 * digits of any script. Thai years may be Buddhist, Persian dates Solar Hijri.
 * Returns `undefined` for anything else, and for days that do not exist.
 */
export function readPrintedDate(printed: string): Day | undefined {
  if (printed.length > MAX_LENGTH) return undefined;
  const text = plain(printed);
  const counted = NUMBERED.exec(text);
  if (counted) return dayOf(Number(counted[1]), Number(counted[2]), Number(counted[3]));
  const vietnamese = VIETNAMESE.exec(text);
  if (vietnamese) return dayOf(Number(vietnamese[3]), Number(vietnamese[2]), Number(vietnamese[1]));
  const dayFirst = DAY_FIRST.exec(text);
  if (dayFirst && /^(?: ?г\.?| ?р\.?)?$/.test(dayFirst[4] ?? '')) {
    return named(dayFirst[3], bare(dayFirst[2]), dayFirst[1]);
  }
  const monthFirst = MONTH_FIRST.exec(text);
  if (monthFirst) return named(monthFirst[4], bare(monthFirst[1]), monthFirst[2]);
  const yearFirst = YEAR_FIRST.exec(text);
  if (yearFirst) return named(yearFirst[1], bare(yearFirst[2]), yearFirst[3]);
  return undefined;
}

/** Hours and minutes, and what stands after them: `AM`, `Uhr`. */
const TIME = /(?:^|[\s,،])\d{1,2}[:.h]\d{2}(?::\d{2})?(?:\s?\S{1,5}(?:\s?\S{1,5})?)?$/;
const LEADING_TIME = /^\d{1,2}:\d{2}(?::\d{2})?,? /;

/**
 * The date of a day and a time as browsers print them, `7 March 2025 at 22:57`, or an ISO 8601 date; as
 * `readPrintedDate` otherwise. In which time zone, nobody knows.
 */
export function readPrintedMoment(printed: string): Day | undefined {
  if (printed.length > MAX_LENGTH) return undefined;
  const iso = /^(\d{4})-(\d{2})-(\d{2})(?:[T ][\d:.]{5,12}Z?)?$/.exec(printed);
  if (iso) return dayOf(Number(iso[1]), Number(iso[2]), Number(iso[3]));
  const text = plain(printed);
  const day = text.replace(TIME, '').replace(LEADING_TIME, '');
  let words = day.split(' ');
  // Between a day and a time stand words such as `at`, `um`, `г. в`.
  for (let dropped = 0; dropped < (day === text ? 1 : 4) && words.length > 0; dropped++) {
    const found = readPrintedDate(words.join(' ').replace(/[,،]$/, ''));
    if (found) return found;
    words = words.slice(0, -1);
  }
  return undefined;
}

/**
 * The date that a run of words holds at one of its ends, as platforms print it: `on Monday, February 7, 2022`,
 * `7 March 2025 at 22:57`. At most the first 160 UTF-16 code units are read.
 */
export function readDateAmongWords(words: string): Day | undefined {
  const all = words.slice(0, 160).trim().split(/\s+/).slice(0, 16);
  for (let start = 0; start < all.length; start++) {
    for (let end = all.length; end > start; end--) {
      const day = readPrintedDate(
        all
          .slice(start, end)
          .join(' ')
          .replace(/^[,،]|[,،]$/g, ''),
      );
      if (day) return day;
    }
  }
  return undefined;
}

function numbered(names: string): [string, number][] {
  return names.split(' ').map((name, index) => [plain(name.replaceAll('_', ' ')), index + 1]);
}

/** One spelling for what readers take for the same: digits, spaces, case; direction marks and the hamza of ezafe go. */
function plain(text: string): string {
  return text
    .normalize('NFC')
    .replace(/[\u0660-\u0669\u06f0-\u06f9\u0966-\u096f\u09e6-\u09ef\u0e50-\u0e59\uff10-\uff19]/g, asciiDigit)
    .replace(/[\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069\u0654]/g, '')
    .replace(/\s+/g, ' ')
    .trim()
    .toLowerCase();
}

function asciiDigit(digit: string): string {
  const code = digit.charCodeAt(0);
  const zero = DIGIT_ZEROS.find((first) => code >= first && code < first + 10) ?? code;
  return String(code - zero);
}

/** A month without the small words and signs that long dates put around it: `. de`, `ב`, `,`, `ค.ศ.`. */
function bare(part: string | undefined): string {
  return (part ?? '')
    .replace(/^(?:\.|er|º|ª)?\s*/, '')
    .replace(/\s?[,،.]?\s?(?:ค\.ศ\.|พ\.ศ\.)?\s?$/, '')
    .replace(/^(?:de |ב)/, '')
    .replace(/ del?$/, '');
}

function named(year: string | undefined, month: string, day: string | undefined): Day | undefined {
  const solarMonth = solarHijri.get(month);
  if (solarMonth) return fromSolarHijri(Number(year), solarMonth, Number(day));
  const number = gregorian.get(month);
  if (!number) return undefined;
  const buddhist = /^[\u0e01-\u0e5b]/.test(month) && Number(year) > 2400;
  return dayOf(Number(year) - (buddhist ? 543 : 0), number, Number(day));
}

function dayOf(year: number, month: number, day: number): Day | undefined {
  if (year < FIRST_YEAR || year > LAST_YEAR) return undefined;
  const date = new Date(Date.UTC(year, month - 1, day));
  // A day that the month does not have lies in another month.
  if (date.getUTCMonth() !== month - 1) return undefined;
  return date.toISOString().slice(0, 10);
}

// The 33-year cycle agrees with the astronomical calendar from 1343 to 1472.
function isSolarLeap(year: number): boolean {
  return [1, 5, 9, 13, 17, 22, 26, 30].includes(year % 33);
}

function fromSolarHijri(year: number, month: number, day: number): Day | undefined {
  if (year < 1384 || year > 1472) return undefined;
  const length = month <= 6 ? 31 : month < 12 || isSolarLeap(year) ? 30 : 29;
  if (day < 1 || day > length) return undefined;
  let days = day - 1 + (month - 1) * 30 + Math.min(month - 1, 6);
  for (let past = 1384; past < year; past++) days += isSolarLeap(past) ? 366 : 365;
  const date = new Date(Date.UTC(2005, 2, 21) + days * DAY_MS);
  return dayOf(date.getUTCFullYear(), date.getUTCMonth() + 1, date.getUTCDate());
}
