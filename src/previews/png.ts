import type { Canvas } from './canvas.ts';
import { crc32 } from './checksums.ts';

const SIGNATURE = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];
const CHUNK_OVERHEAD = 12;

/**
 * Wraps up an 8-bit indexed-colour PNG (PNG 3rd ed. §5 and §11.2): IHDR, PLTE, IDAT, IEND and nothing else, so that
 * equal pictures are equal bytes.
 *
 * @param palette three bytes per entry, 1 to 256 entries; no pixel may name a later entry (§11.2.2)
 * @param scanlines the canvas's rows as a zlib stream
 */
export function writePng(canvas: Canvas, palette: Uint8Array, scanlines: Uint8Array): Uint8Array {
  const header = new Uint8Array(13);
  const fields = new DataView(header.buffer);
  fields.setUint32(0, canvas.width);
  fields.setUint32(4, canvas.height);
  header.set([8, 3], 8);
  const chunks: readonly (readonly [string, Uint8Array])[] = [
    ['IHDR', header],
    ['PLTE', palette],
    ['IDAT', scanlines],
    ['IEND', new Uint8Array(0)],
  ];
  const size = chunks.reduce((sum, [, data]) => sum + CHUNK_OVERHEAD + data.length, SIGNATURE.length);
  const png = new Uint8Array(size);
  png.set(SIGNATURE);
  let at = SIGNATURE.length;
  for (const [type, data] of chunks) at = writeChunk(png, at, type, data);
  return png;
}

function writeChunk(png: Uint8Array, at: number, type: string, data: Uint8Array): number {
  const view = new DataView(png.buffer);
  const end = at + 8 + data.length;
  view.setUint32(at, data.length);
  for (let i = 0; i < 4; i++) png[at + 4 + i] = type.charCodeAt(i);
  png.set(data, at + 8);
  view.setUint32(end, crc32(png.subarray(at + 4, end)));
  return end + 4;
}
