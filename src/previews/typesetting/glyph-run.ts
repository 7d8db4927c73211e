import type { StackedFont } from '../fonts/font-stack.ts';
import { GLYPH_FIELDS } from '../fonts/harfbuzz.ts';

/** Glyphs of one font, in visual order, as {@link HarfBuzz.shape} gives them. */
export interface GlyphRun {
  font: StackedFont;
  glyphs: Int32Array;
  tracking: number;
}

/** Soft hyphen, zero width space, word joiner, byte order mark: nothing stands there, and no space after it. */
const UNSEEN = new Set([0xad, 0x200b, 0x2060, 0xfeff]);

/** The glyphs of a part of a run, as they are when it is shaped alone; undefined where they would not be the same. */
export function cutRun(
  { font, glyphs, tracking }: GlyphRun,
  start: number,
  end: number,
): GlyphRun | undefined {
  const [from, to] = [glyphAt(glyphs, start), glyphAt(glyphs, end)];
  if (!isSafe(glyphs, from, start) || !isSafe(glyphs, to, end)) return undefined;
  const part = glyphs.slice(from, to);
  for (let at = 1; at < part.length; at += GLYPH_FIELDS) part[at] = (part[at] as number) - start;
  return { font, glyphs: part, tracking };
}

/** Where the first glyph from an index of the text on lies; the end where there is none. */
function glyphAt(glyphs: Int32Array, index: number): number {
  // There is nearly always one to a letter; were there more, what is found is not safe.
  let at = Math.min(index * GLYPH_FIELDS, glyphs.length);
  while (at > 0 && (glyphs[at - GLYPH_FIELDS + 1] as number) >= index) at -= GLYPH_FIELDS;
  return at;
}

function isSafe(glyphs: Int32Array, at: number, index: number): boolean {
  return at === glyphs.length || (glyphs[at + 1] === index && glyphs[at + 5] === 0);
}

/** Calls back with each glyph's cluster and its advance in ems, tracking added to the last glyph of every cluster. */
export function eachAdvance(
  glyphs: Int32Array,
  font: StackedFont,
  tracking: number,
  visit: (cluster: number, advance: number) => void,
): void {
  for (let at = 0; at < glyphs.length; at += GLYPH_FIELDS) {
    const [cluster, advance] = [glyphs[at + 1] as number, glyphs[at + 2] as number];
    const isLast = glyphs[at + GLYPH_FIELDS + 1] !== cluster;
    visit(cluster, advance / font.unitsPerEm + (isLast ? tracking : 0));
  }
}

/** Glyphs but for those that stand for what is not seen, so that nothing is spaced out by them. */
export function withoutUnseen(text: string, glyphs: Int32Array): Int32Array {
  let kept = 0;
  for (let at = 0; at < glyphs.length; at += GLYPH_FIELDS) {
    const cluster = glyphs[at + 1] as number;
    const isAlone = glyphs[at + 1 - GLYPH_FIELDS] !== cluster && glyphs[at + 1 + GLYPH_FIELDS] !== cluster;
    if (glyphs[at + 2] === 0 && isAlone && UNSEEN.has(text.charCodeAt(cluster))) continue;
    if (kept < at) glyphs.copyWithin(kept, at, at + GLYPH_FIELDS);
    kept += GLYPH_FIELDS;
  }
  return glyphs.subarray(0, kept);
}
