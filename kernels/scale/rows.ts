import { countOf, firstOf, weightsOf } from './taps';

/** A pixel's red, green, blue and alpha as f32, premultiplied. */
export const PIXEL = 16;
const FULL: f32 = 255;

/** Scales one source row, 4 bytes a pixel, to `goal` premultiplied pixels. */
export function scaleRow(row: usize, table: usize, goal: i32, target: usize, opaque: bool): void {
  for (let index = 0; index < goal; index++) {
    const count = countOf(table, index);
    const weights = weightsOf(table, index);
    const source = row + firstOf(table, index) * 4;
    let sum = f32x4.splat(0);
    for (let tap = 0; tap < count; tap++) {
      const pixel = opaque ? loadPixel(source + tap * 4) : premultiply(loadPixel(source + tap * 4));
      sum = f32x4.add(sum, f32x4.mul(pixel, v128.load_splat<f32>(weights + tap * 4)));
    }
    v128.store(target + index * PIXEL, sum);
  }
}

/** Adds `weight` times each pixel of a scaled row to the sums. */
export function addRow(sums: usize, row: usize, goal: i32, weight: f32): void {
  const factor = f32x4.splat(weight);
  for (let end = sums + goal * PIXEL; sums < end; sums += PIXEL, row += PIXEL) {
    v128.store(sums, f32x4.add(v128.load(sums), f32x4.mul(v128.load(row), factor)));
  }
}

/** Writes the sums as pixels of 4 bytes, not premultiplied, and clears them. */
export function flushSums(sums: usize, goal: i32, target: usize, opaque: bool): void {
  for (let index = 0; index < goal; index++) {
    const sum = v128.load(sums + index * PIXEL);
    storePixel(target + index * 4, opaque ? sum : unmultiply(sum));
    v128.store(sums + index * PIXEL, f32x4.splat(0));
  }
}

@inline function loadPixel(address: usize): v128 {
  return f32x4.convert_i32x4_u(i32x4.extend_low_i16x8_u(i16x8.extend_low_i8x16_u(v128.load32_zero(address))));
}

@inline function storePixel(address: usize, pixel: v128): void {
  const words = i32x4.trunc_sat_f32x4_u(f32x4.nearest(pixel));
  v128.store32_lane(address, i8x16.narrow_i16x8_u(i16x8.narrow_i32x4_u(words, words), words), 0);
}

@inline function premultiply(pixel: v128): v128 {
  const alpha = f32x4.extract_lane(pixel, 3);
  return f32x4.mul(pixel, f32x4.replace_lane(f32x4.splat(alpha / FULL), 3, 1));
}

@inline function unmultiply(pixel: v128): v128 {
  const alpha = f32x4.extract_lane(pixel, 3);
  // What will be rounded to transparent has no colour.
  if (alpha < 0.5) return f32x4.splat(0);
  return f32x4.mul(pixel, f32x4.replace_lane(f32x4.splat(FULL / alpha), 3, 1));
}
