import { type Canvas, setPixel } from './canvas.ts';
import { type CoverageMask, LEVELS } from './coverage.ts';
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

/** Pixels that are not on the canvas yet: where each is, and its red, green and blue as 24 bits. */
interface ColouredPixels {
  places: number[];
  colours: number[];
}

/** An outline of a glyph, and red, green, blue and alpha to fill it with. */
interface Layer {
  mask: CoverageMask;
  colour: readonly number[];
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
  const pixels: ColouredPixels = { places: [], colours: [] };
  for (const one of emoji) blendLayers(canvas, palette, one, layersOf(one, masks), pixels);
  const { palette: grown, entries } = matchColours(palette, pixels.colours);
  for (const [index, place] of pixels.places.entries()) {
    setPixel(canvas, place % canvas.width, Math.floor(place / canvas.width), entries[index] ?? 0);
  }
  return grown;
}

function layersOf({ font, glyph, size }: PlacedEmoji, masks: GlyphMasks): Layer[] {
  return (font.colours?.find(glyph) ?? []).flatMap(({ glyph: outline, colour }) => {
    const mask = masks.find(font, outline, size, 0);
    return mask ? [{ mask, colour }] : [];
  });
}

/** Lays the outlines of a glyph over each other, and all of them over what is drawn beneath. */
function blendLayers(
  { width, height, bytes }: Canvas,
  palette: Uint8Array,
  { x, y }: PlacedEmoji,
  layers: readonly Layer[],
  pixels: ColouredPixels,
): void {
  if (layers.length === 0) return;
  const left = Math.min(...layers.map(({ mask }) => mask.left));
  const top = Math.min(...layers.map(({ mask }) => mask.top));
  const columns = Math.max(...layers.map(({ mask }) => mask.left + mask.width)) - left;
  const rows = Math.max(...layers.map(({ mask }) => mask.top + mask.height)) - top;
  // Four to a pixel: colours times their share, and the share of all layers together.
  const blended = new Float64Array(columns * rows * 4);
  for (const { mask, colour } of layers) blendLayer(blended, columns, mask, left, top, colour);

  for (let at = 0; at < columns * rows; at++) {
    const share = blended[at * 4 + 3] as number;
    const [column, row] = [x + left + (at % columns), y + top + Math.floor(at / columns)];
    if (share === 0 || column < 0 || column >= width || row < 0 || row >= height) continue;
    const entry = (bytes[row * (width + 1) + 1 + column] as number) * 3;
    let colour = 0;
    for (let channel = 0; channel < 3; channel++) {
      const beneath = palette[entry + channel] as number;
      colour = colour * 256 + Math.round((blended[at * 4 + channel] as number) + beneath * (1 - share));
    }
    pixels.places.push(row * width + column);
    pixels.colours.push(colour);
  }
}

function blendLayer(
  blended: Float64Array,
  columns: number,
  mask: CoverageMask,
  left: number,
  top: number,
  [red = 0, green = 0, blue = 0, alpha = 0]: readonly number[],
): void {
  for (let row = 0; row < mask.height; row++) {
    const [start, end] = [mask.spans[row * 2] as number, mask.spans[row * 2 + 1] as number];
    const to = (mask.top - top + row) * columns + mask.left - left;
    for (let column = start; column < end; column++) {
      const share = ((mask.levels[row * mask.width + column] as number) / LEVELS) * (alpha / 255);
      const at = (to + column) * 4;
      blended[at] = (blended[at] as number) * (1 - share) + red * share;
      blended[at + 1] = (blended[at + 1] as number) * (1 - share) + green * share;
      blended[at + 2] = (blended[at + 2] as number) * (1 - share) + blue * share;
      blended[at + 3] = (blended[at + 3] as number) * (1 - share) + share;
    }
  }
}
