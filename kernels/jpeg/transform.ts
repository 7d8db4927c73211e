// Coefficients to samples: the inverse discrete cosine transform (ITU-T T.81 §A.3.3) in whole numbers, as exact as
// libjpeg's. A block comes turned over, so that it is turned once and no more.

import { rows } from '../block-rows'
import { mixHigh, mixLow, pair } from '../vectors'

/** √2 cos(kπ/16), with 13 bits of fraction. */
const FRACTION: i32 = 13
const ONE: i32 = 1 << FRACTION
const C1: i32 = 11363
const C2: i32 = 10703
const C3: i32 = 9633
const C5: i32 = 6436
const C6: i32 = 4433
const C7: i32 = 2260

/** The first pass leaves two bits of fraction for the second, which rounds them off with the transform's factor of 8. */
const FIRST_SHIFT: i32 = FRACTION - 2
const SECOND_SHIFT: i32 = FRACTION + 2 + 3
const CENTRE: i32 = 128

/** Writes the 8 × 8 samples of a block, whose coefficients are still to be multiplied by their steps. */
export function restore(block: usize, steps: usize, to: usize, stride: i32): void {
  const first = v128.load(block)
  rows.r1 = v128.load(block, 16)
  rows.r2 = v128.load(block, 32)
  rows.r3 = v128.load(block, 48)
  rows.r4 = v128.load(block, 64)
  rows.r5 = v128.load(block, 80)
  rows.r6 = v128.load(block, 96)
  rows.r7 = v128.load(block, 112)
  const upper = v128.or(v128.or(rows.r1, rows.r2), v128.or(rows.r3, rows.r4))
  const others = v128.or(upper, v128.or(v128.or(rows.r5, rows.r6), rows.r7))
  if (!v128.any_true(v128.or(others, i16x8.replace_lane(first, 0, 0)))) {
    const level = (i16x8.extract_lane_s(first, 0) * <i32>load<i16>(steps) + 4) >> 3
    fill(to, stride, level + CENTRE)
    return
  }
  rows.r0 = i16x8.mul(first, v128.load(steps))
  rows.r1 = i16x8.mul(rows.r1, v128.load(steps, 16))
  rows.r2 = i16x8.mul(rows.r2, v128.load(steps, 32))
  rows.r3 = i16x8.mul(rows.r3, v128.load(steps, 48))
  rows.r4 = i16x8.mul(rows.r4, v128.load(steps, 64))
  rows.r5 = i16x8.mul(rows.r5, v128.load(steps, 80))
  rows.r6 = i16x8.mul(rows.r6, v128.load(steps, 96))
  rows.r7 = i16x8.mul(rows.r7, v128.load(steps, 112))
  transformColumns(FIRST_SHIFT)
  rows.turn()
  transformColumns(SECOND_SHIFT)
  storeRows(to, stride)
}

function fill(to: usize, stride: i32, level: i32): void {
  const samples = i64x2.extract_lane(i8x16.splat(<i8>max(0, min(255, level))), 0)
  for (let row = 0; row < 8; row++) store<u64>(to + <usize>(row * stride), samples)
}

function storeRows(to: usize, stride: i32): void {
  const step = <usize>stride
  storePair(to, step, rows.r0, rows.r1)
  storePair(to + 2 * step, step, rows.r2, rows.r3)
  storePair(to + 4 * step, step, rows.r4, rows.r5)
  storePair(to + 6 * step, step, rows.r6, rows.r7)
}

@inline
function storePair(to: usize, step: usize, upper: v128, lower: v128): void {
  const centre = i16x8.splat(<i16>CENTRE)
  const both = i8x16.narrow_i16x8_u(i16x8.add_sat_s(upper, centre), i16x8.add_sat_s(lower, centre))
  v128.store64_lane(to, both, 0)
  v128.store64_lane(to + step, both, 1)
}

