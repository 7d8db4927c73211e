import { type Canvas, setPixel } from './canvas.ts';
import type { ColourPatch } from './colour-patch.ts';
import { matchColours } from './patch-colours.ts';

/** Pixels that are not on the canvas yet: where each is, and its red, green and blue as 24 bits. */
interface ColouredPixels {
  places: number[];
  colours: number[];
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
  const pixels: ColouredPixels = { places: [], colours: [] };
  for (const patch of patches) mixPatch(canvas, palette, patch, pixels);
  const { palette: grown, entries } = matchColours(palette, pixels.colours);
  for (const [index, place] of pixels.places.entries()) {
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
  for (let at = 0; at < patch.width * patch.height; at++) {
    const share = (patch.rgba[at * 4 + 3] as number) / 255;
    const [x, y] = [patch.left + (at % patch.width), patch.top + Math.floor(at / patch.width)];
    if (share === 0 || x < 0 || x >= width || y < 0 || y >= height) continue;
    const entry = (bytes[y * (width + 1) + 1 + x] as number) * 3;
    let colour = 0;
    for (let channel = 0; channel < 3; channel++) {
      const [above, beneath] = [patch.rgba[at * 4 + channel] as number, palette[entry + channel] as number];
      colour = colour * 256 + Math.round(above * share + beneath * (1 - share));
    }
    pixels.places.push(y * width + x);
    pixels.colours.push(colour);
  }
}
