// Coefficients to samples: the inverse discrete cosine transform (ITU-T T.81 §A.3.3) in whole numbers, as exact as
// libjpeg's. A block comes turned over, so that it is turned once and no more.

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

/** What a pass works on: lane by lane, eight values of a column. */
let row0: v128 = i64x2.splat(0)
let row1: v128 = i64x2.splat(0)
let row2: v128 = i64x2.splat(0)
let row3: v128 = i64x2.splat(0)
let row4: v128 = i64x2.splat(0)
let row5: v128 = i64x2.splat(0)
let row6: v128 = i64x2.splat(0)
let row7: v128 = i64x2.splat(0)

/** Writes the 8 × 8 samples of a block, whose coefficients are still to be multiplied by their steps. */
export function restore(block: usize, steps: usize, to: usize, stride: i32): void {
  const first = v128.load(block)
  row1 = v128.load(block, 16)
  row2 = v128.load(block, 32)
  row3 = v128.load(block, 48)
  row4 = v128.load(block, 64)
  row5 = v128.load(block, 80)
  row6 = v128.load(block, 96)
  row7 = v128.load(block, 112)
  const others = v128.or(v128.or(v128.or(row1, row2), v128.or(row3, row4)), v128.or(v128.or(row5, row6), row7))
  if (!v128.any_true(v128.or(others, i16x8.replace_lane(first, 0, 0)))) {
    const level = (i16x8.extract_lane_s(first, 0) * <i32>load<i16>(steps) + 4) >> 3
    fill(to, stride, level + CENTRE)
    return
  }
  row0 = i16x8.mul(first, v128.load(steps))
  row1 = i16x8.mul(row1, v128.load(steps, 16))
  row2 = i16x8.mul(row2, v128.load(steps, 32))
  row3 = i16x8.mul(row3, v128.load(steps, 48))
  row4 = i16x8.mul(row4, v128.load(steps, 64))
  row5 = i16x8.mul(row5, v128.load(steps, 80))
  row6 = i16x8.mul(row6, v128.load(steps, 96))
  row7 = i16x8.mul(row7, v128.load(steps, 112))
  transformColumns(FIRST_SHIFT)
  transpose()
  transformColumns(SECOND_SHIFT)
  storeRows(to, stride)
}

function fill(to: usize, stride: i32, level: i32): void {
  const samples = i64x2.extract_lane(i8x16.splat(<i8>max(0, min(255, level))), 0)
  for (let row = 0; row < 8; row++) store<u64>(to + <usize>(row * stride), samples)
}

function storeRows(to: usize, stride: i32): void {
  const step = <usize>stride
  storePair(to, step, row0, row1)
  storePair(to + 2 * step, step, row2, row3)
  storePair(to + 4 * step, step, row4, row5)
  storePair(to + 6 * step, step, row6, row7)
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
  const low04 = mixLow(row0, row4)
  const high04 = mixHigh(row0, row4)
  const low26 = mixLow(row2, row6)
  const high26 = mixHigh(row2, row6)
  const half = i32x4.splat(1 << (shift - 1))
  const sumLow = i32x4.add(i32x4.dot_i16x8_s(low04, pair(ONE, ONE)), half)
  const sumHigh = i32x4.add(i32x4.dot_i16x8_s(high04, pair(ONE, ONE)), half)
  const restLow = i32x4.add(i32x4.dot_i16x8_s(low04, pair(ONE, -ONE)), half)
  const restHigh = i32x4.add(i32x4.dot_i16x8_s(high04, pair(ONE, -ONE)), half)
  const wideLow = i32x4.dot_i16x8_s(low26, pair(C2, C6))
  const wideHigh = i32x4.dot_i16x8_s(high26, pair(C2, C6))
  const thinLow = i32x4.dot_i16x8_s(low26, pair(C6, -C2))
  const thinHigh = i32x4.dot_i16x8_s(high26, pair(C6, -C2))

  const low13 = mixLow(row1, row3)
  const high13 = mixHigh(row1, row3)
  const low57 = mixLow(row5, row7)
  const high57 = mixHigh(row5, row7)
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
  row0 = sumOf(even0Low, odd0Low, even0High, odd0High, shift)
  row7 = differenceOf(even0Low, odd0Low, even0High, odd0High, shift)
  row1 = sumOf(even1Low, odd1Low, even1High, odd1High, shift)
  row6 = differenceOf(even1Low, odd1Low, even1High, odd1High, shift)
  row2 = sumOf(even2Low, odd2Low, even2High, odd2High, shift)
  row5 = differenceOf(even2Low, odd2Low, even2High, odd2High, shift)
  row3 = sumOf(even3Low, odd3Low, even3High, odd3High, shift)
  row4 = differenceOf(even3Low, odd3Low, even3High, odd3High, shift)
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

/** Turns the rows over: lanes of rows 0 and 4, 1 and 5 … taken in turn, three times. */
@inline
function transpose(): void {
  const a0 = mixLow(row0, row4)
  const a1 = mixHigh(row0, row4)
  const a2 = mixLow(row1, row5)
  const a3 = mixHigh(row1, row5)
  const a4 = mixLow(row2, row6)
  const a5 = mixHigh(row2, row6)
  const a6 = mixLow(row3, row7)
  const a7 = mixHigh(row3, row7)

  const b0 = mixLow(a0, a4)
  const b1 = mixHigh(a0, a4)
  const b2 = mixLow(a1, a5)
  const b3 = mixHigh(a1, a5)
  const b4 = mixLow(a2, a6)
  const b5 = mixHigh(a2, a6)
  const b6 = mixLow(a3, a7)
  const b7 = mixHigh(a3, a7)

  row0 = mixLow(b0, b4)
  row1 = mixHigh(b0, b4)
  row2 = mixLow(b1, b5)
  row3 = mixHigh(b1, b5)
  row4 = mixLow(b2, b6)
  row5 = mixHigh(b2, b6)
  row6 = mixLow(b3, b7)
  row7 = mixHigh(b3, b7)
}