/** One half of the lanes: pairs of rows that are weighed together. */
@inline
function transformColumns(shift: i32): void {
  const low04 = mixLow(rows.r0, rows.r4)
  const high04 = mixHigh(rows.r0, rows.r4)
  const low26 = mixLow(rows.r2, rows.r6)
  const high26 = mixHigh(rows.r2, rows.r6)
  const half = i32x4.splat(1 << (shift - 1))
  const sumLow = i32x4.add(i32x4.dot_i16x8_s(low04, pair(ONE, ONE)), half)
  const sumHigh = i32x4.add(i32x4.dot_i16x8_s(high04, pair(ONE, ONE)), half)
  const restLow = i32x4.add(i32x4.dot_i16x8_s(low04, pair(ONE, -ONE)), half)
  const restHigh = i32x4.add(i32x4.dot_i16x8_s(high04, pair(ONE, -ONE)), half)
  const wideLow = i32x4.dot_i16x8_s(low26, pair(C2, C6))
  const wideHigh = i32x4.dot_i16x8_s(high26, pair(C2, C6))
  const thinLow = i32x4.dot_i16x8_s(low26, pair(C6, -C2))
  const thinHigh = i32x4.dot_i16x8_s(high26, pair(C6, -C2))

  const low13 = mixLow(rows.r1, rows.r3)
  const high13 = mixHigh(rows.r1, rows.r3)
  const low57 = mixLow(rows.r5, rows.r7)
  const high57 = mixHigh(rows.r5, rows.r7)
  const odd0Low = weigh(low13, pair(C1, C3), low57, pair(C5, C7))
  const odd0High = weigh(high13, pair(C1, C3), high57, pair(C5, C7))
  const odd1Low = weigh(low13, pair(C3, -C7), low57, pair(-C1, -C5))
  const odd1High = weigh(high13, pair(C3, -C7), high57, pair(-C1, -C5))
  const odd2Low = weigh(low13, pair(C5, -C1), low57, pair(C7, C3))
  const odd2High = weigh(high13, pair(C5, -C1), high57, pair(C7, C3))
  const odd3Low = weigh(low13, pair(C7, -C5), low57, pair(C3, -C1))
  const odd3High = weigh(high13, pair(C7, -C5), high57, pair(C3, -C1))

  const even0Low = i32x4.add(sumLow, wideLow)
  const even0High = i32x4.add(sumHigh, wideHigh)
  const even3Low = i32x4.sub(sumLow, wideLow)
  const even3High = i32x4.sub(sumHigh, wideHigh)
  const even1Low = i32x4.add(restLow, thinLow)
  const even1High = i32x4.add(restHigh, thinHigh)
  const even2Low = i32x4.sub(restLow, thinLow)
  const even2High = i32x4.sub(restHigh, thinHigh)
  rows.r0 = sumOf(even0Low, odd0Low, even0High, odd0High, shift)
  rows.r7 = differenceOf(even0Low, odd0Low, even0High, odd0High, shift)
  rows.r1 = sumOf(even1Low, odd1Low, even1High, odd1High, shift)
  rows.r6 = differenceOf(even1Low, odd1Low, even1High, odd1High, shift)
  rows.r2 = sumOf(even2Low, odd2Low, even2High, odd2High, shift)
  rows.r5 = differenceOf(even2Low, odd2Low, even2High, odd2High, shift)
  rows.r3 = sumOf(even3Low, odd3Low, even3High, odd3High, shift)
  rows.r4 = differenceOf(even3Low, odd3Low, even3High, odd3High, shift)
}

@inline
function weigh(near: v128, nearWeights: v128, far: v128, farWeights: v128): v128 {
  return i32x4.add(i32x4.dot_i16x8_s(near, nearWeights), i32x4.dot_i16x8_s(far, farWeights))
}

@inline
function sumOf(low: v128, oddLow: v128, high: v128, oddHigh: v128, shift: i32): v128 {
  return i16x8.narrow_i32x4_s(
    i32x4.shr_s(i32x4.add(low, oddLow), shift),
    i32x4.shr_s(i32x4.add(high, oddHigh), shift),
  )
}

@inline
function differenceOf(low: v128, oddLow: v128, high: v128, oddHigh: v128, shift: i32): v128 {
  return i16x8.narrow_i32x4_s(
    i32x4.shr_s(i32x4.sub(low, oddLow), shift),
    i32x4.shr_s(i32x4.sub(high, oddHigh), shift),
  )
}
