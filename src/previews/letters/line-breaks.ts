import { EMOJI_STRAIN, findEmojiBorders } from './emoji-breaks.ts';
import { ideographStrain, isCount, partsIdeographs, TORN_WORD_STRAIN } from './ideograph-breaks.ts';
import { partsAtSpace } from './space-breaks.ts';
import { isSyllabic, partsSyllables, SYLLABLE_STRAIN } from './syllable-breaks.ts';
import { findWordStarts, partsWords, wordStrain } from './word-breaks.ts';

/*
 * Where a line may end: a simplified UAX #14, with dictionaries for the scripts that write no spaces.
 */

const SPACE = 0x20;
const ZERO_WIDTH_SPACE = 0x200b;
const SOFT_HYPHEN = 0xad;
const HYPHEN = '-';
/** A word broken at a soft hyphen. */
const HYPHEN_STRAIN = 0.06;
/** Hyphens, dashes and slashes a word may break after, if it is letters on both sides: not in dates, ranges, km/h. */
const BREAK_AFTER = /[-/\u058a\u05be\u2010\u2013\u2014]/;
/** The slash, and the Armenian hyphen: nearly all letters lie between them, and are passed over. */
const LAST_LATIN_MARK = 0x2f;
const FIRST_OTHER_MARK = 0x58a;
const TWO_LETTERS = /\p{L}[\p{L}\u2019']$/u;
const LETTERS_FOLLOW = /^\p{L}\p{L}/u;
/**
 * Korean headlines put dots where others put a dash; Ethiopic has a mark of its own between words, and Tibetan one
 * between syllables, which the stroke that ends a phrase stays with.
 */
const PARTS_AFTER = /^(?:[\u2026\u00b7]\p{Script=Hangul}|\u1361.|\u0f0b[^\u0f0b-\u0f12])/u;
const MARK = /^\p{M}/u;
/** Before this there are only letters that are written with spaces between words. */
const FIRST_UNSPACED = 0xe00;

/** A piece of text that stays on one line, from `start` to before `end`; the space after it is not part of it. */
export interface Unit {
  start: number;
  end: number;
  /** How much a reader minds a line that ends after it; 0 at a space. */
  strain: number;
  /** Written after it where a line ends: a hyphen, or nothing. */
  tail: string;
}

interface Rules {
  keepsIdeographs: boolean;
  tears: boolean;
  words: ReadonlySet<number> | undefined;
  emoji: ReadonlySet<number> | undefined;
}

/** Whether {@link splitUnits} finds more places for a line to end when it may tear. */
export function canTear(text: string): boolean {
  return text.includes('\u00ad') || isSyllabic(text);
}

/**
 * Splits a field into the units its lines are filled with. The text has single spaces and none at its ends.
 *
 * @param language BCP 47 tag: Korean keeps the ideographs of a word together
 * @param tears whether words may also be parted: at their soft hyphens, and Thai, Lao and Myanmar between syllables,
 *   which is all that is left where the runtime does not know the words
 */
export function splitUnits(text: string, language: string, tears = false): Unit[] {
  return split(text, language, tears, findWordStarts(text));
}

/** As {@link splitUnits}, but with the phrases of Thai, Lao, Khmer and Myanmar in one piece each. */
export function splitPhrases(text: string, language: string): Unit[] {
  return split(text, language, false, undefined);
}

function split(text: string, language: string, tears: boolean, words: Rules['words']): Unit[] {
  const units: Unit[] = [];
  const keepsIdeographs = /^ko(?:-|$)/i.test(language);
  const rules = { keepsIdeographs, tears, words, emoji: findEmojiBorders(text) };
  let start = 0;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code === SPACE || code === ZERO_WIDTH_SPACE) {
      if (code === SPACE && !partsAtSpace(text, i)) continue;
      if (i > start) units.push({ start, end: i, strain: 0, tail: '' });
      start = i + 1;
      continue;
    }
    if (i + 1 === text.length) break;
    const isHyphen = code === SOFT_HYPHEN;
    const strain = isHyphen ? (tears ? HYPHEN_STRAIN : undefined) : strainAfter(text, i, rules);
    if (strain === undefined) continue;
    units.push({ start, end: i + 1, strain, tail: isHyphen ? HYPHEN : '' });
    start = i + 1;
  }
  if (start < text.length) units.push({ start, end: text.length, strain: 0, tail: '' });
  return units;
}

/** Whether a line may end after an index where there is no space: how much that is minded, or undefined. */
function strainAfter(text: string, index: number, rules: Rules): number | undefined {
  const [code, next] = [text.charCodeAt(index), text.charCodeAt(index + 1)];
  const isLetter = code > LAST_LATIN_MARK && code < FIRST_OTHER_MARK;
  if (!isLetter && partsAtMark(text, index)) return 0;
  if (code < FIRST_UNSPACED && next < FIRST_UNSPACED) return undefined;
  if (PARTS_AFTER.test(text.slice(index, index + 2))) return 0;
  if (rules.emoji?.has(index + 1)) return EMOJI_STRAIN;
  if (rules.words?.has(index + 1) && partsWords(text.charAt(index), text.charAt(index + 1))) {
    return wordStrain(text, index + 1, rules.words);
  }
  if (rules.tears && partsSyllables(text, index + 1)) return SYLLABLE_STRAIN;
  // Between the halves of a surrogate pair there is no border.
  const isWithin = next >= 0xdc00 && next <= 0xdfff;
  return rules.keepsIdeographs || isWithin ? undefined : strainOfIdeographs(text, index, rules);
}

function strainOfIdeographs(text: string, index: number, { words }: Rules): number | undefined {
  let first = characterStart(text, index);
  // A mark, or the selector of a variant, belongs to the ideograph before.
  while (first > 0 && MARK.test(text.slice(first, index + 1))) first = characterStart(text, first - 1);
  const before = String.fromCodePoint(text.codePointAt(first) ?? 0);
  const after = String.fromCodePoint(text.codePointAt(index + 1) ?? 0);
  if (!partsIdeographs(before, after) || isCount(before, after)) return undefined;
  // A space between phrases is not to leave one character of the next, or of the one before, on the other line.
  const isAlone = first > 0 && text.charCodeAt(first - 1) === SPACE;
  if (isAlone || text.charCodeAt(index + 1 + after.length) === SPACE) return undefined;
  const isTorn = words !== undefined && !words.has(index + 1);
  return ideographStrain(before, after) + (isTorn ? TORN_WORD_STRAIN : 0);
}

/** Where the character begins that an index lies in. */
function characterStart(text: string, index: number): number {
  const code = text.charCodeAt(index);
  return code >= 0xdc00 && code <= 0xdfff ? index - 1 : index;
}

function partsAtMark(text: string, mark: number): boolean {
  if (!BREAK_AFTER.test(text.charAt(mark))) return false;
  return TWO_LETTERS.test(text.slice(mark - 2, mark)) && LETTERS_FOLLOW.test(text.slice(mark + 1, mark + 3));
}
