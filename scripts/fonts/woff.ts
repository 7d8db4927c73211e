import { inflateSync } from 'node:zlib';
import { type FontTable, joinTables } from '../../src/previews/fonts/font-tables.ts';

/**
 * Unpacks a WOFF 1.0 file into the TrueType or OpenType file it was made from (WOFF 1.0 §4 and §5).
 * Metadata and private data are left behind.
 *
 * @throws {TypeError} when the file does not begin with the `wOFF` signature
 */
export function decodeWoff(woff: Uint8Array): Uint8Array {
  const view = new DataView(woff.buffer, woff.byteOffset, woff.byteLength);
  if (view.getUint32(0) !== 0x774f4646) throw new TypeError('not a WOFF 1.0 file');
  const tables = Array.from({ length: view.getUint16(12) }, (_, index) =>
    readTable(woff, view, 44 + index * 20),
  );
  return joinTables(view.getUint32(4), tables);
}

function readTable(woff: Uint8Array, view: DataView, entry: number): FontTable {
  const [offset, packedLength] = [view.getUint32(entry + 4), view.getUint32(entry + 8)];
  const packed = woff.subarray(offset, offset + packedLength);
  return {
    tag: view.getUint32(entry),
    checksum: view.getUint32(entry + 16),
    data: packedLength < view.getUint32(entry + 12) ? inflateSync(packed) : packed,
  };
}
