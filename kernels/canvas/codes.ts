import { DISTANCE_CODES, DISTANCE_LENGTHS, LENGTH_CODES, LITERAL_CODES, LITERAL_LENGTHS } from './memory';

/** Symbols of literals, the end and match lengths, and of distances. */
export const LITERALS: i32 = 286;
export const DISTANCES: i32 = 30;
export const END: i32 = 256;
export const LONGEST_MATCH: i32 = 258;
const SHORTEST_MATCH: i32 = 3;
const LONGEST_CODE: u32 = 15;

/*
 * A packed code is a word: bits to write, lowest first, and above them in the high byte how many they are.
 */
const SIZE_SHIFT: u32 = 24;

export function pack(bits: u32, size: u32): u32 {
  return bits | (size << SIZE_SHIFT);
}

export function bitsOf(code: u32): u32 {
  return code & 0xff_ffff;
}

export function sizeOf(code: u32): u32 {
  return code >> SIZE_SHIFT;
}

/** Makes the codes of every literal, length and distance from the lengths of the codes. */
export function makeCodes(): void {
  assignCodes(LITERAL_LENGTHS, LITERALS, LITERAL_CODES);
  assignCodes(DISTANCE_LENGTHS, DISTANCES, DISTANCE_CODES);
  for (let length = SHORTEST_MATCH; length <= LONGEST_MATCH; length++) {
    store<u32>(LENGTH_CODES + (<usize>length << 2), lengthCode(length));
  }
}

/** Numbers the codes of given lengths as RFC 1951 §3.2.2 does, turned round since deflate packs bits from below. */
export function assignCodes(lengths: usize, count: i32, codes: usize): void {
  let code: u32 = 0;
  for (let length: u32 = 1; length <= LONGEST_CODE; length++) {
    for (let symbol = 0; symbol < count; symbol++) {
      if (<u32>load<u8>(lengths + <usize>symbol) !== length) continue;
      store<u32>(codes + (<usize>symbol << 2), pack(reverse(code++, length), length));
    }
    code <<= 1;
  }
}

function reverse(code: u32, length: u32): u32 {
  let reversed: u32 = 0;
  for (let i: u32 = 0; i < length; i++) reversed |= ((code >> i) & 1) << (length - 1 - i);
  return reversed;
}

/** The code of a match length with its extra bits (RFC 1951 §3.2.5). */
function lengthCode(length: i32): u32 {
  if (length === LONGEST_MATCH) return load<u32>(LITERAL_CODES + 285 * 4);
  return stepCode(length - SHORTEST_MATCH, 2, LITERAL_CODES + 257 * 4);
}

/** The code of a distance from 1 to 32,768 with its extra bits. */
export function distanceCode(distance: i32): u32 {
  return stepCode(distance - 1, 1, DISTANCE_CODES);
}

/**
 * Both alphabets grow alike: after 2 ** (stepBits + 1) exact values, each doubling is cut into 2 ** stepBits symbols.
 */
function stepCode(value: i32, stepBits: i32, codes: usize): u32 {
  const extraBits = max(0, 31 - clz(value) - stepBits);
  const symbol = (extraBits << stepBits) + (value >> extraBits);
  const code = load<u32>(codes + (<usize>symbol << 2));
  const extra = <u32>(value & ((1 << extraBits) - 1));
  return pack(bitsOf(code) | (extra << sizeOf(code)), sizeOf(code) + <u32>extraBits);
}
