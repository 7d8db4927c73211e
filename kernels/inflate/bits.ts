// The bits of deflated data, the lowest of each byte first (RFC 1951 §3.1.1).

import { inputEnd } from './memory'

/** Of what is held, the lowest are next; above those that wait may be some that will be held again. */
let held: u64 = 0
let waiting: i32 = 0
let at: usize = 0

export function startBits(from: usize): void {
  held = 0
  waiting = 0
  at = from
}

/** Afterwards at least 56 bits wait: a length and a distance, with all that belongs to them. */
@inline
export function refill(): void {
  // Beyond the end are zeros, for as long as nobody looks whether it is over.
  if (at > inputEnd) return
  held |= load<u64>(at) << <u64>waiting
  at += <usize>((63 - waiting) >> 3)
  waiting |= 56
}

/** More was read than there was. */
@inline
export function isStarved(): bool {
  return waiting < 0 || at - <usize>(waiting >> 3) > inputEnd
}

@inline
export function peek(count: i32): u32 {
  return <u32>held & ((1 << count) - 1)
}

@inline
export function drop(count: i32): void {
  held >>= <u64>count
  waiting -= count
}

@inline
export function read(count: i32): u32 {
  const value = peek(count)
  drop(count)
  return value
}

/** Goes on at the next whole byte, and answers where that is. */
export function align(): usize {
  const from = at - <usize>(waiting >> 3)
  startBits(from)
  return from
}
