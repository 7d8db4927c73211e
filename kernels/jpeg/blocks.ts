// The coefficients of a block: in one go (ITU-T T.81 §F.2.2), or refined scan by scan (annex G).

import { read, readBit, readSigned, refill } from './bits'
import { readSymbol } from './codes'
import { Component, OFFSETS } from './frame'

const LAST: i32 = 63

/** Which coefficients a progressive scan has, and from which bit on (§B.2.3). */
let first: i32 = 0
let last: i32 = LAST
let low: i32 = 0
/** Blocks without a coefficient that are still to come. */
let blankRun: i32 = 0

export function startBlocks(from: i32, to: i32, bit: i32): void {
  first = from
  last = to
  low = bit
  blankRun = 0
}

export function restartBlocks(): void {
  blankRun = 0
}

@inline
function placeOf(block: usize, index: i32): usize {
  return block + <usize>load<u8>(OFFSETS + <usize>index)
}

/** Reads a whole block. `false` for bits that are no block, as do the others. */
export function readBlock(block: usize, component: Component): bool {
  if (!readFirst(block, component)) return false
  const table = component.otherTable
  for (let index = 1; index <= LAST; index++) {
    refill()
    const symbol = readSymbol(table)
    if (symbol < 0) return false
    const size = symbol & 15
    if (size == 0) {
      if (symbol != 0xf0) return symbol == 0
      index += 15
      continue
    }
    index += symbol >> 4
    if (index > LAST) return false
    store<i16>(placeOf(block, index), <i16>readSigned(size))
  }
  return true
}

/** Reads the first coefficient, which is the difference from the block before. */
export function readFirst(block: usize, component: Component): bool {
  refill()
  const size = readSymbol(component.firstTable)
  if (size < 0 || size > 15) return false
  if (size > 0) component.predictor += readSigned(size)
  store<i16>(block, <i16>(component.predictor << low))
  return true
}

export function refineFirst(block: usize): bool {
  if (readBit() != 0) store<i16>(block, <i16>(<i32>load<i16>(block) | (1 << low)))
  return true
}

/** Reads coefficients of a band that had none yet (§G.1.2.2). */
export function readBand(block: usize, component: Component): bool {
  if (blankRun > 0) {
    blankRun--
    return true
  }
  for (let index = first; index <= last; index++) {
    refill()
    const symbol = readSymbol(component.otherTable)
    if (symbol < 0) return false
    const run = symbol >> 4
    const size = symbol & 15
    if (size == 0) {
      if (run < 15) {
        blankRun = readBlanks(run) - 1
        return true
      }
      index += 15
      continue
    }
    index += run
    if (index > last) return false
    store<i16>(placeOf(block, index), <i16>(readSigned(size) << low))
  }
  return true
}

/** Adds a bit to the coefficients of a band, and those that begin with it (§G.1.2.3). */
export function refineBand(block: usize, component: Component): bool {
  let index = first
  if (blankRun == 0) {
    for (; index <= last; index++) {
      refill()
      const symbol = readSymbol(component.otherTable)
      if (symbol < 0) return false
      let run = symbol >> 4
      let value: i32 = 0
      if ((symbol & 15) != 0) value = readBit() != 0 ? 1 << low : -1 << low
      else if (run < 15) {
        blankRun = readBlanks(run)
        break
      }
      // Over as many zeros as the run says; what is none gets its bit on the way.
      for (; index <= last; index++) {
        const place = placeOf(block, index)
        if (load<i16>(place) != 0) refine(place)
        else if (--run < 0) {
          store<i16>(place, <i16>value)
          break
        }
      }
    }
  }
  if (blankRun == 0) return true
  for (; index <= last; index++) {
    const place = placeOf(block, index)
    if (load<i16>(place) != 0) refine(place)
  }
  blankRun--
  return true
}

/** How many blocks have no more coefficients, this one counted. */
function readBlanks(run: i32): i32 {
  refill()
  return (1 << run) + <i32>(run > 0 ? read(run) : 0)
}

@inline
function refine(place: usize): void {
  if (readBit() == 0) return
  const value = <i32>load<i16>(place)
  store<i16>(place, <i16>(value < 0 ? value - (1 << low) : value + (1 << low)))
}
