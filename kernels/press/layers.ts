// What is laid over the photo. All mixing is of 8-bit sRGB values, rounded to the nearest.

import { height, inks, line, paddedHeight, paddedWidth, pixels, shades, width } from './memory'

/** Four pixels. */
const VECTOR: usize = 16

/** Mixes each row of the photo with a colour, as much as its byte in {@link shades} says. */
export function shade(red: i32, green: i32, blue: i32): void {
  const colour = i16x8.extend_low_i8x16_u(i32x4.splat(red | (green << 8) | (blue << 16)))
  const stride = <usize>paddedWidth * 4
  for (let row: i32 = 0; row < height; row++) {
    const part = load<u8>(shades + row)
    if (part == 0) continue
    const added = i16x8.add(i16x8.mul(colour, i16x8.splat(part)), i16x8.splat(128))
    const kept = i8x16.splat(<u8>(255 - part))
    const start = pixels + <usize>row * stride
    for (let at = start; at < start + stride; at += VECTOR) {
      const four = v128.load(at)
      const low = divide255(i16x8.add(i16x8.extmul_low_i8x16_u(four, kept), added))
      const high = divide255(i16x8.add(i16x8.extmul_high_i8x16_u(four, kept), added))
      v128.store(at, i8x16.narrow_i16x8_u(low, high))
    }
  }
}

/** Exact for sums of at most 255 × 255 + 128, to which the half that rounds was added before. */
// @ts-ignore: decorator
@inline
function divide255(sums: v128): v128 {
  return i16x8.shr_u(i16x8.add(sums, i16x8.shr_u(sums, 8)), 8)
}

/** Draws the palette entries in {@link line} over a row, from its pixel `left` on. */
export function drawEntries(row: i32, left: i32, count: i32): void {
  let to = pixelAt(row, left)
  let from = line
  const last = line + count
  while (from < last) {
    if (from + 8 <= last && load<u64>(from) == 0) {
      from += 8
      to += 32
      continue
    }
    mix(to, load<u32>(inks + (<usize>load<u8>(from) << 2)))
    from++
    to += 4
  }
}

/** Draws the straight RGBA in {@link line} over a row, from its pixel `left` on. */
export function drawColours(row: i32, left: i32, count: i32): void {
  const to = pixelAt(row, left)
  const bytes = <usize>count * 4
  for (let at: usize = 0; at < bytes; at += 4) mix(to + at, load<u32>(line + at))
}

// @ts-ignore: decorator
@inline
function pixelAt(row: i32, x: i32): usize {
  return pixels + <usize>(row * paddedWidth + x) * 4
}

// @ts-ignore: decorator
@inline
function mix(to: usize, colour: u32): void {
  const alpha = colour >>> 24
  if (alpha == 255) store<u32>(to, colour)
  else if (alpha != 0) {
    store<u8>(to, between(load<u8>(to), colour & 255, alpha))
    store<u8>(to, between(load<u8>(to, 1), (colour >>> 8) & 255, alpha), 1)
    store<u8>(to, between(load<u8>(to, 2), (colour >>> 16) & 255, alpha), 2)
  }
}

// @ts-ignore: decorator
@inline
function between(beneath: u32, above: u32, alpha: u32): u32 {
  const sum = beneath * (255 - alpha) + above * alpha + 128
  return (sum + (sum >>> 8)) >>> 8
}

/** Repeats the last column and the last row into the padding, so that no block sees an edge. */
export function pad(): void {
  const stride = <usize>paddedWidth * 4
  for (let row: i32 = 0; row < height; row++) {
    const last = load<u32>(pixelAt(row, width - 1))
    for (let x = width; x < paddedWidth; x++) store<u32>(pixelAt(row, x), last)
  }
  for (let row = height; row < paddedHeight; row++) {
    memory.copy(pixelAt(row, 0), pixelAt(height - 1, 0), stride)
  }
}
