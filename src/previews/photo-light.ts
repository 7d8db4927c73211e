import type { Colour } from '../domain/colour.ts';
import type { OpenedPicture } from '../domain/picture.ts';

/** Words are read against patches of this size, not against single pixels. */
const PATCH = 4;

/**
 * How light a photo is where it is lightest, from the row `top` on down: of each channel the highest mean of any patch
 * of 4 by 4 pixels. No patch is lighter than this, in whatever colour.
 */
export function lightestPatch({ width, height, rgba }: OpenedPicture, top: number): Colour {
  const pixels = new Uint32Array(rgba.buffer, rgba.byteOffset, width * height);
  let [red, green, blue] = [0, 0, 0];
  const first = Math.max(0, Math.min(height - PATCH, Math.floor(top)));
  for (let y = first; y + PATCH <= height; y += PATCH) {
    for (let x = 0; x + PATCH <= width; x += PATCH) {
      // Little-endian, as every WebAssembly host is: red lowest. Red and blue are added up side by side.
      let [sides, middle] = [0, 0];
      for (let row = y * width + x, end = row + PATCH * width; row < end; row += width) {
        for (let at = row; at < row + PATCH; at++) {
          const pixel = pixels[at] as number;
          sides += pixel & 0xff00ff;
          middle += (pixel >>> 8) & 0xff;
        }
      }
      red = Math.max(red, sides & 0xffff);
      blue = Math.max(blue, sides >>> 16);
      green = Math.max(green, middle);
    }
  }
  const share = 1 / (PATCH * PATCH);
  return [Math.ceil(red * share), Math.ceil(green * share), Math.ceil(blue * share)];
}
