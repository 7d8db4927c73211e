// RGB to brightness and colour differences (JFIF 1.02, "Conversion to and from RGB"), with 15 bits of fraction.
// Samples come out less 128, as the transform wants them (ITU-T T.81 §A.3.1).

import { BLOCK, paddedWidth, UNIT, unit } from './memory'
import { pair } from '../vectors'

const FRACTION: i32 = 15
const HALF: i32 = 1 << (FRACTION - 1)
/** A colour sample sums four pixels, hence two bits more; one less than half, so that 127.5 is 127 and not 128. */
const COLOUR_FRACTION: i32 = FRACTION + 2
const COLOUR_HALF: i32 = (1 << (COLOUR_FRACTION - 1)) - 1

/** Fills {@link unit} from the 16 × 16 pixels at an address: four blocks of brightness, blue's, and red's difference. */
export function readUnit(from: usize): void {
  const stride = <usize>paddedWidth * 4
  for (let row: usize = 0; row < <usize>UNIT; row += 2) {
    const luma = unit + (row >> 3) * 2 * BLOCK + (row & 7) * 16
    readRows(from + row * stride, from + (row + 1) * stride, luma, unit + 4 * BLOCK + row * 8)
  }
}

/** Two rows of sixteen pixels: two rows in each of two blocks of brightness, and one in the blocks of colour. */
// @ts-ignore: decorator
@inline
function readRows(upper: usize, lower: usize, luma: usize, chroma: usize): void {
  for (let half: usize = 0; half < 2; half++) {
    const above0 = v128.load(upper + half * 32)
    const above1 = v128.load(upper + half * 32, 16)
    const below0 = v128.load(lower + half * 32)
    const below1 = v128.load(lower + half * 32, 16)
    v128.store(luma + half * BLOCK, i16x8.narrow_i32x4_s(brightness(above0), brightness(above1)))
    v128.store(luma + half * BLOCK, i16x8.narrow_i32x4_s(brightness(below0), brightness(below1)), 16)

    const redBlue = squares(
      i16x8.add(redAndBlue(above0), redAndBlue(below0)),
      i16x8.add(redAndBlue(above1), redAndBlue(below1)),
    )
    const green = squares(
      i16x8.add(greenAndAlpha(above0), greenAndAlpha(below0)),
      i16x8.add(greenAndAlpha(above1), greenAndAlpha(below1)),
    )
    const blueDifference = difference(redBlue, pair(-5529, 16384), green, pair(-10855, 0))
    const redDifference = difference(redBlue, pair(16384, -2664), green, pair(-13720, 0))
    const both = i16x8.narrow_i32x4_s(blueDifference, redDifference)
    v128.store64_lane(chroma + half * 8, both, 0)
    v128.store64_lane(chroma + half * 8, both, 1, BLOCK)
  }
}

/** Of four pixels, red and blue in pairs of 16 bits. */
// @ts-ignore: decorator
@inline
function redAndBlue(four: v128): v128 {
  return v128.and(four, i16x8.splat(0xff))
}

// @ts-ignore: decorator
@inline
function greenAndAlpha(four: v128): v128 {
  return i16x8.shr_u(four, 8)
}

// @ts-ignore: decorator
@inline
function brightness(four: v128): v128 {
  const redBlue = i32x4.dot_i16x8_s(redAndBlue(four), pair(9798, 3735))
  const green = i32x4.dot_i16x8_s(greenAndAlpha(four), pair(19235, 0))
  const sum = i32x4.add(i32x4.add(redBlue, green), i32x4.splat(HALF - (128 << FRACTION)))
  return i32x4.shr_s(sum, FRACTION)
}

/** Adds neighbours: of eight pixels that were added to those below them, the sums of four squares. */
// @ts-ignore: decorator
@inline
function squares(left: v128, right: v128): v128 {
  return i16x8.add(
    v128.shuffle<i32>(left, right, 0, 2, 4, 6),
    v128.shuffle<i32>(left, right, 1, 3, 5, 7),
  )
}

// @ts-ignore: decorator
@inline
function difference(redBlue: v128, redBlueWeights: v128, green: v128, greenWeights: v128): v128 {
  const sum = i32x4.add(i32x4.dot_i16x8_s(redBlue, redBlueWeights), i32x4.dot_i16x8_s(green, greenWeights))
  return i32x4.shr_s(i32x4.add(sum, i32x4.splat(COLOUR_HALF)), COLOUR_FRACTION)
}
