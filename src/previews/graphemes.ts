/*
 * Grapheme clusters by a simplified UAX #29, written out here because the version of Unicode behind Intl.Segmenter
 * differs between runtimes, and the picture must not. Hangul jamo and Indic conjuncts are left to normalisation.
 */

/** Marks, joiners, skin tones, tags and keycap enclosures: they belong to the character before. */
const EXTENDS = /^(?:\p{M}|[\u200c\u200d]|\p{Emoji_Modifier}|[\u{e0020}-\u{e007f}])$/u;
const PICTOGRAPH = /^\p{Extended_Pictographic}$/u;
const JOINER = 0x200d;
/** Below the combining diacritical marks every character stands alone. */
const FIRST_MARK = 0x300;

/** The index after the grapheme cluster that begins at `start`; `text.length` at the end. */
export function graphemeEnd(text: string, start: number): number {
  let previous = codePointAt(text, start);
  let end = start + unitsOf(previous);
  if (isRegional(previous) && isRegional(codePointAt(text, end))) end += 2;
  while (end < text.length) {
    const next = codePointAt(text, end);
    if (next < FIRST_MARK) break;
    const character = String.fromCodePoint(next);
    const isJoined = previous === JOINER && PICTOGRAPH.test(character);
    if (!isJoined && !EXTENDS.test(character)) break;
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
