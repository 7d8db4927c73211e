// The blocks of deflated data (RFC 1951 §3.2.3 and following).

import { align, isStarved, read, refill, startBits } from './bits'
import { buildCodes, DISTANCES, LITERALS, readSymbol } from './codes'
import { inputEnd, output, outputEnd } from './memory'

/** What comes next. */
const HEADER: i32 = 0
const STORED: i32 = 1
const CODED: i32 = 2
const END: i32 = 3
const BROKEN: i32 = 4

const END_OF_BLOCK: i32 = 256
const MOST_LITERALS: i32 = 286
const MOST_DISTANCES: i32 = 30

/** The shortest of each length's range and its extra bits (§3.2.5); the distances' follow from their number. */
const LENGTHS = memory.data<u16>([
  3, 4, 5, 6, 7, 8, 9, 10, 11, 13, 15, 17, 19, 23, 27, 31, 35, 43, 51, 59, 67, 83, 99, 115, 131, 163, 195, 227, 258,
])
const EXTRA_BITS = memory.data<u8>([
  0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3, 4, 4, 4, 4, 5, 5, 5, 5, 0,
])
/** In which order the lengths of the lengths' codes come (§3.2.7). */
const ORDER = memory.data<u8>([16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15])

const lengths = memory.data(640, 4)

let state: i32 = HEADER
let isLast: bool = false
/** Bytes of a stored block that are still to come. */
let storedLeft: i32 = 0

export function startBlocks(from: usize): void {
  startBits(from)
  state = HEADER
  isLast = false
}

export function failBlocks(): void {
  state = BROKEN
}

export function isBroken(): bool {
  return state == BROKEN
}

/** Writes from `to` on until there is enough, and answers where it stopped. */
export function inflateTo(to: usize): usize {
  while (to < outputEnd) {
    if (state == HEADER) state = readHeader()
    if (state == STORED) to = copyStored(to)
    else if (state == CODED) to = readCoded(to)
    else return to
  }
  return to
}

@inline
function next(): i32 {
  return isLast ? END : HEADER
}

function readHeader(): i32 {
  refill()
  isLast = read(1) != 0
  const kind = read(2)
  if (isStarved()) return BROKEN
  if (kind == 0) return readStoredHeader()
  if (kind == 1) return useFixedCodes()
  return kind == 2 && readCodes() ? CODED : BROKEN
}

function readStoredHeader(): i32 {
  const from = align()
  if (from + 4 > inputEnd) return BROKEN
  storedLeft = load<u16>(from)
  if ((storedLeft ^ <i32>load<u16>(from, 2)) != 0xffff) return BROKEN
  startBits(from + 4)
  return STORED
}

function copyStored(to: usize): usize {
  const from = align()
  const count = min(<usize>storedLeft, min(outputEnd - to, inputEnd - from))
  memory.copy(to, from, count)
  startBits(from + count)
  storedLeft -= <i32>count
  if (storedLeft == 0) state = next()
  else if (from + count == inputEnd) state = BROKEN
  return to + count
}

/** §3.2.6. */
function useFixedCodes(): i32 {
  for (let symbol: usize = 0; symbol < 288; symbol++) {
    store<u8>(lengths + symbol, symbol < 144 ? 8 : symbol < 256 ? 9 : symbol < 280 ? 7 : 8)
  }
  buildCodes(LITERALS, lengths, 288)
  memory.fill(lengths, 5, <usize>MOST_DISTANCES)
  buildCodes(DISTANCES, lengths, MOST_DISTANCES)
  return CODED
}

/** §3.2.7. */
function readCodes(): bool {
  refill()
  const literals = <i32>read(5) + 257
  const distances = <i32>read(5) + 1
  const orders = <i32>read(4) + 4
  if (literals > MOST_LITERALS || distances > MOST_DISTANCES) return false
  memory.fill(lengths, 0, 19)
  for (let index = 0; index < orders; index++) {
    refill()
    store<u8>(lengths + <usize>load<u8>(ORDER + <usize>index), <u8>read(3))
  }
  if (!buildCodes(DISTANCES, lengths, 19) || !readLengths(literals + distances)) return false
  // Without it no block would end.
  if (load<u8>(lengths + <usize>END_OF_BLOCK) == 0) return false
  const first = lengths
  return buildCodes(LITERALS, first, literals) && buildCodes(DISTANCES, first + <usize>literals, distances)
}

function readLengths(count: i32): bool {
  let index: i32 = 0
  while (index < count) {
    refill()
    const symbol = readSymbol(DISTANCES)
    if (symbol < 0 || isStarved()) return false
    if (symbol < 16) {
      store<u8>(lengths + <usize>index, <u8>symbol)
      index++
      continue
    }
    if (symbol == 16 && index == 0) return false
    const value = symbol == 16 ? load<u8>(lengths + <usize>index - 1) : <u8>0
    const times = symbol == 16 ? 3 + <i32>read(2) : symbol == 17 ? 3 + <i32>read(3) : 11 + <i32>read(7)
    if (index + times > count) return false
    memory.fill(lengths + <usize>index, value, <usize>times)
    index += times
  }
  return true
}

function readCoded(to: usize): usize {
  while (to < outputEnd) {
    refill()
    let symbol = readSymbol(LITERALS)
    if (symbol < END_OF_BLOCK) {
      if (symbol < 0 || isStarved()) return fail(to)
      store<u8>(to, <u8>symbol)
      to++
      continue
    }
    if (isStarved()) return fail(to)
    if (symbol == END_OF_BLOCK) {
      state = next()
      return to
    }
    symbol -= END_OF_BLOCK + 1
    if (symbol > 28) return fail(to)
    const length = <usize>load<u16>(LENGTHS + (<usize>symbol << 1)) + <usize>read(load<u8>(EXTRA_BITS + <usize>symbol))
    const distance = readDistance()
    if (distance == 0 || distance > to - output || isStarved()) return fail(to)
    copy(to, distance, length)
    to += length
  }
  return to
}

function fail(to: usize): usize {
  state = BROKEN
  return to
}

/** 0 where there is none. */
@inline
function readDistance(): usize {
  const symbol = readSymbol(DISTANCES)
  if (symbol < 0 || symbol >= MOST_DISTANCES) return 0
  if (symbol < 4) return <usize>symbol + 1
  const extra = (symbol >> 1) - 1
  return <usize>(((2 | (symbol & 1)) << extra) + 1) + <usize>read(extra)
}

/** The bytes may be those that the copy itself writes; a few more are written than asked for. */
@inline
function copy(to: usize, distance: usize, length: usize): void {
  const end = to + length
  if (distance >= 8) {
    for (; to < end; to += 8) store<u64>(to, load<u64>(to - distance))
  } else {
    for (; to < end; to++) store<u8>(to, load<u8>(to - distance))
  }
}
