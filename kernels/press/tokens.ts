// A block as JPEG's symbols (ITU-T T.81 §F.1.2). A token is a table and a symbol of it, and above these ten bits the
// symbol's extra bits, as many as its lower half says.

import { counts, SYMBOLS, tokens } from './memory'

/** The first of two tables: for the differences between blocks. The next one is for the other coefficients. */
export const LUMA: u32 = 0
export const CHROMA: u32 = 2
const SYMBOL_BITS: u32 = 8
export const EXTRA_SHIFT: u32 = 10

const LONGEST_RUN: i32 = 15
const SIXTEEN_ZEROS: u32 = 0xf0
const END_OF_BLOCK: u32 = 0
const LAST: i32 = 63

/** Byte offset of each coefficient of the zigzag in a block that is turned over. */
const OFFSETS = memory.data<u8>([
  0, 16, 2, 4, 18, 32, 48, 34, 20, 6, 8, 22, 36, 50, 64, 80, 66, 52, 38, 24, 10, 12, 26, 40, 54, 68, 82, 96, 112,
  98, 84, 70, 56, 42, 28, 14, 30, 44, 58, 72, 86, 100, 114, 116, 102, 88, 74, 60, 46, 62, 76, 90, 104, 118, 120,
  106, 92, 78, 94, 108, 122, 124, 110, 126,
])

let end: usize = 0

/** Forgets what was written and counted. */
export function clearTokens(): void {
  end = tokens
  memory.fill(counts, 0, SYMBOLS * 4)
}

export function tokensEnd(): usize {
  return end
}

/**
 * Writes the tokens of a block.
 *
 * @param present the coefficients that are not zero, a bit each
 * @param before the first coefficient of the plane's last block
 * @returns the first coefficient of this one
 */
export function writeBlock(block: usize, present: u64, plane: u32, before: i32): i32 {
  const first = <i32>load<i16>(block)
  let to = writeToken(end, plane << SYMBOL_BITS, 0, first - before)

  const table = (plane + 1) << SYMBOL_BITS
  let previous: i32 = 0
  for (let rest = present & ~1; rest != 0; rest &= rest - 1) {
    const at = <i32>ctz(rest)
    let run = at - previous - 1
    for (; run > LONGEST_RUN; run -= LONGEST_RUN + 1) to = writeToken(to, table, SIXTEEN_ZEROS, 0)
    to = writeToken(to, table, <u32>run << 4, load<i16>(block + load<u8>(OFFSETS + at)))
    previous = at
  }
  if (previous != LAST) to = writeToken(to, table, END_OF_BLOCK, 0)
  end = to
  return first
}

/** A block like the last of its plane and without detail: the cheapest, for where nobody looks. */
export function writeBlankBlock(plane: u32): void {
  const to = writeToken(end, plane << SYMBOL_BITS, 0, 0)
  end = writeToken(to, (plane + 1) << SYMBOL_BITS, END_OF_BLOCK, 0)
}

/** Adds to the symbol the number of bits of the value; these follow as Table F.1 has them. */
// @ts-ignore: decorator
@inline
function writeToken(to: usize, table: u32, symbol: u32, value: i32): usize {
  const size = 32 - clz<i32>(abs<i32>(value))
  const extra = <u32>(value + (value >> 31)) & ((1 << size) - 1)
  const key = table | symbol | <u32>size
  store<u32>(to, (extra << EXTRA_SHIFT) | key)
  const count = counts + (<usize>key << 2)
  store<u32>(count, load<u32>(count) + 1)
  return to + 4
}
