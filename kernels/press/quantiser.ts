// Coefficients to whole steps (ITU-T T.81 §A.3.4), and which of them are not zero.

/**
 * Divides the 64 coefficients of a block by their steps, in place.
 *
 * @param factors 4096 / step: a product's upper half, rounded, is the coefficient less the transform's factor of 8
 * @returns a bit for each coefficient that is not zero, in zigzag order from the lowest
 */
export function quantise(block: usize, factors: usize): u64 {
  // Saturated to bytes, what was not zero still is not.
  const a = i8x16.narrow_i16x8_s(quantiseColumn(block, factors, 0), quantiseColumn(block, factors, 16))
  const b = i8x16.narrow_i16x8_s(quantiseColumn(block, factors, 32), quantiseColumn(block, factors, 48))
  const c = i8x16.narrow_i16x8_s(quantiseColumn(block, factors, 64), quantiseColumn(block, factors, 80))
  const d = i8x16.narrow_i16x8_s(quantiseColumn(block, factors, 96), quantiseColumn(block, factors, 112))

  // The zigzag of Figure A.6 through a block that is turned over; 0 where the other half of a pair fills in.
  const start = i8x16.shuffle(a, b, 0, 8, 1, 2, 9, 16, 24, 17, 10, 3, 4, 11, 18, 25, 0, 0)
  const bits0 = zeros(i8x16.shuffle(start, c, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 16, 24))

  const near = i8x16.shuffle(a, b, 0, 26, 19, 12, 5, 6, 13, 20, 27, 0, 0, 0, 0, 0, 0, 0)
  const nearFar = i8x16.shuffle(c, d, 1, 0, 0, 0, 0, 0, 0, 0, 0, 2, 9, 16, 24, 17, 10, 3)
  const bits1 = zeros(i8x16.shuffle(near, nearFar, 16, 1, 2, 3, 4, 5, 6, 7, 8, 25, 26, 27, 28, 29, 30, 31))

  const farNear = i8x16.shuffle(a, b, 28, 21, 14, 7, 15, 22, 29, 0, 0, 0, 0, 0, 0, 0, 0, 30)
  const far = i8x16.shuffle(c, d, 0, 0, 0, 0, 0, 0, 0, 4, 11, 18, 25, 26, 19, 12, 5, 0)
  const bits2 = zeros(i8x16.shuffle(farNear, far, 0, 1, 2, 3, 4, 5, 6, 23, 24, 25, 26, 27, 28, 29, 30, 15))

  const last = i8x16.shuffle(c, d, 0, 0, 6, 13, 20, 27, 28, 21, 14, 7, 15, 22, 29, 30, 23, 31)
  const bits3 = zeros(i8x16.shuffle(last, b, 23, 31, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15))

  return ~(<u64>(bits0 | (bits1 << 16)) | (<u64>(bits2 | (bits3 << 16)) << 32))
}

// @ts-ignore: decorator
@inline
function quantiseColumn(block: usize, factors: usize, at: usize): v128 {
  const steps = i16x8.q15mulr_sat_s(v128.load(block + at), v128.load(factors + at))
  v128.store(block + at, steps)
  return steps
}

// @ts-ignore: decorator
@inline
function zeros(bytes: v128): u32 {
  return i8x16.bitmask(i8x16.eq(bytes, i8x16.splat(0)))
}
