import { isEmoji } from '../letters/emoji.ts';
import { type ColourLayers, readColourLayers } from './colour-layers.ts';
import { dropTables } from './font-tables.ts';
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
  /** Names the font in cache keys; given to no other font of the renderer. */
  index: number;
  weight: FontWeight;
  handle: FontHandle;
  /** What its glyphs are painted with, when they have colours of their own. */
  colours?: ColourLayers;
}

export interface FontStack {
  /**
   * The font that draws a grapheme cluster: the first one that covers all of it, those of the face first, then fonts of
   * the wanted weight before others, nearer weights before farther ones. Emoji take the font with colours.
   *
   * @param isWide punctuation that is to stand as wide as an ideograph, if there is a font for it
   */
  find(cluster: string, weight: FontWeight, isWide?: boolean): StackedFont | undefined;
  /** Whether one font draws a grapheme cluster. */
  covers(font: StackedFont, cluster: string): boolean;
}

/** Before this lie Latin letters, which are looked for most, and which no marks follow. */
const LATIN_END = 0x250;

/** Most of a font's bytes, which shaping does not look at; HarfBuzz keeps a copy of the others. */
const OUTLINES = ['glyf', 'loca', 'COLR', 'CPAL'];

/**
 * Opens a font to draw with.
 *
 * @param index given to no other font of the same HarfBuzz
 * @throws {TypeError} when it is not TrueType
 */
export function openFont(harfbuzz: HarfBuzz, { weight, data }: PreviewFont, index: number): StackedFont {
  const file = openTrueType(data);
  const colours = readColourLayers(file);
  const handle = harfbuzz.addFont(dropTables(data, OUTLINES));
  return { ...file, index, weight, handle, ...(colours && { colours }) };
}

/**
 * Puts fonts in their order of preference.
 *
 * @param bundled the fonts every card has
 * @param others fonts loaded for this card, which come after them
 * @param faces fonts loaded for this card, which come before them
 */
export function stackFonts(
  bundled: readonly StackedFont[],
  others: readonly StackedFont[] = [],
  faces: readonly StackedFont[] = [],
): FontStack {
  const weights = [400, 700, 800] as const;
  const orders = new Map(
    weights.map((weight) => [
      weight,
      [...byDistance(faces, weight), ...byDistance([...bundled, ...others], weight)],
    ]),
  );
  const wide = new Map(weights.map((weight) => [weight, byDistance(others, weight)]));
  const colourful = others.find(({ colours }) => colours);
  /** The font of each Latin letter that was looked for; null where there is none. */
  const latin = new Map(weights.map((weight) => [weight, [] as (StackedFont | null)[]]));

  function findAny(cluster: string, weight: FontWeight, isWide: boolean): StackedFont | undefined {
    if (colourful && isEmoji(cluster) && covers(colourful, cluster)) return colourful;
    const isCovering = (font: StackedFont) => covers(font, cluster);
    return (isWide ? wide.get(weight)?.find(isCovering) : undefined) ?? orders.get(weight)?.find(isCovering);
  }

  return {
    find(cluster, weight, isWide = false) {
      const code = cluster.charCodeAt(0);
      if (isWide || cluster.length !== 1 || code >= LATIN_END) return findAny(cluster, weight, isWide);
      const known = latin.get(weight);
      let font = known?.[code];
      if (font === undefined) {
        font = findAny(cluster, weight, false) ?? null;
        if (known) known[code] = font;
      }
      return font ?? undefined;
    },
    covers,
  };
}

function byDistance(fonts: readonly StackedFont[], weight: FontWeight): StackedFont[] {
  return fonts.toSorted((a, b) => Math.abs(a.weight - weight) - Math.abs(b.weight - weight));
}

function covers(font: StackedFont, cluster: string): boolean {
  for (let i = 0; i < cluster.length; ) {
    const codePoint = cluster.codePointAt(i) ?? 0;
    if (!isIgnorable(codePoint) && !font.covers(isSpace(codePoint) ? 0x20 : codePoint)) return false;
    i += codePoint > 0xffff ? 2 : 1;
  }
  return true;
}

/** Soft hyphens, joiners, direction marks, variation selectors, word joiner: shaping obeys them and nothing draws them. */
function isIgnorable(codePoint: number): boolean {
  if (codePoint < 0x2000) return codePoint === 0xad || codePoint === 0x61c;
  const isMark = codePoint >= 0x200b && codePoint <= 0x200f;
  const isSelector =
    (codePoint >= 0xfe00 && codePoint <= 0xfe0f) || (codePoint >= 0xe0100 && codePoint <= 0xe01ef);
  return isMark || codePoint === 0x2060 || codePoint === 0xfeff || isSelector;
}

/** HarfBuzz makes spaces of another width from the plain one. */
function isSpace(codePoint: number): boolean {
  return codePoint === 0xa0 || codePoint === 0x2007 || codePoint === 0x202f;
}
