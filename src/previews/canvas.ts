import { type CoverageMask, LEVELS } from './coverage.ts';
import type { Ink } from './palette.ts';

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

/** An empty canvas of up to 65,535 pixels a side. */
export function createCanvas(width: number, height: number): Canvas {
  const bytes = new Uint8Array((width + 1) * height);
  return {
    width,
    height,
    bytes,
    starts: new Uint16Array(height).fill(width),
    ends: new Uint16Array(height),
  };
}

/** Makes every pixel background again. */
export function clearCanvas(canvas: Canvas): void {
  const { width, height, bytes, starts, ends } = canvas;
  for (let row = 0; row < height; row++) {
    const [start, end] = [starts[row] ?? 0, ends[row] ?? 0];
    const first = row * (width + 1) + 1;
    if (start < end) bytes.fill(0, first + start, first + end);
  }
  starts.fill(width);
  ends.fill(0);
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

/** Draws a mask in an ink with its origin at the pixel x, y; what lies outside the canvas is left off. */
export function drawMask(canvas: Canvas, mask: CoverageMask, x: number, y: number, ink: Ink): void {
  const { bytes, width, height } = canvas;
  const { levels, spans } = mask;
  const left = x + mask.left;
  for (let maskRow = 0; maskRow < mask.height; maskRow++) {
    const row = y + mask.top + maskRow;
    if (row < 0 || row >= height) continue;
    const start = Math.max(0, left + (spans[maskRow * 2] as number));
    const end = Math.min(width, left + (spans[maskRow * 2 + 1] as number));
    if (start >= end) continue;
    touch(canvas, row, start, end);
    const from = maskRow * mask.width - left;
    const to = row * (width + 1) + 1;
    for (let pixel = start; pixel < end; pixel++) {
      const level = levels[from + pixel] as number;
      if (level !== 0) bytes[to + pixel] = cover(bytes[to + pixel] as number, ink, level);
    }
  }
}

/** Where two letters of one ink touch, their shares of the pixel add up; another colour beneath is replaced. */
function cover(beneath: number, ink: Ink, level: number): number {
  const before = beneath - ink;
  return before > 0 && before <= LEVELS ? ink + Math.min(LEVELS, before + level) : ink + level;
}

function touch(canvas: Canvas, row: number, start: number, end: number): void {
  if (start < (canvas.starts[row] as number)) canvas.starts[row] = start;
  if (end > (canvas.ends[row] as number)) canvas.ends[row] = end;
}
