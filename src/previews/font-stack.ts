import type { FontHandle, HarfBuzz } from './harfbuzz.ts';
import { openTrueType, type TrueType } from './truetype.ts';

export type FontWeight = 400 | 700 | 800;

/** A font file and the weight it is drawn for. */
export interface PreviewFont {
  weight: FontWeight;
  /** A TrueType file with glyf outlines. */
  data: Uint8Array;
}

export interface StackedFont extends TrueType {
  /** Place in the stack; names the font in cache keys. */
  index: number;
  handle: FontHandle;
}

export interface FontStack {
  /**
   * The font that draws a grapheme cluster: the first one that covers all of it, fonts of the wanted weight before
   * others, nearer weights before farther ones.
   */
  find(cluster: string, weight: FontWeight): StackedFont | undefined;
  /** Whether one font draws a grapheme cluster. */
  covers(font: StackedFont, cluster: string): boolean;
}

/**
 * Opens the fonts a renderer draws with, in order of preference.
 *
 * @throws {TypeError} when a font is not TrueType, or there is none
 */
export function createFontStack(harfbuzz: HarfBuzz, files: readonly PreviewFont[]): FontStack {
  if (files.length === 0) throw new TypeError('a preview needs at least one font');
  const fonts = files.map(({ weight, data }, index) => ({
    weight,
    font: { ...openTrueType(data), index, handle: harfbuzz.addFont(data) },
  }));
  const orders = new Map(
    ([400, 700, 800] as const).map((weight) => {
      const distance = (other: FontWeight) => Math.abs(other - weight);
      const order = [...fonts].sort((a, b) => distance(a.weight) - distance(b.weight));
      return [weight, order.map(({ font }) => font)];
    }),
  );
  return {
    find: (cluster, weight) => orders.get(weight)?.find((font) => covers(font, cluster)),
    covers,
  };
}

function covers(font: StackedFont, cluster: string): boolean {
  for (let i = 0; i < cluster.length; ) {
    const codePoint = cluster.codePointAt(i) ?? 0;
    if (!isIgnorable(codePoint) && !font.covers(isSpace(codePoint) ? 0x20 : codePoint)) return false;
    i += codePoint > 0xffff ? 2 : 1;
  }
  return true;
}

/** Joiners, direction marks, variation selectors, word joiner: shaping obeys them and nothing draws them. */
function isIgnorable(codePoint: number): boolean {
  if (codePoint < 0x2000) return codePoint === 0x61c;
  const isMark = codePoint >= 0x200b && codePoint <= 0x200f;
  return (
    isMark || codePoint === 0x2060 || codePoint === 0xfeff || (codePoint >= 0xfe00 && codePoint <= 0xfe0f)
  );
}

/** HarfBuzz makes spaces of another width from the plain one. */
function isSpace(codePoint: number): boolean {
  return codePoint === 0xa0 || codePoint === 0x2007 || codePoint === 0x202f;
}
