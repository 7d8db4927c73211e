/** The parts of a TrueType file that a preview reads. */
export interface TrueType {
  unitsPerEm: number;
  /** Whether the font maps this code point to a glyph. */
  covers(codePoint: number): boolean;
  /** The bytes of one glyph in the glyf table; empty when it has no outline. */
  glyphData(glyph: number): Uint8Array;
  /** The bytes of a table that not every font has. */
  table(name: string): DataView | undefined;
}

const NO_BYTES = new Uint8Array(0);
/** OpenType head. */
const LEAST_UNITS_PER_EM = 16;

/**
 * Opens a TrueType file.
 *
 * @throws {TypeError} when it has no glyf outlines, e.g. a CFF font, or is cut short
 */
export function openTrueType(data: Uint8Array): TrueType {
  try {
    return readFont(new DataView(data.buffer, data.byteOffset, data.byteLength));
  } catch (cause) {
    // What a DataView throws beyond its end.
    if (cause instanceof RangeError) throw new TypeError('not a TrueType font: it is cut short', { cause });
    throw cause;
  }
}

function readFont(file: DataView): TrueType {
  const tables = readTables(file);
  const table = (name: string): DataView => {
    const found = tables.get(name);
    if (!found) throw new TypeError(`not a TrueType font: it has no ${name} table`);
    return found;
  };
  const head = table('head');
  const unitsPerEm = head.getUint16(18);
  if (unitsPerEm < LEAST_UNITS_PER_EM) throw new TypeError(`not a TrueType font: ${unitsPerEm} units per em`);
  const segments = readSegments(table('cmap'));
  return {
    table: (name) => tables.get(name),
    unitsPerEm,
    covers: (codePoint) => hasCodePoint(segments, codePoint),
    glyphData: readGlyphs(table('glyf'), table('loca'), table('maxp').getUint16(4), head.getInt16(50) === 1),
  };
}

/** A glyph whose place lies outside the table has no bytes. */
function readGlyphs(glyf: DataView, loca: DataView, count: number, isLong: boolean): TrueType['glyphData'] {
  const known = Math.min(count, loca.byteLength / (isLong ? 4 : 2) - 1);
  const offset = (glyph: number) => (isLong ? loca.getUint32(glyph * 4) : loca.getUint16(glyph * 2) * 2);
  return (glyph) => {
    if (glyph < 0 || glyph >= known) return NO_BYTES;
    const [start, end] = [offset(glyph), offset(glyph + 1)];
    if (start >= end || end > glyf.byteLength) return NO_BYTES;
    return new Uint8Array(glyf.buffer, glyf.byteOffset + start, end - start);
  };
}

/**
 * OpenType "Table Directory". A table that reaches beyond the file is as one that is not there. Tables do not overlap: put
 * together anew, a few kilobytes of them could be gigabytes.
 */
function readTables(file: DataView): Map<string, DataView> {
  const tables = new Map<string, DataView>();
  let bytes = 0;
  for (let i = 0, count = file.getUint16(4); i < count; i++) {
    const entry = 12 + i * 16;
    const name = String.fromCharCode(...[0, 1, 2, 3].map((byte) => file.getUint8(entry + byte)));
    const [start, length] = [file.getUint32(entry + 8), file.getUint32(entry + 12)];
    bytes += Math.min(length, Math.max(0, file.byteLength - start));
    if (bytes > file.byteLength) throw new TypeError('not a TrueType font: its tables overlap');
    if (start + length > file.byteLength) continue;
    tables.set(name, new DataView(file.buffer, file.byteOffset + start, length));
  }
  return tables;
}

/** Sorted pairs of first and last code point, from the subtable of format 12, else of format 4 (OpenType cmap). */
function readSegments(cmap: DataView): Uint32Array {
  const subtables = new Map<number, number>();
  for (let i = 0, count = cmap.getUint16(2); i < count; i++) {
    const offset = cmap.getUint32(8 + i * 8);
    subtables.set(cmap.getUint16(offset), offset);
  }
  const [wide, narrow] = [subtables.get(12), subtables.get(4)];
  if (wide !== undefined) {
    // Each segment is twelve bytes: more of them than that are not there.
    const count = Math.min(cmap.getUint32(wide + 12), cmap.byteLength / 12);
    return collect(count, (i, word) => cmap.getUint32(wide + 16 + i * 12 + word * 4));
  }
  if (narrow === undefined) throw new TypeError('the font maps no Unicode characters');
  const count = cmap.getUint16(narrow + 6) >> 1;
  const [starts, ends] = [narrow + 16 + count * 2, narrow + 14];
  return collect(count, (i, word) => cmap.getUint16((word === 0 ? starts : ends) + i * 2));
}

function collect(count: number, read: (segment: number, word: 0 | 1) => number): Uint32Array {
  const segments = new Uint32Array(count * 2);
  for (let i = 0; i < count; i++) {
    segments[i * 2] = read(i, 0);
    segments[i * 2 + 1] = read(i, 1);
  }
  return segments;
}

function hasCodePoint(segments: Uint32Array, codePoint: number): boolean {
  let low = 0;
  let high = segments.length / 2 - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    if (codePoint < (segments[middle * 2] as number)) high = middle - 1;
    else if (codePoint > (segments[middle * 2 + 1] as number)) low = middle + 1;
    else return codePoint !== 0xffff;
  }
  return false;
}
