// Samples to full size, and to colours. What was halved is doubled with the neighbours' help, as libjpeg does it:
// three parts of the nearer sample, one of the farther.

import { BANDS, BLOCK, Component, componentAt, componentCount, fullRows, fullStride, isKept, mostH, mostV, pixels, sums, width } from './frame'
import { restore } from './transform'
import { mixHigh, mixLow } from '../vectors'

const VECTOR: usize = 16

/** Restores the samples of a row of units from its coefficients. */
export function restoreUnits(row: i32): void {
  for (let index = 0; index < componentCount; index++) {
    const component = componentAt(index)
    const firstBlock = isKept ? row * component.v * component.rowBlocks : 0
    const coefficients = component.coefficients + <usize>firstBlock * BLOCK
    for (let y = 0; y < component.v; y++) {
      const to = sampleRow(component, (row * component.v + y) * 8)
      const blocks = coefficients + <usize>(y * component.rowBlocks) * BLOCK
      for (let x = 0; x < component.blocksAcross; x++) {
        restore(blocks + <usize>x * BLOCK, component.steps, to + <usize>x * 8, component.stride)
      }
    }
  }
}

/** Where a row of a component's samples is, in one of the bands. */
@inline
function sampleRow(component: Component, row: i32): usize {
  return component.plane + <usize>((row % (BANDS * component.v * 8)) * component.stride)
}

/** Writes rows of the picture as RGBA, of which all samples around them are restored. */
export function writeRows(from: i32, count: i32, isRgb: bool): void {
  for (let row = 0; row < count; row++) {
    const first = fullSize(0, from + row)
    const to = pixels + <usize>(row * width) * 4
    if (componentCount == 1) writeGreys(first, to)
    else if (isRgb) writePlain(first, fullSize(1, from + row), fullSize(2, from + row), to)
    else writeColours(first, fullSize(1, from + row), fullSize(2, from + row), to)
  }
}

/** A row of a component at the picture's width. */
function fullSize(index: i32, row: i32): usize {
  const component = componentAt(index)
  if (component.h == mostH && component.v == mostV) return sampleRow(component, row)
  const to = fullRows + <usize>index * fullStride
  if (component.v * 2 == mostV) {
    const near = row >> 1
    const far = max(0, min(component.height - 1, (row & 1) == 0 ? near - 1 : near + 1))
    addRows(sampleRow(component, near), sampleRow(component, far), component.width)
  } else {
    const near = sampleRow(component, row * component.v / mostV)
    addRows(near, near, component.width)
  }
  if (component.h == mostH) narrow(to)
  else if (component.h * 2 == mostH) double(component.width, to)
  else repeat(component, to)
  return to
}

/** Fills {@link sums} with three parts of one row and one of the other, and one more at either end. */
function addRows(near: usize, far: usize, count: i32): void {
  const end = sums + <usize>count * 2
  for (let to = sums; to < end; to += VECTOR) {
    const sum = i16x8.add(i16x8.mul(v128.load8x8_u(near), i16x8.splat(3)), v128.load8x8_u(far))
    v128.store(to, sum)
    near += 8
    far += 8
  }
  store<i16>(sums - 2, load<i16>(sums))
  store<i16>(end, load<i16>(end - 2))
}

function narrow(to: usize): void {
  for (let from = sums; from < sums + <usize>width * 2; from += VECTOR) {
    const samples = i16x8.shr_u(i16x8.add(v128.load(from), i16x8.splat(2)), 2)
    v128.store64_lane(to, i8x16.narrow_i16x8_u(samples, samples), 0)
    to += 8
  }
}

function double(count: i32, to: usize): void {
  for (let from = sums; from < sums + <usize>count * 2; from += VECTOR) {
    const near = i16x8.mul(v128.load(from), i16x8.splat(3))
    const even = i16x8.shr_u(i16x8.add(i16x8.add(near, v128.load(from - 2)), i16x8.splat(8)), 4)
    const odd = i16x8.shr_u(i16x8.add(i16x8.add(near, v128.load(from + 2)), i16x8.splat(7)), 4)
    v128.store(to, v128.or(even, i16x8.shl(odd, 8)))
    to += VECTOR
  }
}

/** For other ratios, which hardly any encoder writes. */
function repeat(component: Component, to: usize): void {
  for (let x = 0; x < width; x++) {
    const sum = load<u16>(sums + (<usize>(x * component.h / mostH) << 1))
    store<u8>(to + <usize>x, <u8>((sum + 2) >> 2))
  }
}

function writeGreys(grey: usize, to: usize): void {
  for (let x = 0; x < width; x++) store<u32>(to + (<usize>x << 2), <u32>load<u8>(grey + <usize>x) * 0x010101 | 0xff000000)
}

function writePlain(red: usize, green: usize, blue: usize, to: usize): void {
  for (let x = 0; x < width; x += 8) {
    const at = <usize>x
    writePixels(v128.load64_zero(red + at), v128.load64_zero(green + at), v128.load64_zero(blue + at), to + (at << 2))
  }
}

/** JFIF 1.02, "Conversion to and from RGB". Factors have 15 bits of fraction, less what is added whole. */
function writeColours(luma: usize, blueDifference: usize, redDifference: usize, to: usize): void {
  const centre = i16x8.splat(128)
  for (let x = 0; x < width; x += 8) {
    const at = <usize>x
    const y = v128.load8x8_u(luma + at)
    const cb = i16x8.sub(v128.load8x8_u(blueDifference + at), centre)
    const cr = i16x8.sub(v128.load8x8_u(redDifference + at), centre)
    // 1.402 is 1 + 0.402; 1.772 is 2 - 0.228.
    const red = i16x8.add(y, i16x8.add(cr, i16x8.q15mulr_sat_s(cr, i16x8.splat(13173))))
    const blue = i16x8.add(y, i16x8.add(i16x8.add(cb, cb), i16x8.q15mulr_sat_s(cb, i16x8.splat(-7471))))
    // 0.344136 and 0.714136, whose sum is rounded once: with four bits more.
    const both = i16x8.add(
      i16x8.q15mulr_sat_s(i16x8.shl(cb, 4), i16x8.splat(-11277)),
      i16x8.q15mulr_sat_s(i16x8.shl(cr, 4), i16x8.splat(-23401)),
    )
    const green = i16x8.add(y, i16x8.shr_s(i16x8.add(both, i16x8.splat(8)), 4))
    writePixels(bytes(red), bytes(green), bytes(blue), to + (at << 2))
  }
}

@inline
function bytes(values: v128): v128 {
  return i8x16.narrow_i16x8_u(values, values)
}

/** Eight pixels of the lower eight bytes each. Those beyond the row are overwritten by the next one. */
@inline
function writePixels(red: v128, green: v128, blue: v128, to: usize): void {
  const redGreen = i8x16.shuffle(red, green, 0, 16, 1, 17, 2, 18, 3, 19, 4, 20, 5, 21, 6, 22, 7, 23)
  const blueAlpha = i8x16.shuffle(blue, i8x16.splat(-1), 0, 16, 1, 17, 2, 18, 3, 19, 4, 20, 5, 21, 6, 22, 7, 23)
  v128.store(to, mixLow(redGreen, blueAlpha))
  v128.store(to, mixHigh(redGreen, blueAlpha), 16)
}
