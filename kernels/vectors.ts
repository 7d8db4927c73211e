/** The same two 16-bit numbers four times. */
// @ts-ignore: decorator
@inline
export function pair(first: i32, second: i32): v128 {
  return i32x4.splat((second << 16) | (first & 0xffff))
}

/** Lanes 0 to 3 of two vectors in turn. */
// @ts-ignore: decorator
@inline
export function mixLow(a: v128, b: v128): v128 {
  return v128.shuffle<i16>(a, b, 0, 8, 1, 9, 2, 10, 3, 11)
}

/** Lanes 4 to 7 of two vectors in turn. */
// @ts-ignore: decorator
@inline
export function mixHigh(a: v128, b: v128): v128 {
  return v128.shuffle<i16>(a, b, 4, 12, 5, 13, 6, 14, 7, 15)
}
