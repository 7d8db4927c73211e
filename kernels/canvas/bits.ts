import { bitsOf, sizeOf } from './codes';

let at: usize = 0;
let bits: u64 = 0;
let held: u64 = 0;

/** Begins to write bits at an address. */
export function startBits(address: usize): void {
  at = address;
  bits = 0;
  held = 0;
}

/** Writes up to 57 bits, the lowest first. */
export function putBits(value: u64, size: u64): void {
  bits |= value << held;
  held += size;
  store<u64>(at, bits);
  at += <usize>(held >> 3);
  bits >>= held & ~7;
  held &= 7;
}

/** Writes a packed code. */
export function putCode(code: u32): void {
  putBits(<u64>bitsOf(code), <u64>sizeOf(code));
}

/** Writes two packed codes, one after the other; no more than 57 bits. */
export function putCodes(first: u32, second: u32): void {
  const bits = <u64>bitsOf(first) | (<u64>bitsOf(second) << sizeOf(first));
  putBits(bits, <u64>(sizeOf(first) + sizeOf(second)));
}

/** Fills the last byte up, and says where the next one is. */
export function endBits(): usize {
  return held > 0 ? at + 1 : at;
}
