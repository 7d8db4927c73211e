// JPEG to rows of RGBA (ITU-T T.81: baseline, extended and progressive, Huffman codes, 8 bits, one or three
// components). Of a picture in one scan a few rows are in memory; of one in several, its coefficients.

import { findMarker } from './bits'
import { clearCodes, readCodes } from './codes'
import {
  clearCoefficients, coefficientBytes, file, fileEnd, hasRgbNames, height, isKept, isProgressive, layOut, makeRoom,
  mostV, OFFSETS, pixels, readFrame, stepsAt, unitsDown,
} from './frame'
import { restoreUnits, writeRows } from './samples'
import { hasAllComponents, readScan, readUnits, scanEnd, setRestartInterval, startScan } from './scans'

export { height, width } from './frame'

/** How a start may end. */
const READY: i32 = 0
const DAMAGED: i32 = 1
const TOO_LARGE: i32 = 2

/** Table B.1. */
const BASELINE: i32 = 0xc0
const EXTENDED: i32 = 0xc1
const PROGRESSIVE: i32 = 0xc2
const CODES: i32 = 0xc4
const IMAGE: i32 = 0xd8
const END: i32 = 0xd9
const SCAN: i32 = 0xda
const STEPS: i32 = 0xdb
const INTERVAL: i32 = 0xdd
const JFIF: i32 = 0xe0
const ADOBE: i32 = 0xee

let isJfif: bool = false
/** Adobe's APP14 says so, or 1 and 2 for colour differences; -1 where it is not there. */
let adobeTransform: i32 = -1

/** Rows of units whose samples are restored, and which were handed over. */
let restoredUnits: i32 = 0
let writtenUnits: i32 = 0

/** Forgets the picture before, and answers where to put the next file of so many bytes. */
export function receive(bytes: i32): usize {
  clearCodes()
  setRestartInterval(0)
  isJfif = false
  adobeTransform = -1
  restoredUnits = 0
  writtenUnits = 0
  return makeRoom(bytes)
}

/** Reads the file up to where rows can be had. `mostBytes` is what coefficients may take. */
export function start(mostBytes: i32): i32 {
  let isLaidOut = false
  let at = file
  while (true) {
    at = findMarker(at)
    if (at == 0) return DAMAGED
    const marker = <i32>load<u8>(at - 1)
    if (marker == END) return isLaidOut ? READY : DAMAGED
    // Those that have no length.
    if (marker == IMAGE || marker == 1 || (marker & 0xf8) == 0xd0) continue
    if (at + 2 > fileEnd) return DAMAGED
    const length = <i32>bswap<u16>(load<u16>(at))
    const end = at + <usize>length
    if (length < 2 || end > fileEnd || !readSegment(marker, at + 2, end)) return DAMAGED
    at = end
    if (marker != SCAN) continue
    if (!isLaidOut) {
      const kept = isProgressive || !hasAllComponents()
      if (coefficientBytes(kept) > <usize>mostBytes) return TOO_LARGE
      layOut(kept)
      isLaidOut = true
      if (!kept) return READY
    }
    if (!readScan()) return DAMAGED
    at = scanEnd()
  }
}

function readSegment(marker: i32, from: usize, end: usize): bool {
  const length = <i32>(end - from)
  switch (marker) {
    case BASELINE:
    case EXTENDED:
    case PROGRESSIVE:
      return readFrame(from, length, marker == PROGRESSIVE)
    case CODES:
      return readCodes(from, end)
    case STEPS:
      return readSteps(from, end)
    case INTERVAL:
      if (length < 2) return false
      setRestartInterval(<i32>bswap<u16>(load<u16>(from)))
      return true
    case SCAN:
      return height > 0 && startScan(from, end)
    case JFIF:
      isJfif = isJfif || (length >= 5 && load<u32>(from) == 0x4649464a)
      return true
    case ADOBE:
      // "Adobe", version, two words of flags, and the transform.
      if (length >= 12 && load<u32>(from) == 0x626f6441) adobeTransform = load<u8>(from, 11)
      return true
    default:
      return true
  }
}

/** The steps of a segment (§B.2.4.1), put in the order of the coefficients. */
function readSteps(from: usize, end: usize): bool {
  while (from < end) {
    const isWide = load<u8>(from) >> 4 != 0
    const table = stepsAt(load<u8>(from) & 15)
    from++
    if (from + (isWide ? 128 : 64) > end) return false
    for (let index: usize = 0; index < 64; index++) {
      const step = isWide ? bswap<u16>(load<u16>(from + index * 2)) : <u16>load<u8>(from + index)
      store<u16>(table + <usize>load<u8>(OFFSETS + index), step)
    }
    from += isWide ? 128 : 64
  }
  return true
}

export function rowsAddress(): usize {
  return pixels
}

/** Writes the next rows and answers how many: 0 after the last one, -1 where the picture is broken. */
export function nextRows(): i32 {
  if (writtenUnits == unitsDown) return 0
  // The row after it is restored as well, since samples are mixed with those below them.
  while (restoredUnits < min(writtenUnits + 2, unitsDown)) {
    if (!restoreNext()) return -1
  }
  const from = writtenUnits * mostV * 8
  const count = min(mostV * 8, height - from)
  writeRows(from, count, isRgb())
  writtenUnits++
  return count
}

function restoreNext(): bool {
  if (!isKept) {
    clearCoefficients()
    if (!readUnits(restoredUnits)) return false
  }
  restoreUnits(restoredUnits++)
  return true
}

/** As libjpeg decides where nothing says so: by the names of the components. */
function isRgb(): bool {
  if (isJfif) return false
  return adobeTransform >= 0 ? adobeTransform == 0 : hasRgbNames()
}
