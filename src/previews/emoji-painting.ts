import { type Canvas, setPixel } from './canvas.ts';
import { LEVELS } from './coverage.ts';
import { matchColours } from './emoji-colours.ts';
import type { StackedFont } from './font-stack.ts';
import type { GlyphMasks } from './glyph-masks.ts';

/** A colour glyph in its place: the origin of its outlines, in pixels. */
export interface PlacedEmoji {
  font: StackedFont;
  glyph: number;
  size: number;
  x: number;
  y: number;
}

/**
 * Paints colour glyphs over what is on the canvas.
 *
 * @returns the palette with as many of their colours as there is room for
 */
export function paintEmoji(
  canvas: Canvas,
  palette: Uint8Array,
  emoji: readonly PlacedEmoji[],
  masks: GlyphMasks,
): Uint8Array {
  const blended = new Map<number, number[]>();
  for (const one of emoji) blendLayers(canvas, palette, one, masks, blended);
  const colours = [...blended.values()].map(
    ([red = 0, green = 0, blue = 0]) => (Math.round(red) << 16) | (Math.round(green) << 8) | Math.round(blue),
  );
  const { palette: grown, entries } = matchColours(palette, colours);
  let index = 0;
  for (const place of blended.keys()) {
    setPixel(canvas, place % canvas.width, Math.floor(place / canvas.width), entries[index++] ?? 0);
  }
  return grown;
}

/** Lays the outlines of a glyph over each other; each pixel starts from what is drawn beneath. */
function blendLayers(
  { width, height, bytes }: Canvas,
  palette: Uint8Array,
  { font, glyph, size, x, y }: PlacedEmoji,
  masks: GlyphMasks,
  blended: Map<number, number[]>,
): void {
  for (const { glyph: outline, colour } of font.colours?.find(glyph) ?? []) {
    const mask = masks.find(font, outline, size, 0);
    for (let at = 0; mask && at < mask.levels.length; at++) {
      const share = ((mask.levels[at] as number) / LEVELS) * (colour[3] / 255);
      const column = x + mask.left + (at % mask.width);
      const row = y + mask.top + Math.floor(at / mask.width);
      if (share === 0 || column < 0 || column >= width || row < 0 || row >= height) continue;
      const place = row * width + column;
      let pixel = blended.get(place);
      if (!pixel) {
        const entry = (bytes[row * (width + 1) + 1 + column] as number) * 3;
        pixel = [...palette.subarray(entry, entry + 3)];
        blended.set(place, pixel);
      }
      for (let channel = 0; channel < 3; channel++) {
        const beneath = pixel[channel] as number;
        pixel[channel] = beneath + ((colour[channel] as number) - beneath) * share;
      }
    }
  }
}
