/** PNG 3rd edition table 11.1. */
const COLOUR_TYPES = { colour: 2, 'colour+alpha': 6 };

/** A chunk of a PNG. Its checksum is left zero: nobody here looks at it before the picture is refused. */
function chunk(name: string, content: Uint8Array): Uint8Array {
  const bytes = new Uint8Array(12 + content.length);
  new DataView(bytes.buffer).setUint32(0, content.length);
  bytes.set(new TextEncoder().encode(name), 4);
  bytes.set(content, 8);
  return bytes;
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

/** A PNG of 8-bit samples around the compressed `data`. */
export function writePng(
  width: number,
  height: number,
  data: Uint8Array,
  kind: keyof typeof COLOUR_TYPES = 'colour',
): Uint8Array {
  const head = new Uint8Array(13);
  const view = new DataView(head.buffer);
  view.setUint32(0, width);
  view.setUint32(4, height);
  head.set([8, COLOUR_TYPES[kind]], 8);
  const signature = new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  return concat(signature, chunk('IHDR', head), chunk('IDAT', data), chunk('IEND', new Uint8Array()));
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
