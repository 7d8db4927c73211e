import type { Canvas } from './canvas.ts';

const CRC_TABLE = Uint32Array.from({ length: 256 }, (_, byte) => {
  let crc = byte;
  for (let bit = 0; bit < 8; bit++) crc = crc & 1 ? 0xedb88320 ^ (crc >>> 1) : crc >>> 1;
  return crc;
});

/** CRC-32 as PNG chunks carry it (PNG 3rd ed. §5.5 and annex D). */
export function crc32(bytes: Uint8Array): number {
  let crc = 0xffffffff;
  for (const byte of bytes) crc = (CRC_TABLE[(crc ^ byte) & 0xff] as number) ^ (crc >>> 8);
  return ~crc >>> 0;
}

/** Adler-32 (RFC 1950 §8.2) of a canvas's scanlines. A stretch of n untouched bytes, all zero, is one multiplication. */
export function adler32(canvas: Canvas): number {
  const { width, height, bytes } = canvas;
  let [a, b] = [1, 0];
  for (let row = 0; row < height; row++) {
    const start = Math.min(canvas.starts[row] as number, width);
    const end = Math.max(canvas.ends[row] as number, start);
    const first = row * (width + 1) + 1;
    b += a * (1 + start);
    for (let i = first + start; i < first + end; i++) {
      a += bytes[i] as number;
      b += a;
    }
    // Sums of one row stay below 2 ** 53 for any canvas, so once a row is often enough.
    b = (b + a * (width - end)) % 65_521;
    a %= 65_521;
  }
  return ((b << 16) | a) >>> 0;
}
