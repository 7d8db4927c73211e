// The bits of a scan (ITU-T T.81 §F.2.2.5), and the markers between them.

import { file, fileEnd } from './frame'

/** How many bits may be missing at the end of a scan: some encoders cut the last byte. */
const MOST_INVENTED: i32 = 16

/** The bits that wait are the lowest of those held. */
let held: u64 = 0
let waiting: i32 = 0
/** Zeros that were put where the data ended. */
let invented: i32 = 0
let at: usize = 0

export function startBits(from: usize): void {
  held = 0
  waiting = 0
  invented = 0
  at = from
}

/** More was read than there was. */
export function isStarved(): bool {
  return invented - waiting > MOST_INVENTED
}

/** Afterwards at least 32 bits wait: a code and what belongs to it. */
@inline
export function refill(): void {
  if (waiting < 32) fill()
}

function fill(): void {
  if (at + 4 <= fileEnd) {
    const word = load<u32>(at)
    // No byte of it is 0xff, nor may be taken for one.
    if ((word & 0x80808080 & ~(word + 0x01010101)) == 0) {
      held = (held << 32) | <u64>bswap<u32>(word)
      waiting += 32
      at += 4
      return
    }
  }
  while (waiting < 48) {
    held = (held << 8) | <u64>nextByte()
    waiting += 8
  }
}

function nextByte(): u32 {
  if (at < fileEnd) {
    const byte = load<u8>(at)
    if (byte != 0xff) {
      at++
      return byte
    }
    if (at + 1 < fileEnd && load<u8>(at, 1) == 0) {
      at += 2
      return byte
    }
  }
  invented += 8
  return 0
}

/** The next bits, which stay. */
@inline
export function peek(count: i32): u32 {
  return <u32>(held >>> <u64>(waiting - count)) & ((1 << count) - 1)
}

@inline
export function drop(count: i32): void {
  waiting -= count
}

/** The next bits; {@link refill} comes before. */
@inline
export function read(count: i32): u32 {
  waiting -= count
  return <u32>(held >>> <u64>waiting) & ((1 << count) - 1)
}

export function readBit(): u32 {
  if (waiting < 1) fill()
  return read(1)
}

/** The next bits as a difference (§F.2.2.1, Figure F.12). */
@inline
export function readSigned(count: i32): i32 {
  const value = <i32>read(count)
  return value < 1 << (count - 1) ? value - (1 << count) + 1 : value
}

/** The address behind the next marker that is not part of a scan's data; 0 where there is none. */
export function findMarker(from: usize): usize {
  for (let place = from; place + 1 < fileEnd; place++) {
    const next = load<u8>(place, 1)
    if (load<u8>(place) == 0xff && next != 0 && next != 0xff) return place + 2
  }
  return 0
}

/** Goes on behind the next marker, which must be a restart (§B.2.1). */
export function readRestart(): bool {
  if (isStarved()) return false
  const behind = findMarker(at)
  if (behind < file + 2 || (load<u8>(behind - 1) & 0xf8) != 0xd0) return false
  startBits(behind)
  return true
}

/** Where the scan's data was left. */
export function place(): usize {
  return at
}
