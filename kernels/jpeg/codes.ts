// Huffman tables (ITU-T T.81 annex C and §F.2.2.3): codes of up to nine bits by a table, longer ones by their lengths.

import { drop, peek } from './bits'

const QUICK_BITS: i32 = 9
/** Of each nine bits: the code's length above eight bits of symbol, 0 where it is longer. */
const QUICK_SIZE: usize = 1024
/** Of each length: the last code, and the index of the symbol of code 0; then the symbols. */
const LAST: usize = QUICK_SIZE
const INDICES: usize = LAST + 68
const SYMBOLS: usize = INDICES + 68
const TABLE: usize = 1424
const LONGEST: i32 = 16

const tables = memory.data(11392, 16)

/** Of the class 0 (first coefficients) or 1, and one of four numbers. */
export function codesAt(kind: i32, index: i32): usize {
  return tables + <usize>((kind & 1) * 4 + (index & 3)) * TABLE
}

export function clearCodes(): void {
  memory.fill(tables, 0, 8 * TABLE)
  for (let table = tables; table < tables + 8 * TABLE; table += TABLE) memory.fill(table + LAST, 0xff, 68)
}

/** Reads the tables of a segment; `false` where one is none. */
export function readCodes(from: usize, end: usize): bool {
  while (from + 17 <= end) {
    const table = codesAt(load<u8>(from) >> 4, load<u8>(from) & 15)
    let count: i32 = 0
    for (let length: usize = 1; length <= <usize>LONGEST; length++) count += load<u8>(from + length)
    if (count > 256 || from + 17 + <usize>count > end || !buildTable(table, from + 1, from + 17)) return false
    from += 17 + <usize>count
  }
  return from == end
}

function buildTable(table: usize, counts: usize, symbols: usize): bool {
  memory.fill(table, 0, QUICK_SIZE)
  let code: i32 = 0
  let index: i32 = 0
  for (let length = 1; length <= LONGEST; length++) {
    store<i32>(table + LAST + (<usize>length << 2), -1)
    store<i32>(table + INDICES + (<usize>length << 2), index - code)
    for (let left = <i32>load<u8>(counts + <usize>length - 1); left > 0; left--) {
      if (code >= 1 << length) return false
      const symbol = load<u8>(symbols + <usize>index)
      store<u8>(table + SYMBOLS + <usize>index, symbol)
      if (length <= QUICK_BITS) fillQuick(table, code, length, symbol)
      store<i32>(table + LAST + (<usize>length << 2), code++)
      index++
    }
    code <<= 1
  }
  return true
}

function fillQuick(table: usize, code: i32, length: i32, symbol: u8): void {
  const rest = QUICK_BITS - length
  const first = table + <usize>(code << rest) * 2
  for (let at = first; at < first + (2 << rest); at += 2) store<u16>(at, <u16>((length << 8) | symbol))
}

/** The next symbol; -1 where no code begins so. At least 16 bits must wait. */
@inline
export function readSymbol(table: usize): i32 {
  const entry = <i32>load<u16>(table + (<usize>peek(QUICK_BITS) << 1))
  if (entry == 0) return readLongSymbol(table)
  drop(entry >> 8)
  return entry & 255
}

function readLongSymbol(table: usize): i32 {
  for (let length = QUICK_BITS + 1; length <= LONGEST; length++) {
    const code = <i32>peek(length)
    if (code > load<i32>(table + LAST + (<usize>length << 2))) continue
    const index = code + load<i32>(table + INDICES + (<usize>length << 2))
    drop(length)
    return index >= 0 && index < 256 ? <i32>load<u8>(table + SYMBOLS + <usize>index) : -1
  }
  return -1
}
