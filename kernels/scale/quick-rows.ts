// The same in whole numbers, for opaque pictures that are not shrunk much: down first, sixteen bytes at a time, then
// across, two pixels at a time. A pixel's four bytes become four words with six bits of fraction.
import { countOf, firstOf, weightsOf } from './taps';

/** Bits of fraction of a weight, and of a word. */
const WEIGHT_BITS: i32 = 14;
const WORD_BITS: i32 = 6;
/** A byte is lifted by this: times a weight, less 15 bits, it has the fraction of a word. */
const LIFT: i32 = 7;
const TOTAL_BITS: i32 = WEIGHT_BITS + WORD_BITS;
export const WORDS: usize = 8;
/** Vectors reach this far beyond a row. */
export const SLACK: i32 = 32;

/** Beyond this many source pixels for one, weights get too small to be whole. */
export const MOST_SHRUNK: f64 = 6;

/** Makes the weights of an axis whole: of each output pixel, two to a word, an even number of them, one in all. */
export function roundWeights(table: usize, goal: i32): void {
  for (let index = 0; index < goal; index++) {
    const weights = weightsOf(table, index);
    const count = countOf(table, index);
    let left: i32 = 1 << WEIGHT_BITS;
    for (let tap = 0; tap < count; tap++) {
      const place = weights + (<usize>tap << 2);
      const weight = <i32>Math.round(<f64>load<f32>(place) * <f64>(1 << WEIGHT_BITS));
      // What rounding left over goes to the last one.
      store<i32>(place, tap == count - 1 ? left : min(weight, left));
      left -= min(weight, left);
    }
  }
}

/** Adds `weight` times a source row to the words, from which the first row begins. */
export function addBytes(words: usize, row: usize, pixels: i32, weight: i32, isFirst: bool): void {
  const factor = i16x8.splat(<i16>weight);
  const end = words + <usize>pixels * WORDS;
  for (; words < end; words += 32, row += 16) {
    const bytes = v128.load(row);
    const low = i16x8.q15mulr_sat_s(i16x8.shl(i16x8.extend_low_i8x16_u(bytes), LIFT), factor);
    const high = i16x8.q15mulr_sat_s(i16x8.shl(i16x8.extend_high_i8x16_u(bytes), LIFT), factor);
    v128.store(words, isFirst ? low : i16x8.add(v128.load(words), low));
    v128.store(words, isFirst ? high : i16x8.add(v128.load(words, 16), high), 16);
  }
}

/** Scales the words across to `goal` pixels of 4 bytes. */
export function scaleWords(words: usize, table: usize, goal: i32, target: usize): void {
  const half = i32x4.splat(1 << (TOTAL_BITS - 1));
  for (let index = 0; index < goal; index++) {
    const count = countOf(table, index);
    let weights = weightsOf(table, index);
    let source = words + <usize>firstOf(table, index) * WORDS;
    let sum = half;
    let tap = 0;
    for (; tap + 2 <= count; tap += 2, weights += 8, source += 16) {
      const both = load<i32>(weights) | (load<i32>(weights, 4) << 16);
      const two = v128.load(source);
      const pairs = v128.shuffle<i16>(two, two, 0, 4, 1, 5, 2, 6, 3, 7);
      sum = i32x4.add(sum, i32x4.dot_i16x8_s(pairs, i32x4.splat(both)));
    }
    if (tap < count) {
      const one = i32x4.extend_low_i16x8_s(v128.load64_zero(source));
      sum = i32x4.add(sum, i32x4.mul(one, i32x4.splat(load<i32>(weights))));
    }
    const values = i32x4.shr_s(sum, TOTAL_BITS);
    const narrow = i16x8.narrow_i32x4_s(values, values);
    v128.store32_lane(target + <usize>index * 4, i8x16.narrow_i16x8_u(narrow, narrow), 0);
  }
}
