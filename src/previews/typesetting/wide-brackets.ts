import { GLYPH_FIELDS } from '../fonts/harfbuzz.ts';

/** Brackets as wide as an ideograph, half of it white: before the opening ones, after the closing ones. */
const OPENING = '「『（《〈【〔〖［｛“‘';
const STOPS = '、。，．：；';
const CLOSING = '」』）》〉】〕〗］｝”’';

/**
 * Takes out the white between brackets that follow each other (JLREQ §3.1.4), in place.
 *
 * @param glyphs of a part of the text, as {@link HarfBuzz.shape} gives them
 */
export function closeUpBrackets(text: string, glyphs: Int32Array, unitsPerEm: number): void {
  for (let at = 0; at < glyphs.length; at += GLYPH_FIELDS) {
    const cluster = glyphs[at + 1] as number;
    // The first of all these characters; other scripts do not pay for the look.
    if (text.charCodeAt(cluster) < 0x2018) continue;
    const [mark, next] = [text.charAt(cluster), text.charAt(cluster + 1)];
    if (next === '' || !isWideEm(glyphs, at, unitsPerEm)) continue;
    const isClosing = CLOSING.includes(mark);
    const isTight = OPENING.includes(next)
      ? isClosing || OPENING.includes(mark) || STOPS.includes(mark)
      : isClosing && (CLOSING.includes(next) || STOPS.includes(next));
    if (isTight) trim(glyphs, at, unitsPerEm);
  }
}

/** Moves a bracket that opens a line out to the edge where the other lines begin, in place. */
export function hangBracket(line: string, glyphs: Int32Array, unitsPerEm: number): void {
  if (!OPENING.includes(line.charAt(0)) || glyphs[1] !== 0 || !isWideEm(glyphs, 0, unitsPerEm)) return;
  trim(glyphs, 0, unitsPerEm);
  glyphs[3] = (glyphs[3] as number) - unitsPerEm / 2;
}

function isWideEm(glyphs: Int32Array, at: number, unitsPerEm: number): boolean {
  return glyphs[at + 2] === unitsPerEm;
}

function trim(glyphs: Int32Array, at: number, unitsPerEm: number): void {
  glyphs[at + 2] = (glyphs[at + 2] as number) - unitsPerEm / 2;
}
