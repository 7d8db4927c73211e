import { LEVELS } from './coverage';
import { CANVAS, CANVAS_BYTES, MOST_ROWS, ROW_ENDS, ROW_STARTS } from './memory';

/** Size in pixels; each row has a filter byte before its pixels. */
export let columns: i32 = 0;
export let rows: i32 = 0;

/** Lays out an empty canvas; false when it is too large. */
export function openCanvas(width: i32, height: i32): bool {
  if (height > MOST_ROWS || width > 65_534 || (width + 1) * height > CANVAS_BYTES) return false;
  columns = width;
  rows = height;
  memory.fill(CANVAS, 0, <usize>((width + 1) * height));
  for (let row = 0; row < height; row++) resetRow(row);
  return true;
}

/** Makes every pixel background again. */
export function clearCanvas(): void {
  for (let row = 0; row < rows; row++) {
    const start = rowStart(row);
    const end = rowEnd(row);
    if (start >= end) continue;
    memory.fill(pixels(row) + <usize>start, 0, <usize>(end - start));
    resetRow(row);
  }
}

/** The address of a row's first pixel. */
export function pixels(row: i32): usize {
  return CANVAS + <usize>(row * (columns + 1) + 1);
}

/** First touched pixel of a row; `columns` when there is none. */
export function rowStart(row: i32): i32 {
  return <i32>load<u16>(ROW_STARTS + (<usize>row << 1));
}

/** One past the last touched pixel of a row; 0 when there is none. */
export function rowEnd(row: i32): i32 {
  return <i32>load<u16>(ROW_ENDS + (<usize>row << 1));
}

function resetRow(row: i32): void {
  store<u16>(ROW_STARTS + (<usize>row << 1), <u16>columns);
  store<u16>(ROW_ENDS + (<usize>row << 1), 0);
}

function touch(row: i32, start: i32, end: i32): void {
  if (start < rowStart(row)) store<u16>(ROW_STARTS + (<usize>row << 1), <u16>start);
  if (end > rowEnd(row)) store<u16>(ROW_ENDS + (<usize>row << 1), <u16>end);
}

/**
 * Draws a mask with its origin at the pixel x, y; what lies outside the canvas is left off.
 *
 * @param ink the palette entry before its shades
 */
export function drawMask(mask: usize, x: i32, y: i32, ink: i32): void {
  const left = x + load<i32>(mask);
  const top = y + load<i32>(mask, 4);
  const width = load<i32>(mask, 8);
  const height = load<i32>(mask, 12);
  const spans = mask + 16;
  const levels = spans + (<usize>height << 2);
  const last = min(height, rows - top);
  for (let row = max(0, -top); row < last; row++) {
    const span = spans + (<usize>row << 2);
    const start = max(0, left + <i32>load<u16>(span));
    const end = min(columns, left + <i32>load<u16>(span, 2));
    if (start >= end) continue;
    touch(top + row, start, end);
    cover(pixels(top + row) + start, levels + (row * width + start - left), end - start, ink);
  }
}

const LANES: v128 = i8x16(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15);

/**
 * Lays levels over pixels, sixteen at a time. Where two letters of one ink touch, their shares of the pixel add up;
 * another colour beneath is replaced.
 */
function cover(to: usize, levels: usize, count: i32, ink: i32): void {
  const inks = i8x16.splat(<i8>ink);
  const full = i8x16.splat(<i8>LEVELS);
  const one = i8x16.splat(1);
  for (; count > 0; count -= 16, to += 16, levels += 16) {
    const within = i8x16.lt_s(LANES, i8x16.splat(<i8>min(count, 16)));
    const level = v128.and(v128.load(levels), within);
    const beneath = v128.load(to);
    const before = i8x16.sub(beneath, inks);
    // One comparison for 1 to LEVELS: what is below 1 wraps round.
    const isSameInk = i8x16.lt_u(i8x16.sub(before, one), full);
    const share = i8x16.min_u(full, i8x16.add(level, v128.and(before, isSameInk)));
    const isInked = i8x16.ne(level, i8x16.splat(0));
    v128.store(to, v128.bitselect(i8x16.add(inks, share), beneath, isInked));
  }
}
