import type { StackedFont } from '../fonts/font-stack.ts';
import type { ColourPatch } from './colour-patch.ts';
import { type CoverageMask, LEVELS } from './coverage.ts';
import type { GlyphMasks } from './glyph-masks.ts';

/** A colour glyph in its place: the origin of its outlines, in pixels. */
export interface PlacedEmoji {
  font: StackedFont;
  glyph: number;
  size: number;
  x: number;
  y: number;
}

/** An outline of a glyph, and red, green, blue and alpha to fill it with. */
interface Layer {
  mask: CoverageMask;
  colour: readonly number[];
}

/** Lays the outlines of a colour glyph over each other; `undefined` where it has none. */
export function paintEmoji(emoji: PlacedEmoji, masks: GlyphMasks): ColourPatch | undefined {
  const layers = layersOf(emoji, masks);
  if (layers.length === 0) return undefined;
  const left = Math.min(...layers.map(({ mask }) => mask.left));
  const top = Math.min(...layers.map(({ mask }) => mask.top));
  const width = Math.max(...layers.map(({ mask }) => mask.left + mask.width)) - left;
  const height = Math.max(...layers.map(({ mask }) => mask.top + mask.height)) - top;
  // Four to a pixel: colours times their share, and the share of all layers together.
  const blended = new Float64Array(width * height * 4);
  for (const { mask, colour } of layers) blendLayer(blended, width, mask, left, top, colour);
  return { left: emoji.x + left, top: emoji.y + top, width, height, rgba: straighten(blended) };
}

function layersOf({ font, glyph, size }: PlacedEmoji, masks: GlyphMasks): Layer[] {
  return (font.colours?.find(glyph) ?? []).flatMap(({ glyph: outline, colour }) => {
    const mask = masks.find(font, outline, size, 0);
    return mask ? [{ mask, colour }] : [];
  });
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

/** Colours times their share to colours and their share, of 255. */
function straighten(blended: Float64Array): Uint8ClampedArray {
  const rgba = new Uint8ClampedArray(blended.length);
  for (let at = 0; at < blended.length; at += 4) {
    const share = blended[at + 3] as number;
    if (share === 0) continue;
    for (let channel = 0; channel < 3; channel++)
      rgba[at + channel] = (blended[at + channel] as number) / share;
    rgba[at + 3] = share * 255;
  }
  return rgba;
}
