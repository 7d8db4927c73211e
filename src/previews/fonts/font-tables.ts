/** A table of a TrueType file. */
export interface FontTable {
  /** Four ASCII characters, the first one highest. */
  tag: number;
  checksum: number;
  data: Uint8Array;
}

const ENTRY = 16;
const HEADER = 12;

/** Puts a TrueType file together (OpenType "Table Directory"). */
export function joinTables(flavor: number, tables: readonly FontTable[]): Uint8Array {
  const padded = (length: number) => (length + 3) & ~3;
  const start = HEADER + tables.length * ENTRY;
  const font = new Uint8Array(tables.reduce((sum, { data }) => sum + padded(data.length), start));
  const out = new DataView(font.buffer);
  writeHeader(out, flavor, tables.length);
  let position = start;
  for (const [index, { tag, checksum, data }] of tables.entries()) {
    const entry = HEADER + index * ENTRY;
    out.setUint32(entry, tag);
    out.setUint32(entry + 4, checksum);
    out.setUint32(entry + 8, position);
    out.setUint32(entry + 12, data.length);
    font.set(data, position);
    position += padded(data.length);
  }
  return font;
}

/** A TrueType file without some of its tables. */
export function dropTables(font: Uint8Array, names: readonly string[]): Uint8Array {
  const view = new DataView(font.buffer, font.byteOffset, font.byteLength);
  const tables = Array.from({ length: view.getUint16(4) }, (_, index) => {
    const entry = HEADER + index * ENTRY;
    const start = view.getUint32(entry + 8);
    return {
      tag: view.getUint32(entry),
      checksum: view.getUint32(entry + 4),
      data: font.subarray(start, start + view.getUint32(entry + 12)),
    };
  });
  const dropped = new Set(names.map(tableTag));
  return joinTables(
    view.getUint32(0),
    tables.filter(({ tag }) => !dropped.has(tag)),
  );
}

/** A table or feature name as a 32-bit tag. */
export function tableTag(name: string): number {
  return [...name].reduce((value, letter) => (value << 8) | letter.charCodeAt(0), 0);
}

/** The header carries a search hint beside the number of tables. */
function writeHeader(out: DataView, flavor: number, tables: number): void {
  const exponent = Math.floor(Math.log2(tables));
  const range = 16 << exponent;
  out.setUint32(0, flavor);
  out.setUint16(4, tables);
  out.setUint16(6, range);
  out.setUint16(8, exponent);
  out.setUint16(10, tables * 16 - range);
}
