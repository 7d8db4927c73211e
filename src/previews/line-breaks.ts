import { ideographStrain, partsIdeographs } from './ideograph-breaks.ts';
import { partsSyllables, SYLLABLE_STRAIN } from './syllable-breaks.ts';

/*
 * Where a line may end: a simplified UAX #14. No-break spaces never part; ordinary spaces around French punctuation
 * hold too, since many newsrooms type them so.
 */

const SPACE = 0x20;
const ZERO_WIDTH_SPACE = 0x200b;
/** Hyphens, dashes and slashes a word may break after, if it is letters on both sides: not in dates, ranges, km/h. */
const BREAK_AFTER = /[-/\u058a\u05be\u2010\u2013\u2014]/;
/** The slash, and the Armenian hyphen: nearly all letters lie between them, and are passed over. */
const LAST_LATIN_MARK = 0x2f;
const FIRST_OTHER_MARK = 0x58a;
const TWO_LETTERS = /\p{L}[\p{L}\u2019']$/u;
const LETTERS_FOLLOW = /^\p{L}\p{L}/u;
/** Korean headlines put dots where others put a dash; Ethiopic and Tibetan have a mark of their own between words. */
const PARTS_AFTER = /^(?:[\u2026\u00b7]\p{Script=Hangul}|[\u1361\u0f0b].)/u;
/** After a space these stay with the word before: French high punctuation, a dash, and a closing mark alone. */
const STAYS_BEFORE =
  /^(?:[!?:;%\u2030\u20ac\u0964\u0965]|[\u2013\u2014-](?= )|[\u00bb\u203a](?=[\s\u00a0\u202f.,;:!?)\]\u2026]|$))/u;
/** Before a space an opening mark holds the word that follows. In German « closes, but then a word stands before it. */
const HOLDS_NEXT = /^[\s\u00a0\u202f]?[\u00ab\u2039([{\u00bf\u00a1]$/u;
/** Before this there are only letters that are written with spaces between words. */
const FIRST_UNSPACED = 0xe00;

/** A piece of text that stays on one line, from `start` to before `end`; the space after it is not part of it. */
export interface Unit {
  start: number;
  end: number;
  /** How much a reader minds a line that ends after it; 0 at a space. */
  strain: number;
}

interface Keeps {
  ideographs: boolean;
  phrases: boolean;
}

/**
 * Splits a field into the units its lines are filled with. The text has single spaces and none at its ends.
 *
 * @param language BCP 47 tag: Korean keeps the ideographs of a word together
 * @param tearsPhrases whether Thai, Lao and Myanmar may also be parted between syllables
 */
export function splitUnits(text: string, language: string, tearsPhrases = false): Unit[] {
  const units: Unit[] = [];
  const keeps = { ideographs: /^ko(?:-|$)/i.test(language), phrases: !tearsPhrases };
  let start = 0;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code === SPACE || code === ZERO_WIDTH_SPACE) {
      if (!partsAtSpace(text, i)) continue;
      if (i > start) units.push({ start, end: i, strain: 0 });
      start = i + 1;
      continue;
    }
    const strain = i + 1 < text.length ? strainAfter(text, i, keeps) : undefined;
    if (strain === undefined) continue;
    units.push({ start, end: i + 1, strain });
    start = i + 1;
  }
  if (start < text.length) units.push({ start, end: text.length, strain: 0 });
  return units;
}

/** Whether a line may end after an index where there is no space: how much that is minded, or undefined. */
function strainAfter(text: string, index: number, keeps: Keeps): number | undefined {
  const [code, next] = [text.charCodeAt(index), text.charCodeAt(index + 1)];
  const isLetter = code > LAST_LATIN_MARK && code < FIRST_OTHER_MARK;
  if (!isLetter && partsAtMark(text, index)) return 0;
  if (code < FIRST_UNSPACED && next < FIRST_UNSPACED) return undefined;
  if (PARTS_AFTER.test(text.slice(index, index + 2))) return 0;
  if (!keeps.phrases && partsSyllables(text, index + 1)) return SYLLABLE_STRAIN;
  // Between the halves of a surrogate pair there is no border.
  if (keeps.ideographs || (next >= 0xdc00 && next <= 0xdfff)) return undefined;
  const isLowHalf = code >= 0xdc00 && code <= 0xdfff;
  const before = text.slice(isLowHalf ? index - 1 : index, index + 1);
  const after = String.fromCodePoint(text.codePointAt(index + 1) ?? 0);
  return partsIdeographs(before, after) ? ideographStrain(before, after) : undefined;
}

function partsAtSpace(text: string, space: number): boolean {
  return (
    !HOLDS_NEXT.test(text.slice(Math.max(0, space - 2), space)) &&
    !STAYS_BEFORE.test(text.slice(space + 1, space + 3))
  );
}

function partsAtMark(text: string, mark: number): boolean {
  if (!BREAK_AFTER.test(text.charAt(mark))) return false;
  return TWO_LETTERS.test(text.slice(mark - 2, mark)) && LETTERS_FOLLOW.test(text.slice(mark + 1, mark + 3));
}
