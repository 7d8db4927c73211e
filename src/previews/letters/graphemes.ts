/*
 * Grapheme clusters by a simplified UAX #29, written out here because the version of Unicode behind Intl.Segmenter
 * differs between runtimes, and the picture must not. Hangul jamo are left to normalisation.
 */

/** Marks, joiners, the vowel am, skin tones, tags and keycap enclosures: they belong to the character before. */
const EXTENDS = /^(?:\p{M}|[\u0e33\u0eb3\u200c\u200d]|\p{Emoji_Modifier}|[\u{e0020}-\u{e007f}])$/u;
const PICTOGRAPH = /^\p{Extended_Pictographic}$/u;
/** Killers of a vowel, which join the consonants on both sides (UAX #29 GB9c), in India, Myanmar and Cambodia. */
const LINKER = /^[\u094d\u09cd\u0a4d\u0acd\u0b4d\u0c4d\u0ccd\u0d4d\u0dca\u1039\u17d2]/;
const LETTER = /^\p{L}/u;
const JOINER = 0x200d;
/** Below the combining diacritical marks every character stands alone. */
const FIRST_MARK = 0x300;

/** The index after the grapheme cluster that begins at `start`; `text.length` at the end. */
export function graphemeEnd(text: string, start: number): number {
  let previous = codePointAt(text, start);
  let end = start + unitsOf(previous);
  let isLinked = false;
  if (isRegional(previous) && isRegional(codePointAt(text, end))) end += 2;
  while (end < text.length) {
    const next = codePointAt(text, end);
    if (next < FIRST_MARK) break;
    const character = String.fromCodePoint(next);
    const isJoined = previous === JOINER && PICTOGRAPH.test(character);
    const isConjunct = isLinked && LETTER.test(character);
    if (!isJoined && !isConjunct && !EXTENDS.test(character)) break;
    isLinked = LINKER.test(character) || (isLinked && next === JOINER);
    previous = next;
    end += unitsOf(next);
  }
  return end;
}

/** Splits a text into its grapheme clusters. */
export function* graphemes(text: string): Generator<string> {
  for (let start = 0; start < text.length; ) {
    const end = graphemeEnd(text, start);
    yield text.slice(start, end);
    start = end;
  }
}

function codePointAt(text: string, index: number): number {
  return text.codePointAt(index) ?? 0;
}

function unitsOf(codePoint: number): 1 | 2 {
  return codePoint > 0xffff ? 2 : 1;
}

function isRegional(codePoint: number): boolean {
  return codePoint >= 0x1f1e6 && codePoint <= 0x1f1ff;
}
