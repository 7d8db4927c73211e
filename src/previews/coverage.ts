/** How much of each pixel a shape covers, in steps from 0 to {@link LEVELS}. */
export interface CoverageMask {
  /** Where the mask's first pixel lies, relative to the shape's origin. */
  left: number;
  top: number;
  width: number;
  height: number;
  levels: Uint8Array;
  /** First touched pixel and the one past the last, two numbers per row; equal when the row is empty. */
  spans: Int16Array;
}

/** Shades between background and full ink. Beyond two dozen the eye sees nothing and the file grows. */
export const LEVELS = 24;

/**
 * Rasterises a closed shape by exact area coverage: each line adds its signed area to the pixels it crosses,
 * and a running sum along the row turns that into coverage (non-zero winding, as fonts want it).
 *
 * @param lines x0, y0, x1, y1 per piece, in pixels with y down; every contour closed
 * @param shift moves the shape right by this part of a pixel, 0 to 1
 * @returns undefined when the shape has no area
 */
export function rasterise(lines: readonly number[], shift: number): CoverageMask | undefined {
  if (lines.length === 0) return undefined;
  let [minX, maxX, minY, maxY] = [Infinity, -Infinity, Infinity, -Infinity];
  for (let i = 0; i < lines.length; i += 2) {
    const [x, y] = [lines[i] as number, lines[i + 1] as number];
    minX = Math.min(minX, x);
    maxX = Math.max(maxX, x);
    minY = Math.min(minY, y);
    maxY = Math.max(maxY, y);
  }
  const left = Math.floor(minX + shift);
  const top = Math.floor(minY);
  const width = Math.ceil(maxX + shift) - left + 2;
  const height = Math.ceil(maxY) - top + 1;
  const area = new Float32Array(width * height);
  for (let i = 0; i < lines.length; i += 4) {
    const [x0, y0, x1, y1] = [lines[i], lines[i + 1], lines[i + 2], lines[i + 3]] as [
      number,
      number,
      number,
      number,
    ];
    addLine(area, width, x0 + shift - left, y0 - top, x1 + shift - left, y1 - top);
  }
  const levels = sumRows(area, width);
  return { left, top, width, height, levels, spans: findSpans(levels, width, height) };
}

function addLine(area: Float32Array, width: number, x0: number, y0: number, x1: number, y1: number): void {
  if (y0 === y1) return;
  if (y0 > y1) {
    addDownward(area, width, -1, x1, y1, x0, y0);
    return;
  }
  addDownward(area, width, 1, x0, y0, x1, y1);
}

/** One line, row by row. `winding` is -1 for a line that ran upward. */
function addDownward(
  area: Float32Array,
  width: number,
  winding: number,
  x0: number,
  y0: number,
  x1: number,
  y1: number,
): void {
  const slope = (x1 - x0) / (y1 - y0);
  let x = x0;
  for (let row = Math.floor(y0), lastRow = Math.ceil(y1); row < lastRow; row++) {
    const height = Math.min(row + 1, y1) - Math.max(row, y0);
    const next = x + slope * height;
    if (x < next) addSlice(area, row * width, winding * height, x, next);
    else addSlice(area, row * width, winding * height, next, x);
    x = next;
  }
}

/** The part of a line within one row, from `a` on the left to `b` on the right, carrying `height` of winding. */
function addSlice(area: Float32Array, row: number, height: number, a: number, b: number): void {
  const first = Math.floor(a);
  const end = Math.ceil(b);
  const at = row + first;
  if (end <= first + 1) {
    const right = height * (0.5 * (a + b) - first);
    area[at] = (area[at] as number) + height - right;
    area[at + 1] = (area[at + 1] as number) + right;
    return;
  }
  // `covered` is what the pixels up to here hold of the slice; each adds its difference.
  const perPixel = height / (b - a);
  const head = first + 1 - a;
  let covered = 0.5 * perPixel * head * head;
  area[at] = (area[at] as number) + covered;
  for (let pixel = first + 1; pixel < end; pixel++) {
    const [from, to] = [pixel - a, Math.min(pixel + 1, b) - a];
    const sum = perPixel * 0.5 * (from + to) * (to - from) + height * Math.max(0, pixel + 1 - b);
    area[row + pixel] = (area[row + pixel] as number) + sum - covered;
    covered = sum;
  }
  area[row + end] = (area[row + end] as number) + height - covered;
}

function sumRows(area: Float32Array, width: number): Uint8Array {
  const levels = new Uint8Array(area.length);
  for (let row = 0; row < area.length; row += width) {
    let sum = 0;
    for (let i = row; i < row + width; i++) {
      sum += area[i] as number;
      levels[i] = Math.min(1, Math.abs(sum)) * LEVELS + 0.5;
    }
  }
  return levels;
}

function findSpans(levels: Uint8Array, width: number, height: number): Int16Array {
  const spans = new Int16Array(height * 2);
  for (let row = 0; row < height; row++) {
    let start = row * width;
    let end = start + width;
    while (end > start && levels[end - 1] === 0) end--;
    while (start < end && levels[start] === 0) start++;
    spans[row * 2] = start - row * width;
    spans[row * 2 + 1] = end - row * width;
  }
  return spans;
}
