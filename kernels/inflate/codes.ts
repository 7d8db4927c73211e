// Huffman codes (RFC 1951 §3.2.2): those of up to ten bits by a table, longer ones bit by bit.

import { drop, peek } from './bits'

const LONGEST: i32 = 15
const QUICK_BITS: i32 = 10
const LENGTH_BITS: i32 = 4
/** Of each ten bits: the symbol above four bits of length, 0 where the code is longer. */
const QUICK_SIZE: usize = 2048
/** How many codes of each length there are; then the symbols by their codes. */
const COUNTS: usize = QUICK_SIZE
const SYMBOLS: usize = COUNTS + 32
const TABLE: usize = SYMBOLS + 640

const tables = memory.data(5440, 16)
const offsets = memory.data(32, 4)
export const LITERALS: usize = tables
export const DISTANCES: usize = tables + TABLE

/** Builds a table of `count` codes, whose lengths are bytes. `false` for lengths that are too many for a code. */
export function buildCodes(table: usize, lengths: usize, count: i32): bool {
  memory.fill(table, 0, SYMBOLS)
  for (let symbol = 0; symbol < count; symbol++) {
    const place = table + COUNTS + (<usize>load<u8>(lengths + <usize>symbol) << 1)
    store<u16>(place, load<u16>(place) + 1)
  }
  store<u16>(table + COUNTS, 0)
  let left: i32 = 1
  let offset: i32 = 0
  for (let length: usize = 1; length <= <usize>LONGEST; length++) {
    const codes = <i32>load<u16>(table + COUNTS + (length << 1))
    left = left * 2 - codes
    if (left < 0) return false
    store<u16>(offsets + (length << 1), <u16>offset)
    offset += codes
  }
  for (let symbol = 0; symbol < count; symbol++) {
    const length = <usize>load<u8>(lengths + <usize>symbol)
    if (length == 0) continue
    const place = offsets + (length << 1)
    store<u16>(table + SYMBOLS + (<usize>load<u16>(place) << 1), <u16>symbol)
    store<u16>(place, load<u16>(place) + 1)
  }
  fillQuick(table)
  return true
}

function fillQuick(table: usize): void {
  let code: i32 = 0
  let index: usize = 0
  for (let length = 1; length <= QUICK_BITS; length++) {
    for (let left = <i32>load<u16>(table + COUNTS + (<usize>length << 1)); left > 0; left--) {
      const entry = (load<u16>(table + SYMBOLS + (index << 1)) << <u16>LENGTH_BITS) | <u16>length
      for (let bits = reverse(code, length); bits < 1 << QUICK_BITS; bits += 1 << length) {
        store<u16>(table + (<usize>bits << 1), entry)
      }
      code++
      index++
    }
    code <<= 1
  }
}

/** Codes come with their first bit lowest. */
function reverse(code: i32, length: i32): i32 {
  let turned: i32 = 0
  for (let bit = 0; bit < length; bit++) turned |= ((code >> bit) & 1) << (length - 1 - bit)
  return turned
}

/** The next symbol; -1 where no code begins so. At least 15 bits must wait. */
@inline
export function readSymbol(table: usize): i32 {
  const entry = <i32>load<u16>(table + (<usize>peek(QUICK_BITS) << 1))
  if (entry == 0) return readLongSymbol(table)
  drop(entry & ((1 << LENGTH_BITS) - 1))
  return entry >> LENGTH_BITS
}

function readLongSymbol(table: usize): i32 {
  const bits = <i32>peek(LONGEST)
  let code: i32 = 0
  let first: i32 = 0
  let index: i32 = 0
  for (let length = 1; length <= LONGEST; length++) {
    code |= (bits >> (length - 1)) & 1
    const count = <i32>load<u16>(table + COUNTS + (<usize>length << 1))
    if (code - first < count) {
      drop(length)
      return <i32>load<u16>(table + SYMBOLS + (<usize>(index + code - first) << 1))
    }
    index += count
    first = (first + count) << 1
    code <<= 1
  }
  return -1
}
