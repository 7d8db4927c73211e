import { type Canvas, setPixel } from '../painting/canvas.ts';
import type { ColourPatch } from '../painting/colour-patch.ts';
import { matchColours } from './patch-colours.ts';

/** Pixels that are not on the canvas yet: where each is, and its red, green and blue as 24 bits. */
interface ColouredPixels {
  places: Uint32Array;
  colours: Uint32Array;
  count: number;
}

/**
 * Lays patches over what is on a canvas of palette entries.
 *
 * @returns the palette with as many of their colours as there is room for
 */
export function settlePatches(
  canvas: Canvas,
  palette: Uint8Array,
  patches: readonly ColourPatch[],
): Uint8Array {
  if (patches.length === 0) return palette;
  const most = patches.reduce((sum, { width, height }) => sum + width * height, 0);
  const pixels = { places: new Uint32Array(most), colours: new Uint32Array(most), count: 0 };
  for (const patch of patches) mixPatch(canvas, palette, patch, pixels);
  const { palette: grown, entries } = matchColours(palette, pixels.colours.subarray(0, pixels.count));
  for (let index = 0; index < pixels.count; index++) {
    const place = pixels.places[index] as number;
    setPixel(canvas, place % canvas.width, Math.floor(place / canvas.width), entries[index] ?? 0);
  }
  return grown;
}

function mixPatch(
  { width, height, bytes }: Canvas,
  palette: Uint8Array,
  patch: ColourPatch,
  pixels: ColouredPixels,
): void {
  const { rgba } = patch;
  for (let at = 0; at < patch.width * patch.height; at++) {
    const share = (rgba[at * 4 + 3] as number) / 255;
    const [x, y] = [patch.left + (at % patch.width), patch.top + Math.floor(at / patch.width)];
    if (share === 0 || x < 0 || x >= width || y < 0 || y >= height) continue;
    const entry = (bytes[y * (width + 1) + 1 + x] as number) * 3;
    let colour = 0;
    for (let channel = 0; channel < 3; channel++) {
      const above = (rgba[at * 4 + channel] as number) * share;
      colour = (colour << 8) | Math.round(above + (palette[entry + channel] as number) * (1 - share));
    }
    pixels.places[pixels.count] = y * width + x;
    pixels.colours[pixels.count++] = colour;
  }
}
