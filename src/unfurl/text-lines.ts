/** How a text is set: sizes in CSS pixels; `advance` is the width of a Latin letter as a part of the size. */
export interface TextStyle {
  size: number;
  line: number;
  advance: number;
}

/** The words of a post, and everything else on a card. */
export const WORDS: TextStyle = { size: 20, line: 30, advance: 0.53 };
export const SMALL: TextStyle = { size: 14, line: 20.3, advance: 0.53 };

/** Ideographs, kana, hangul, full-width forms and pictures: as wide as they are high. */
const WIDE =
  /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe4f\uff00-\uff60\uffe0-\uffe6]|\p{Extended_Pictographic}/gu;
/** Letters of Arabic are joined, and narrow. */
const NARROW = /[\u0600-\u06ff\u0750-\u077f]/g;
/** A line is never quite full: words are not broken. */
const FILLED = 0.95;

/** About how many lines a text without line feeds takes in `width` CSS pixels; one at least. */
export function linesOf(text: string, width: number, { size, advance }: TextStyle): number {
  const wide = text.match(WIDE)?.length ?? 0;
  const narrow = text.match(NARROW)?.length ?? 0;
  const letters = text.replace(WIDE, '').replace(NARROW, '').length;
  const length = (wide + (letters + narrow * 0.68) * advance) * size;
  return Math.max(1, Math.ceil(length / (width * FILLED)));
}
