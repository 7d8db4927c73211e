import { readOrientation } from '../../web/exif-orientation.ts';

/** PNG 3rd edition §11.2.1, with the chunks that pixels need. */
export interface PngChunks {
  width: number;
  height: number;
  /** Bits of a sample: 1, 2, 4, 8 or 16. */
  depth: number;
  kind: PngKind;
  isInterlaced: boolean;
  /** Red, green, blue of each entry. */
  palette: Uint8Array;
  /** The alphas of the palette's first entries, or the one transparent grey or colour (§11.3.1.1). */
  transparency: Uint8Array | undefined;
  orientation: number;
  /** The compressed pixels, as they are cut in the file. */
  data: Uint8Array[];
}

export type PngKind = 'grey' | 'colour' | 'palette' | 'grey+alpha' | 'colour+alpha';

/** §11.2.1 table 11.1: colour type, and the depths it may have. */
const KINDS: Record<number, { kind: PngKind; depths: number[] }> = {
  0: { kind: 'grey', depths: [1, 2, 4, 8, 16] },
  2: { kind: 'colour', depths: [8, 16] },
  3: { kind: 'palette', depths: [1, 2, 4, 8] },
  4: { kind: 'grey+alpha', depths: [8, 16] },
  6: { kind: 'colour+alpha', depths: [8, 16] },
};
const SIGNATURE = 8;
const HEAD = 13;
const MAX_EDGE = 0x7fffffff;

/**
 * Reads the chunks up to the end of the file, however broken it is after its header. Checksums are not looked at: the
 * pixels have one of their own. `undefined` where the header is none.
 */
export function readPngChunks(bytes: Uint8Array): PngChunks | undefined {
  if (bytes.length < SIGNATURE + 12 + HEAD) return undefined;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const [width, height] = [view.getUint32(16), view.getUint32(20)];
  const [depth, kind, interlace] = [view.getUint8(24), KINDS[view.getUint8(25)], view.getUint8(28)];
  if (nameAt(bytes, 12) !== 'IHDR' || !kind?.depths.includes(depth) || interlace > 1) return undefined;
  if (width < 1 || height < 1 || width > MAX_EDGE || height > MAX_EDGE) return undefined;
  const chunks: PngChunks = {
    ...{ width, height, depth, kind: kind.kind, isInterlaced: interlace === 1 },
    ...{ palette: new Uint8Array(), transparency: undefined, orientation: 1, data: [] },
  };
  for (let offset = SIGNATURE + 12 + HEAD; offset + 12 <= bytes.length; ) {
    const length = view.getUint32(offset);
    const content = bytes.subarray(offset + 8, offset + 8 + length);
    const name = nameAt(bytes, offset + 4);
    if (name === 'IEND') break;
    if (name === 'PLTE') chunks.palette = content;
    if (name === 'tRNS') chunks.transparency = content;
    if (name === 'eXIf') chunks.orientation = readOrientation(content);
    if (name === 'IDAT' && content.length > 0) chunks.data.push(content);
    offset += 12 + length;
  }
  return chunks;
}

function nameAt(bytes: Uint8Array, offset: number): string {
  return String.fromCharCode(...bytes.subarray(offset, offset + 4));
}
