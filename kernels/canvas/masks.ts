import { height, left, measure, rasterise, top, width } from './coverage';
import { flatten } from './flatten';
import { MASK_BYTES, MASKS } from './memory';
import { readOutline } from './outline';

/*
 * A mask is kept as four 32-bit numbers (left, top, width, height), two 16-bit numbers per row (first touched pixel
 * and the one past the last; equal when the row is empty), and a byte per pixel.
 */
const HEADER: usize = 16;

/** What {@link makeMask} answers when there is room for the mask only once the others are forgotten. */
const FULL: i32 = -1;

let next: usize = MASKS;

/** Forgets all masks. */
export function clearMasks(): void {
  next = MASKS;
}

/**
 * Rasterises a glyph of the font at hand and keeps it.
 *
 * @param scale pixels per font unit
 * @param shift to the right, 0 to 1 of a pixel
 * @returns the address of its mask, 0 for a blank glyph, or {@link FULL}
 */
export function makeMask(glyph: i32, scale: f64, shift: f64): i32 {
  const contours = readOutline(glyph);
  const lines = flatten(contours, scale);
  if (lines <= 0 || !measure(lines, shift)) return 0;
  const levels = HEADER + (<usize>height << 2);
  const bytes = levels + <usize>(width * height);
  if (bytes > MASK_BYTES) return 0;
  if (next + bytes > MASKS + MASK_BYTES) return FULL;
  const mask = next;
  next = (mask + bytes + 3) & ~3;
  store<i32>(mask, left);
  store<i32>(mask, top, 4);
  store<i32>(mask, width, 8);
  store<i32>(mask, height, 12);
  rasterise(lines, shift, mask + levels);
  findSpans(mask + HEADER, mask + levels);
  return <i32>mask;
}

function findSpans(spans: usize, levels: usize): void {
  for (let row = 0; row < height; row++) {
    let start = 0;
    let end = width;
    while (end > start && load<u8>(levels + <usize>(end - 1)) === 0) end--;
    while (start < end && load<u8>(levels + <usize>start) === 0) start++;
    store<u16>(spans, <u16>start);
    store<u16>(spans, <u16>end, 2);
    spans += 4;
    levels += <usize>width;
  }
}
