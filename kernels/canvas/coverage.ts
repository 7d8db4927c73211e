import { AREA, AREA_PIXELS, LINES, LINE_BYTES } from './memory';

/** Shades between background and full ink; TypeScript's `LEVELS` is the same number. */
export const LEVELS: i32 = 24;

/** The box of a shape in pixels, from its origin; a shape of no area has none. */
export let left: i32 = 0;
export let top: i32 = 0;
export let width: i32 = 0;
export let height: i32 = 0;

/** Rows that are rasterised together, and the first of them. */
let bandTop: i32 = 0;
let bandEnd: i32 = 0;

/** No letter is so large, or so far from its origin. In pixels. */
const LONGEST_SIDE: f64 = 4096;
const FARTHEST: f64 = 1_000_000;

/** Measures the lines, moved right by `shift`; false when they are no letter. */
export function measure(lines: i32, shift: f64): bool {
  let minX: f64 = Infinity;
  let minY: f64 = Infinity;
  let maxX: f64 = -Infinity;
  let maxY: f64 = -Infinity;
  // The shape is closed: each line ends where another begins.
  for (let i = 0; i < lines; i++) {
    const line = LINES + <usize>i * LINE_BYTES;
    minX = min(minX, load<f64>(line));
    maxX = max(maxX, load<f64>(line));
    minY = min(minY, load<f64>(line, 8));
    maxY = max(maxY, load<f64>(line, 8));
  }
  const isNear = abs(minX) < FARTHEST && abs(minY) < FARTHEST;
  if (!isNear || !(maxX - minX < LONGEST_SIDE) || !(maxY - minY < LONGEST_SIDE)) return false;
  left = <i32>floor(minX + shift);
  top = <i32>floor(minY);
  width = <i32>ceil(maxX + shift) - left + 2;
  height = <i32>ceil(maxY) - top + 1;
  return true;
}

/**
 * Rasterises the lines by exact area coverage: each adds its signed area to the pixels it crosses, and a running sum
 * along the row turns that into coverage (non-zero winding, as fonts want it).
 *
 * @param levels receives a byte per pixel of the measured box, 0 to {@link LEVELS}
 */
export function rasterise(lines: i32, shift: f64, levels: usize): void {
  const rows = AREA_PIXELS / width;
  for (bandTop = 0; bandTop < height; bandTop = bandEnd) {
    bandEnd = min(bandTop + rows, height);
    const pixels = (bandEnd - bandTop) * width;
    memory.fill(AREA, 0, <usize>pixels << 2);
    for (let i = 0; i < lines; i++) addLine(LINES + <usize>i * LINE_BYTES, shift);
    sumRows(levels + <usize>(bandTop * width));
  }
}

function addLine(line: usize, shift: f64): void {
  const x0 = load<f64>(line) + shift - <f64>left;
  const y0 = load<f64>(line, 8) - <f64>top;
  const x1 = load<f64>(line, 16) + shift - <f64>left;
  const y1 = load<f64>(line, 24) - <f64>top;
  if (y0 < y1) addDownward(1, x0, y0, x1, y1);
  else if (y0 > y1) addDownward(-1, x1, y1, x0, y0);
}

/** The part of a line within the band, row by row. `winding` is -1 for a line that ran upward. */
function addDownward(winding: f64, x0: f64, y0: f64, x1: f64, y1: f64): void {
  const slope = (x1 - x0) / (y1 - y0);
  const start = max(y0, <f64>bandTop);
  const end = min(y1, <f64>bandEnd);
  let x = start > y0 ? x0 + slope * (start - y0) : x0;
  let row = <i32>floor(start);
  let first = AREA + (<usize>((row - bandTop) * width) << 2);
  for (; <f64>row < end; row++) {
    const part = min(<f64>(row + 1), end) - max(<f64>row, start);
    const next = x + slope * part;
    addSlice(first, winding * part, min(x, next), max(x, next));
    x = next;
    first += <usize>width << 2;
  }
}

/** The part of a line within one row, from `a` on the left to `b` on the right, carrying `part` of winding. */
function addSlice(row: usize, part: f64, a: f64, b: f64): void {
  const first = <i32>floor(a);
  const end = <i32>ceil(b);
  const at = row + (first << 2);
  if (end <= first + 1) {
    const right = part * (0.5 * (a + b) - <f64>first);
    store<f32>(at, <f32>(<f64>load<f32>(at) + part - right));
    store<f32>(at, <f32>(<f64>load<f32>(at, 4) + right), 4);
    return;
  }
  // `covered` is what the pixels up to here hold of the slice; each adds its difference.
  const perPixel = part / (b - a);
  const head = <f64>(first + 1) - a;
  let covered = 0.5 * perPixel * head * head;
  store<f32>(at, <f32>(<f64>load<f32>(at) + covered));
  for (let pixel = first + 1; pixel < end; pixel++) {
    const from = <f64>pixel - a;
    const to = min(<f64>(pixel + 1), b) - a;
    const sum = perPixel * 0.5 * (from + to) * (to - from) + part * max(0, <f64>(pixel + 1) - b);
    const cell = row + (pixel << 2);
    store<f32>(cell, <f32>(<f64>load<f32>(cell) + sum - covered));
    covered = sum;
  }
  const cell = row + (end << 2);
  store<f32>(cell, <f32>(<f64>load<f32>(cell) + part - covered));
}

function sumRows(levels: usize): void {
  let cell = AREA;
  for (let row = bandTop; row < bandEnd; row++) {
    let sum: f64 = 0;
    for (let i = 0; i < width; i++) {
      sum += <f64>load<f32>(cell);
      store<u8>(levels++, <u8>(min<f64>(1, abs(sum)) * LEVELS + 0.5));
      cell += 4;
    }
  }
}
