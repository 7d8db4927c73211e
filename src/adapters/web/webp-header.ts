import { readOrientation } from './exif-orientation.ts';

/** What a WebP says of itself before it is decoded. */
export interface WebpHeader {
  width: number;
  height: number;
  isLossless: boolean;
  hasAlpha: boolean;
  orientation: number;
  /** The chunks of the first frame, where it is an animation. */
  firstFrame?: Uint8Array;
}

/** A chunk's name, where its content begins and ends in the file. */
interface Chunk {
  name: string;
  content: Uint8Array;
}

/** Photographs have four, animations one a frame; only the first ones are looked at. */
const MAX_CHUNKS = 1000;
const FLAG = { animation: 0x02, alpha: 0x10 };
/** Place, size, duration and flags of a frame. */
const FRAME_HEAD = 16;

/** Reads the chunks of the WebP container specification. `undefined` where the file is cut short or no picture. */
export function readWebpHeader(bytes: Uint8Array): WebpHeader | undefined {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (bytes.length < 20 || view.getUint32(4, true) + 8 > bytes.length) return undefined;
  const chunks = readChunks(bytes.subarray(12, view.getUint32(4, true) + 8));
  const [first] = chunks;
  if (first?.name !== 'VP8X') return first && readBitstream(first);
  if (first.content.length < 10) return undefined;
  const still = findBitstream(chunks);
  const exif = chunks.find(({ name }) => name === 'EXIF')?.content;
  const frame = chunks.find(({ name }) => name === 'ANMF')?.content;
  const isAnimated = ((first.content[0] ?? 0) & FLAG.animation) !== 0;
  if (isAnimated ? !frame : !still) return undefined;
  // Canvas and picture are of one size; where they are not, what the decoder will find is judged as well.
  const width = Math.max(uint24(first.content, 4) + 1, still?.width ?? 0);
  const height = Math.max(uint24(first.content, 7) + 1, still?.height ?? 0);
  return {
    width,
    height,
    isLossless: still?.isLossless ?? true,
    hasAlpha: ((first.content[0] ?? 0) & FLAG.alpha) !== 0,
    orientation: exif ? readOrientation(exif) : 1,
    ...(isAnimated && frame && { firstFrame: frame }),
  };
}

/**
 * The first frame of an animation as a picture of its own. `undefined` where it does not cover the whole canvas, or
 * is no frame.
 */
export function extractFirstFrame({
  width,
  height,
  hasAlpha,
  firstFrame,
}: WebpHeader): Uint8Array | undefined {
  if (!firstFrame || firstFrame.length < FRAME_HEAD) return undefined;
  if (uint24(firstFrame, 0) !== 0 || uint24(firstFrame, 3) !== 0) return undefined;
  if (uint24(firstFrame, 6) + 1 !== width || uint24(firstFrame, 9) + 1 !== height) return undefined;
  const chunks = firstFrame.subarray(FRAME_HEAD);
  const still = findBitstream(readChunks(chunks));
  if (still?.width !== width || still.height !== height) return undefined;
  const file = new Uint8Array(30 + chunks.length);
  const view = new DataView(file.buffer);
  file.set(new TextEncoder().encode('RIFF....WEBPVP8X'));
  view.setUint32(4, file.length - 8, true);
  view.setUint32(16, 10, true);
  view.setUint32(20, hasAlpha ? FLAG.alpha : 0, true);
  // Canvas size, taken from where the frame has its own.
  file.set(firstFrame.subarray(6, 12), 24);
  file.set(chunks, 30);
  return file;
}

function readChunks(body: Uint8Array): Chunk[] {
  const view = new DataView(body.buffer, body.byteOffset, body.byteLength);
  const chunks: Chunk[] = [];
  for (let offset = 0; offset + 8 <= body.length && chunks.length < MAX_CHUNKS; ) {
    const size = view.getUint32(offset + 4, true);
    const name = String.fromCharCode(...body.subarray(offset, offset + 4));
    chunks.push({ name, content: body.subarray(offset + 8, offset + 8 + size) });
    // Each begins at an even place.
    offset += 8 + size + (size & 1);
  }
  return chunks;
}

function findBitstream(chunks: Chunk[]): WebpHeader | undefined {
  return chunks.map(readBitstream).find((header) => header);
}

/** The head of a frame itself: lossy (RFC 6386 §9.1) or lossless (WebP lossless specification §3). */
function readBitstream({ name, content }: Chunk): WebpHeader | undefined {
  if (content.length < 10) return undefined;
  const view = new DataView(content.buffer, content.byteOffset, content.byteLength);
  const common = { orientation: 1, isLossless: name === 'VP8L' };
  if (name === 'VP8 ') {
    const [width, height] = [view.getUint16(6, true) & 0x3fff, view.getUint16(8, true) & 0x3fff];
    return { ...common, width, height, hasAlpha: false };
  }
  if (name !== 'VP8L') return undefined;
  const bits = view.getUint32(1, true);
  const [width, height] = [(bits & 0x3fff) + 1, ((bits >> 14) & 0x3fff) + 1];
  return { ...common, width, height, hasAlpha: (bits & 0x10000000) !== 0 };
}

function uint24(bytes: Uint8Array, offset: number): number {
  return (bytes[offset] ?? 0) | ((bytes[offset + 1] ?? 0) << 8) | ((bytes[offset + 2] ?? 0) << 16);
}
