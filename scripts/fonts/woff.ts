import { inflateSync } from 'node:zlib';

interface TableEntry {
  tag: number;
  offset: number;
  packedLength: number;
  length: number;
  checksum: number;
}

/**
 * Unpacks a WOFF 1.0 file into the TrueType or OpenType file it was made from (WOFF 1.0 §4 and §5).
 * Metadata and private data are left behind.
 *
 * @throws {TypeError} when the file does not begin with the `wOFF` signature
 */
export function decodeWoff(woff: Uint8Array): Uint8Array {
  const view = new DataView(woff.buffer, woff.byteOffset, woff.byteLength);
  if (view.getUint32(0) !== 0x774f4646) throw new TypeError('not a WOFF 1.0 file');
  const tables = readDirectory(view);
  const padded = (length: number) => (length + 3) & ~3;
  const size = tables.reduce((sum, table) => sum + padded(table.length), 12 + tables.length * 16);
  const font = new Uint8Array(size);
  const out = new DataView(font.buffer);
  writeHeader(out, view.getUint32(4), tables.length);
  let position = 12 + tables.length * 16;
  for (const [index, table] of tables.entries()) {
    const packed = woff.subarray(table.offset, table.offset + table.packedLength);
    font.set(table.packedLength < table.length ? inflateSync(packed) : packed, position);
    const entry = 12 + index * 16;
    out.setUint32(entry, table.tag);
    out.setUint32(entry + 4, table.checksum);
    out.setUint32(entry + 8, position);
    out.setUint32(entry + 12, table.length);
    position += padded(table.length);
  }
  return font;
}

function readDirectory(view: DataView): TableEntry[] {
  return Array.from({ length: view.getUint16(12) }, (_, index) => {
    const at = 44 + index * 20;
    return {
      tag: view.getUint32(at),
      offset: view.getUint32(at + 4),
      packedLength: view.getUint32(at + 8),
      length: view.getUint32(at + 12),
      checksum: view.getUint32(at + 16),
    };
  });
}

/** The sfnt header carries a search hint beside the number of tables (OpenType "Table Directory"). */
function writeHeader(out: DataView, flavor: number, tables: number): void {
  const exponent = Math.floor(Math.log2(tables));
  const range = 16 << exponent;
  out.setUint32(0, flavor);
  out.setUint16(4, tables);
  out.setUint16(6, range);
  out.setUint16(8, exponent);
  out.setUint16(10, tables * 16 - range);
}
