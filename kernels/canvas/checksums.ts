import { columns, pixels, rowEnd, rows, rowStart } from './canvas';
import { CRC_TABLES } from './memory';

const ADLER_BASE: u64 = 65_521;
const CRC_POLYNOMIAL: u32 = 0xedb8_8320;

/** Makes the tables of {@link crc32}: what each byte does to the sum when none, one, two or three follow it. */
export function makeCrcTables(): void {
  for (let byte: u32 = 0; byte < 256; byte++) {
    let crc = byte;
    for (let bit = 0; bit < 8; bit++) crc = crc & 1 ? CRC_POLYNOMIAL ^ (crc >> 1) : crc >> 1;
    store<u32>(CRC_TABLES + (byte << 2), crc);
  }
  for (let i: u32 = 256; i < 1024; i++) {
    const before = load<u32>(CRC_TABLES + ((i - 256) << 2));
    store<u32>(CRC_TABLES + (i << 2), step(before, 0));
  }
}

function step(crc: u32, table: u32): u32 {
  return load<u32>(CRC_TABLES + (table << 10) + ((crc & 0xff) << 2)) ^ (crc >> 8);
}

function entry(table: u32, byte: u32): u32 {
  return load<u32>(CRC_TABLES + (table << 10) + ((byte & 0xff) << 2));
}

/** CRC-32 as PNG chunks carry it (PNG 3rd ed. §5.5 and annex D), four bytes at a time. */
export function crc32(start: usize, end: usize): u32 {
  let crc: u32 = 0xffff_ffff;
  let at = start;
  for (; at + 4 <= end; at += 4) {
    const word = crc ^ load<u32>(at);
    crc = entry(3, word) ^ entry(2, word >> 8) ^ entry(1, word >> 16) ^ entry(0, word >> 24);
  }
  for (; at < end; at++) crc = step(crc ^ <u32>load<u8>(at), 0);
  return ~crc;
}

let sum: u64 = 0;
let sumOfSums: u64 = 0;

/** Adler-32 (RFC 1950 §8.2) of the canvas's scanlines. A stretch of n untouched bytes, all zero, is one multiplication. */
export function adler32(): u32 {
  sum = 1;
  sumOfSums = 0;
  for (let row = 0; row < rows; row++) {
    const start = min(rowStart(row), columns);
    const end = max(rowEnd(row), start);
    sumOfSums += sum * <u64>(1 + start);
    const touched = end - start;
    addBytes(pixels(row) + <usize>start, touched);
    // The sums of one row stay far below 2 ** 64, so once a row is often enough.
    sumOfSums = (sumOfSums + sum * <u64>(columns - end)) % ADLER_BASE;
    sum %= ADLER_BASE;
  }
  return <u32>((sumOfSums << 16) | sum);
}

/** How often each of sixteen bytes is in the sums after it. */
const WEIGHTS: v128 = i8x16(16, 15, 14, 13, 12, 11, 10, 9, 8, 7, 6, 5, 4, 3, 2, 1);

/** Takes bytes into both sums, sixteen at a time. */
function addBytes(at: usize, count: i32): void {
  let bytes = i32x4.splat(0);
  let bytesBefore = i32x4.splat(0);
  let weighed = i32x4.splat(0);
  const whole = count & ~15;
  for (let end = at + <usize>whole; at < end; at += 16) {
    const chunk = v128.load(at);
    bytesBefore = i32x4.add(bytesBefore, bytes);
    bytes = i32x4.add(bytes, i32x4.extadd_pairwise_i16x8_u(i16x8.extadd_pairwise_i8x16_u(chunk)));
    const low = i16x8.extmul_low_i8x16_u(chunk, WEIGHTS);
    const high = i16x8.extmul_high_i8x16_u(chunk, WEIGHTS);
    weighed = i32x4.add(weighed, i32x4.extadd_pairwise_i16x8_u(low));
    weighed = i32x4.add(weighed, i32x4.extadd_pairwise_i16x8_u(high));
  }
  sumOfSums += sum * <u64>whole + 16 * total(bytesBefore) + total(weighed);
  sum += total(bytes);
  for (let end = at + <usize>(count - whole); at < end; at++) {
    sum += <u64>load<u8>(at);
    sumOfSums += sum;
  }
}

function total(lanes: v128): u64 {
  return (
    <u64>(<u32>i32x4.extract_lane(lanes, 0)) +
    <u64>(<u32>i32x4.extract_lane(lanes, 1)) +
    <u64>(<u32>i32x4.extract_lane(lanes, 2)) +
    <u64>(<u32>i32x4.extract_lane(lanes, 3))
  );
}
