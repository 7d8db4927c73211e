// The discrete cosine transform of a block (ITU-T T.81 §A.3.3), eight columns at once in whole numbers.
// A coefficient comes out eight times as large, and the block turned over: row u, lane v.

import { rows } from '../block-rows'
import { mixHigh, mixLow, pair } from '../vectors'

/** √2 cos(kπ/16), with 13 bits of fraction. */
const FRACTION: i32 = 13
const C1: i32 = 11363
const C2: i32 = 10703
const C3: i32 = 9633
const C5: i32 = 6436
const C6: i32 = 4433
const C7: i32 = 2260

/** The first pass leaves two bits of fraction for the second, which rounds them off. */
const EXTRA: i32 = 2

/** Transforms a block of samples, -128 to 127, in place. */
export function transform(block: usize): void {
  rows.r0 = v128.load(block)
  rows.r1 = v128.load(block, 16)
  rows.r2 = v128.load(block, 32)
  rows.r3 = v128.load(block, 48)
  rows.r4 = v128.load(block, 64)
  rows.r5 = v128.load(block, 80)
  rows.r6 = v128.load(block, 96)
  rows.r7 = v128.load(block, 112)
  transformColumns(true)
  rows.turn()
  transformColumns(false)
  v128.store(block, rows.r0)
  v128.store(block, rows.r1, 16)
  v128.store(block, rows.r2, 32)
  v128.store(block, rows.r3, 48)
  v128.store(block, rows.r4, 64)
  v128.store(block, rows.r5, 80)
  v128.store(block, rows.r6, 96)
  v128.store(block, rows.r7, 112)
}

// @ts-ignore: decorator
@inline
function transformColumns(isFirst: bool): void {
  const sum0 = i16x8.add(rows.r0, rows.r7)
  const sum1 = i16x8.add(rows.r1, rows.r6)
  const sum2 = i16x8.add(rows.r2, rows.r5)
  const sum3 = i16x8.add(rows.r3, rows.r4)
  const odd0 = i16x8.sub(rows.r0, rows.r7)
  const odd1 = i16x8.sub(rows.r1, rows.r6)
  const odd2 = i16x8.sub(rows.r2, rows.r5)
  const odd3 = i16x8.sub(rows.r3, rows.r4)
  const outer = i16x8.add(sum0, sum3)
  const inner = i16x8.add(sum1, sum2)
  const even0 = i16x8.add(outer, inner)
  const even4 = i16x8.sub(outer, inner)
  rows.r0 = isFirst ? i16x8.shl(even0, EXTRA) : roundOff(even0)
  rows.r4 = isFirst ? i16x8.shl(even4, EXTRA) : roundOff(even4)

  const shift = isFirst ? FRACTION - EXTRA : FRACTION + EXTRA
  const side = i16x8.sub(sum0, sum3)
  const middle = i16x8.sub(sum1, sum2)
  const evenLow = mixLow(side, middle)
  const evenHigh = mixHigh(side, middle)
  rows.r2 = weigh2(evenLow, evenHigh, pair(C2, C6), shift)
  rows.r6 = weigh2(evenLow, evenHigh, pair(C6, -C2), shift)

  const low01 = mixLow(odd0, odd1)
  const high01 = mixHigh(odd0, odd1)
  const low23 = mixLow(odd2, odd3)
  const high23 = mixHigh(odd2, odd3)
  rows.r1 = weigh4(low01, high01, pair(C1, C3), low23, high23, pair(C5, C7), shift)
  rows.r3 = weigh4(low01, high01, pair(C3, -C7), low23, high23, pair(-C1, -C5), shift)
  rows.r5 = weigh4(low01, high01, pair(C5, -C1), low23, high23, pair(C7, C3), shift)
  rows.r7 = weigh4(low01, high01, pair(C7, -C5), low23, high23, pair(C3, -C1), shift)
}

// @ts-ignore: decorator
@inline
function roundOff(values: v128): v128 {
  return i16x8.shr_s(i16x8.add(values, i16x8.splat(1 << (<i16>EXTRA - 1))), EXTRA)
}

/** Two values of each of eight columns, four columns low and four high, times their weights. */
// @ts-ignore: decorator
@inline
function weigh2(low: v128, high: v128, weights: v128, shift: i32): v128 {
  const half = i32x4.splat(1 << (shift - 1))
  return i16x8.narrow_i32x4_s(
    i32x4.shr_s(i32x4.add(i32x4.dot_i16x8_s(low, weights), half), shift),
    i32x4.shr_s(i32x4.add(i32x4.dot_i16x8_s(high, weights), half), shift),
  )
}

// @ts-ignore: decorator
@inline
function weigh4(
  low01: v128,
  high01: v128,
  weights01: v128,
  low23: v128,
  high23: v128,
  weights23: v128,
  shift: i32,
): v128 {
  const half = i32x4.splat(1 << (shift - 1))
  const low = i32x4.add(i32x4.dot_i16x8_s(low01, weights01), i32x4.dot_i16x8_s(low23, weights23))
  const high = i32x4.add(i32x4.dot_i16x8_s(high01, weights01), i32x4.dot_i16x8_s(high23, weights23))
  return i16x8.narrow_i32x4_s(
    i32x4.shr_s(i32x4.add(low, half), shift),
    i32x4.shr_s(i32x4.add(high, half), shift),
  )
}
