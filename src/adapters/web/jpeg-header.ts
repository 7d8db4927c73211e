import { hasExifPrefix, readOrientation } from './exif-orientation.ts';

/** What a JPEG says of itself before it is decoded. */
export interface JpegHeader {
  width: number;
  height: number;
  /** Bits of a sample. */
  precision: number;
  /** 1 is grey, 3 colour, 4 CMYK. */
  components: number;
  coding: 'baseline' | 'progressive' | 'other';
  orientation: number;
  /** How many times the decoder goes over the whole picture. */
  scans: number;
  /** How many parts with a marker and a length there are. */
  segments: number;
  /** The end of the image is there. */
  isComplete: boolean;
}

/** ITU-T T.81 table B.1. */
const MARKER = { tables: 0xc4, arithmetic: 0xcc, extension: 0xc8, end: 0xd9, scan: 0xda, app1: 0xe1 };

/** Walks the segments (ITU-T T.81 annex B) up to the end of the image. `undefined` where no frame is announced. */
export function readJpegHeader(bytes: Uint8Array): JpegHeader | undefined {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let frame: Pick<JpegHeader, 'width' | 'height' | 'precision' | 'components' | 'coding'> | undefined;
  let [orientation, scans, segments, isComplete] = [1, 0, 0, false];
  let offset = 2;
  while (offset + 4 <= bytes.length || bytes[offset + 1] === MARKER.end) {
    if (bytes[offset] !== 0xff) break;
    const marker = bytes[offset + 1] ?? 0;
    // Any number of 0xff may stand before a marker, and some markers stand alone (§B.1.1.2, table B.1).
    if (marker === 0xff || isAlone(marker)) {
      offset += marker === 0xff ? 1 : 2;
      continue;
    }
    if (marker === MARKER.end) {
      isComplete = true;
      break;
    }
    segments++;
    const length = view.getUint16(offset + 2);
    const segment = bytes.subarray(offset + 4, offset + 2 + length);
    if (isFrame(marker) && !frame && segment.length >= 6) frame = readFrame(marker, segment);
    if (marker === MARKER.app1 && hasExifPrefix(segment)) orientation = readOrientation(segment);
    offset += 2 + length;
    if (marker === MARKER.scan) {
      scans++;
      offset = findMarker(bytes, offset);
    }
  }
  return frame && { ...frame, orientation, scans, segments, isComplete };
}

/** TEM and the restarts: without a length, so that what follows is no content of theirs. */
function isAlone(marker: number): boolean {
  return marker === 0x01 || (marker & 0xf8) === 0xd0;
}

function isFrame(marker: number): boolean {
  const others: number[] = [MARKER.tables, MARKER.extension, MARKER.arithmetic];
  return marker >= 0xc0 && marker <= 0xcf && !others.includes(marker);
}

/** §B.2.2: precision, lines, samples of a line, components. */
function readFrame(marker: number, segment: Uint8Array) {
  const word = (offset: number) => ((segment[offset] ?? 0) << 8) | (segment[offset + 1] ?? 0);
  const coding: JpegHeader['coding'] =
    marker <= 0xc1 ? 'baseline' : marker === 0xc2 ? 'progressive' : 'other';
  return {
    width: word(3),
    height: word(1),
    precision: segment[0] ?? 0,
    components: segment[5] ?? 0,
    coding,
  };
}

/** The next marker after a scan's data, in which 0xff is followed by zero or by a restart (§B.1.1.5). */
function findMarker(bytes: Uint8Array, from: number): number {
  let offset = from;
  for (;;) {
    offset = bytes.indexOf(0xff, offset);
    if (offset < 0) return bytes.length;
    const next = bytes[offset + 1] ?? 0;
    if (next !== 0 && next !== 0xff && !isAlone(next)) return offset;
    offset++;
  }
}
