import { mixHigh, mixLow } from './vectors'

/** The eight rows of a block, eight 16-bit numbers each, while a transform works on them. */
export namespace rows {
  export let r0: v128 = i64x2.splat(0)
  export let r1: v128 = i64x2.splat(0)
  export let r2: v128 = i64x2.splat(0)
  export let r3: v128 = i64x2.splat(0)
  export let r4: v128 = i64x2.splat(0)
  export let r5: v128 = i64x2.splat(0)
  export let r6: v128 = i64x2.splat(0)
  export let r7: v128 = i64x2.splat(0)

  /** Turns the block over: lanes of rows 0 and 4, 1 and 5 … taken in turn, three times. */
  // @ts-ignore: decorator
  @inline
  export function turn(): void {
    const a0 = mixLow(r0, r4)
    const a1 = mixHigh(r0, r4)
    const a2 = mixLow(r1, r5)
    const a3 = mixHigh(r1, r5)
    const a4 = mixLow(r2, r6)
    const a5 = mixHigh(r2, r6)
    const a6 = mixLow(r3, r7)
    const a7 = mixHigh(r3, r7)

    const b0 = mixLow(a0, a4)
    const b1 = mixHigh(a0, a4)
    const b2 = mixLow(a1, a5)
    const b3 = mixHigh(a1, a5)
    const b4 = mixLow(a2, a6)
    const b5 = mixHigh(a2, a6)
    const b6 = mixLow(a3, a7)
    const b7 = mixHigh(a3, a7)

    r0 = mixLow(b0, b4)
    r1 = mixHigh(b0, b4)
    r2 = mixLow(b1, b5)
    r3 = mixHigh(b1, b5)
    r4 = mixLow(b2, b6)
    r5 = mixHigh(b2, b6)
    r6 = mixLow(b3, b7)
    r7 = mixHigh(b3, b7)
  }
}
