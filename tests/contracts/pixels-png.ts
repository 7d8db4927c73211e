/** A chunk of a PNG with its checksum (PNG 3rd edition §5.3). */
export function pngChunk(name: string, content: ArrayLike<number>): Uint8Array {
  const bytes = new Uint8Array(12 + content.length);
  const view = new DataView(bytes.buffer);
  view.setUint32(0, content.length);
  bytes.set(new TextEncoder().encode(name), 4);
  bytes.set(content, 8);
  view.setUint32(8 + content.length, checksum(bytes.subarray(4, -4)));
  return bytes;
}

/** CRC-32 bit by bit (§5.5). */
function checksum(bytes: Uint8Array): number {
  let crc = 0xffffffff;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit++) crc = crc & 1 ? (crc >>> 1) ^ 0xedb88320 : crc >>> 1;
  }
  return ~crc >>> 0;
}

export function concat(...parts: Uint8Array[]): Uint8Array {
  const bytes = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let offset = 0;
  for (const part of parts) {
    bytes.set(part, offset);
    offset += part.length;
  }
  return bytes;
}

/** Colour type and depth (PNG 3rd edition table 11.1), and the chunks PLTE and tRNS. */
export interface PngShape {
  type: 0 | 2 | 3 | 4 | 6;
  depth: number;
  palette?: number[];
  clear?: number[];
}

/** A PNG around the compressed `data`; without a shape, colours of 8 bits. */
export function writePng(
  width: number,
  height: number,
  data: Uint8Array,
  { type, depth, palette, clear }: PngShape = { type: 2, depth: 8 },
): Uint8Array {
  const head = new Uint8Array(13);
  const view = new DataView(head.buffer);
  view.setUint32(0, width);
  view.setUint32(4, height);
  head.set([depth, type], 8);
  const signature = new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  return concat(
    signature,
    pngChunk('IHDR', head),
    ...(palette ? [pngChunk('PLTE', palette)] : []),
    ...(clear ? [pngChunk('tRNS', clear)] : []),
    pngChunk('IDAT', data),
    pngChunk('IEND', []),
  );
}

/**
 * zlib data that inflates to `size` zeros: one literal, then copies of 258 bytes, 13 bits each (RFC 1951 §3.2.6), so
 * that the bytes repeat every 13.
 */
export function deflateZeros(size: number): Uint8Array {
  const bits = `110${'00110000'}${'1100010100000'.repeat(16)}`;
  const bytes = Array.from({ length: 15 }, (_, index) =>
    Number.parseInt([...bits.slice(index * 8, index * 8 + 8)].reverse().join(''), 2),
  );
  const repeats = Math.ceil(size / 258 / 8);
  const data = new Uint8Array(2 + 2 + repeats * 13);
  data.set([0x78, 0x9c, ...bytes.slice(0, 2)]);
  for (let index = 0; index < repeats; index++) data.set(bytes.slice(2, 15), 4 + index * 13);
  return data;
}
