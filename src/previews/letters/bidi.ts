import createBidi from 'bidi-js';

const bidi = createBidi();
/** The blocks of right-to-left scripts, and the mark that acts like one. */
const RIGHT_TO_LEFT =
  /[\u0590-\u08ff\u200f\ufb1d-\ufdff\ufe70-\ufefc\u{10800}-\u{10fff}\u{1e800}-\u{1eeff}]/u;
/** A letter outside those blocks. */
const FROM_LEFT = /(?![\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\u{10800}-\u{10fff}\u{1e800}-\u{1eeff}])\p{L}/u;

/** What lies outside the first plane; `bidi-js` takes the halves of all of it for Latin. */
const FAR_RIGHT_TO_LEFT = /[\u{10800}-\u{10fff}\u{1e800}-\u{1eeff}]/gu;
const FAR_SYMBOL = /[\u{1f000}-\u{1f1e5}\u{1f200}-\u{1faff}]/gu;
/** In its place a Hebrew letter and a sun, which have the same classes. */
const LETTER_HALVES = '\u05d0\u05d0';
const SYMBOL_HALVES = '\u2600\u2600';

/** A stretch of text in one direction. */
export interface Directed {
  /** Embedding level of UAX #9; odd is right to left. */
  level: number;
}

/** The direction of the first letter (UAX #9 P2 and P3); undefined where there is none. */
export function leadingDirection(text: string): 'ltr' | 'rtl' | undefined {
  const letter = /\p{L}/u.exec(text)?.[0];
  if (!letter) return undefined;
  return RIGHT_TO_LEFT.test(letter) ? 'rtl' : 'ltr';
}

/** Embedding level of every UTF-16 unit (UAX #9 rules P1 to I2); all zero for plain left-to-right text. */
export function embeddingLevels(text: string, direction: 'ltr' | 'rtl'): Uint8Array {
  if (direction === 'ltr' && !RIGHT_TO_LEFT.test(text)) return new Uint8Array(text.length);
  const near = text.replace(FAR_RIGHT_TO_LEFT, LETTER_HALVES).replace(FAR_SYMBOL, SYMBOL_HALVES);
  return bidi.getEmbeddingLevels(near, direction).levels;
}

/** Puts one line's stretches from logical into visual order, in place (UAX #9 L2). */
export function reorder<Run extends Directed>(runs: Run[]): void {
  if (runs.every(({ level }) => level === 0)) return;
  const levels = runs.map((run) => run.level);
  const lowestOdd = Math.min(...levels.filter((level) => level % 2 === 1));
  for (let level = Math.max(...levels); level >= lowestOdd; level--) {
    for (let start = 0; start < runs.length; start++) {
      let end = start;
      while (end < runs.length && (runs[end] as Run).level >= level) end++;
      if (end > start) runs.splice(start, end - start, ...runs.slice(start, end).reverse());
      start = end;
    }
  }
}

/**
 * The direction of a field: that of its letters where all go one way, so that a full stop after a foreign name stands
 * after it; else that of the card.
 */
export function fieldDirection(text: string, direction: 'ltr' | 'rtl'): 'ltr' | 'rtl' {
  const isFromRight = RIGHT_TO_LEFT.test(text);
  if (direction === 'ltr' && !isFromRight) return direction;
  if (isFromRight === FROM_LEFT.test(text)) return direction;
  return isFromRight ? 'rtl' : 'ltr';
}
