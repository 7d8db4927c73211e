import type { Canvas } from '../painting/canvas.ts';
import type { ColourPatch } from '../painting/colour-patch.ts';
import { LEVELS } from '../painting/coverage.ts';
import { type JpegKernel, startJpegKernel } from './jpeg-kernel.ts';
import { writeJpeg } from './jpeg-writer.ts';

/** A photo and what is laid over it, from the back to the front. */
export interface PressedLayers {
  /** RGBA, width × height of the press; alpha is ignored. */
  photo: Uint8Array;
  /** How dark each row is made, 0 (as it is) to 255 (all shade), one byte per row; and the colour it gets darker by. */
  shade: Uint8Array;
  shadeColour: readonly [red: number, green: number, blue: number];
  /** Palette entries: 0 = untouched, then {@link LEVELS} shades of each ink. */
  canvas: Canvas;
  /** Three bytes per ink, in the order of the entries; at most 10 inks. An entry of no ink is left out. */
  inks: Uint8Array;
  patches: readonly ColourPatch[];
}

export interface PhotoPress {
  /**
   * Lays one upon the other and writes a baseline JPEG (JFIF, colour of half the size) that decodes everywhere.
   * Equal layers give equal bytes on every runtime.
   *
   * @throws {RangeError} when a layer does not fit the press, or no JPEG of the allowed size can hold the picture
   */
  press(layers: PressedLayers): Uint8Array;
}

const MOST_PIXELS = 2400;
const MOST_INKS = Math.floor(255 / LEVELS);
/** What every platform takes without complaint. */
const MOST_BYTES = 300_000;
const MOST_ALLOWED_BYTES = 10_000_000;

/**
 * Prepares a press for pictures of one size. It takes all its memory at once: 8.3 MB for 1200 × 630.
 *
 * @param kernel assets/kernels/press.wasm
 * @param width in pixels, 1 to 2400, as is the height
 * @param mostBytes largest JPEG: the first of jpeg-writer's qualities that fits is taken
 * @throws {RangeError} when the size or the bytes are out of range
 */
export function createPhotoPress(
  kernel: WebAssembly.Module,
  width: number,
  height: number,
  mostBytes: number = MOST_BYTES,
): PhotoPress {
  for (const side of [width, height]) {
    if (!Number.isInteger(side) || side < 1 || side > MOST_PIXELS) {
      throw new RangeError(`a press is 1 to ${MOST_PIXELS} pixels a side, not ${side}`);
    }
  }
  if (!Number.isInteger(mostBytes) || mostBytes < 1 || mostBytes > MOST_ALLOWED_BYTES) {
    throw new RangeError(`a JPEG has 1 to ${MOST_ALLOWED_BYTES} bytes, not ${mostBytes}`);
  }
  // Bytes of ones can double a scan.
  const started = startJpegKernel(kernel, width, height, mostBytes * 2);
  return {
    press(layers) {
      checkLayers(layers, width, height);
      layPhoto(started, layers, width, height);
      layCanvas(started, layers.canvas, layers.inks);
      for (const patch of layers.patches) layPatch(started, patch, width, height);
      started.pad();
      return writeJpeg(started, width, height, mostBytes);
    },
  };
}

function checkLayers(layers: PressedLayers, width: number, height: number): void {
  const { photo, shade, shadeColour, canvas, inks, patches } = layers;
  const check = (fits: boolean, what: string) => {
    if (!fits) throw new RangeError(`${what} for a press of ${width} × ${height}`);
  };
  check(photo.length === width * height * 4, `a photo of ${photo.length} bytes`);
  check(shade.length === height, `${shade.length} shaded rows`);
  const isColour = shadeColour.every((value) => Number.isInteger(value) && value >= 0 && value <= 255);
  check(isColour, `a shade of ${shadeColour.join(', ')}`);
  const { bytes, starts, ends } = canvas;
  check(canvas.width === width && canvas.height === height, `a canvas of ${canvas.width} × ${canvas.height}`);
  check(bytes.length === (width + 1) * height, `a canvas of ${bytes.length} bytes`);
  check(starts.length === height && ends.length === height, `a canvas of ${starts.length} rows`);
  check(
    ends.every((end) => end <= width),
    'a canvas touched beyond its edge',
  );
  check(inks.length % 3 === 0 && inks.length <= MOST_INKS * 3, `${inks.length} bytes of ink`);
  for (const { left, top, width, height, rgba } of patches) {
    const isWhole = [left, top, width, height].every(Number.isSafeInteger) && width >= 0 && height >= 0;
    check(
      isWhole && rgba.length === width * height * 4,
      `a patch of ${width} × ${height}, ${rgba.length} bytes,`,
    );
  }
}

function layPhoto(kernel: JpegKernel, layers: PressedLayers, width: number, height: number): void {
  const { pixels, stride } = kernel;
  const { photo, shade, shadeColour } = layers;
  const rowBytes = width * 4;
  if (rowBytes === stride) pixels.set(photo);
  else {
    for (let row = 0; row < height; row++) {
      pixels.set(photo.subarray(row * rowBytes, (row + 1) * rowBytes), row * stride);
    }
  }
  kernel.shades.set(shade);
  kernel.shade(...shadeColour);
}

function layCanvas(kernel: JpegKernel, canvas: Canvas, inks: Uint8Array): void {
  setInks(kernel.inks, inks);
  const { width, height, bytes, starts, ends } = canvas;
  for (let row = 0; row < height; row++) {
    const [start, end] = [starts[row] as number, ends[row] as number];
    if (start >= end) continue;
    const first = row * (width + 1) + 1;
    kernel.line.set(bytes.subarray(first + start, first + end));
    kernel.drawEntries(row, start, end - start);
  }
}

function setInks(entries: Uint8Array, inks: Uint8Array): void {
  entries.fill(0);
  for (let ink = 0; ink < inks.length / 3; ink++) {
    for (let level = 1; level <= LEVELS; level++) {
      const at = (ink * LEVELS + level) * 4;
      entries.set(inks.subarray(ink * 3, ink * 3 + 3), at);
      entries[at + 3] = Math.round((level / LEVELS) * 255);
    }
  }
}

function layPatch(kernel: JpegKernel, patch: ColourPatch, width: number, height: number): void {
  const start = Math.max(0, patch.left);
  const end = Math.min(width, patch.left + patch.width);
  if (start >= end) return;
  for (let row = Math.max(0, patch.top); row < Math.min(height, patch.top + patch.height); row++) {
    const first = (row - patch.top) * patch.width - patch.left;
    kernel.line.set(patch.rgba.subarray((first + start) * 4, (first + end) * 4));
    kernel.drawColours(row, start, end - start);
  }
}
