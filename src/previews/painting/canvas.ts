import type { CanvasKernel } from './canvas-kernel.ts';

/**
 * A picture of palette entries, laid out as PNG scanlines: a zero byte (filter type None, PNG 3rd ed. §9.2), then
 * one byte per pixel. Entry 0 is the background. Each row knows which pixels were touched, so that clearing and
 * encoding pass over the rest.
 */
export interface Canvas {
  width: number;
  height: number;
  bytes: Uint8Array;
  /** First touched pixel of each row, and the one past the last. Untouched: width and 0. */
  starts: Uint16Array;
  ends: Uint16Array;
}

/**
 * Lays out an empty canvas in the kernel's memory, in place of the one before.
 *
 * @throws {RangeError} when it has more bytes or rows than one of 1200 by 630 pixels
 */
export function openCanvas(kernel: CanvasKernel, width: number, height: number): Canvas {
  if (!kernel.openCanvas(width, height))
    throw new RangeError(`a canvas of ${width} by ${height} is too large`);
  const { bytes, addresses } = kernel;
  return {
    width,
    height,
    bytes: bytes.subarray(addresses.canvas, addresses.canvas + (width + 1) * height),
    starts: new Uint16Array(bytes.buffer, addresses.rowStarts, height),
    ends: new Uint16Array(bytes.buffer, addresses.rowEnds, height),
  };
}

/** Fills a rectangle with one palette entry; what lies outside the canvas is left off. */
export function fillRectangle(
  canvas: Canvas,
  left: number,
  top: number,
  width: number,
  height: number,
  entry: number,
): void {
  const start = Math.max(0, left);
  const end = Math.min(canvas.width, left + width);
  if (start >= end) return;
  for (let row = Math.max(0, top); row < Math.min(canvas.height, top + height); row++) {
    const first = row * (canvas.width + 1) + 1;
    canvas.bytes.fill(entry, first + start, first + end);
    touch(canvas, row, start, end);
  }
}

/** Makes one pixel of the canvas a palette entry. */
export function setPixel(canvas: Canvas, x: number, y: number, entry: number): void {
  canvas.bytes[y * (canvas.width + 1) + 1 + x] = entry;
  touch(canvas, y, x, x + 1);
}

function touch(canvas: Canvas, row: number, start: number, end: number): void {
  if (start < (canvas.starts[row] as number)) canvas.starts[row] = start;
  if (end > (canvas.ends[row] as number)) canvas.ends[row] = end;
}
