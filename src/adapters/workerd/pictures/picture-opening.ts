import type { Opening, PictureFault, PictureRoom } from '../../../domain/picture.ts';
import { readJpegHeader } from '../../web/jpeg-header.ts';
import { findPictureFormat } from '../../web/picture-header.ts';
import { hasTooManyParts } from '../../web/picture-parts.ts';
import { extractFirstFrame, readWebpHeader } from '../../web/webp-header.ts';
import { createJpegDecoder, createWebpDecoder, type Decode, type DecodedPixels } from './picture-codecs.ts';
import { createPictureScaler, type PictureScaler, type SourcePicture } from './picture-scaling.ts';
import { readPngChunks } from './png-chunks.ts';
import { openPng } from './png-opening.ts';

/** The compiled decoders, and the scaler of `kernels/scale`. */
export interface PictureModules {
  jpeg: WebAssembly.Module;
  webp: WebAssembly.Module;
  scale: WebAssembly.Module;
}

/** What pictures are opened with, kept from one to the next. */
export interface PictureDecoders {
  jpeg: Decode;
  webp: Decode;
  scaler: PictureScaler;
}

/** Instantiates nothing before a picture needs it. */
export function createPictureDecoders({ jpeg, webp, scale }: PictureModules): PictureDecoders {
  return { jpeg: createJpegDecoder(jpeg), webp: createWebpDecoder(webp), scaler: createPictureScaler(scale) };
}

/** A photo of ten megapixels in good quality has 4 MB. */
const MAX_BYTES = 10_000_000;
/** What costs memory is limited below; this limits time, about 20 ms a megapixel. */
const MAX_PIXELS = 16_000_000;
/** A row and a column of pixels are held whole, several times over. */
const MAX_EDGE = 65_535;
/** What may be in memory while a picture is opened: an isolate has 128 MB, the worker with its fonts and file takes 40. */
const MAX_MEMORY = 85_000_000;
/**
 * Bytes that a pixel takes at the height of its decoding, measured: 4 in the decoder and 4 handed over, and what it
 * must keep until the end: coefficients, or the whole predicted picture.
 */
const COST = { baseline: 8.5, progressive: 14.5, lossy: 9.5, lossless: 14, interlaced: 4 };
/** Usual encoders make ten. Each goes over the whole picture, however few bytes it has. */
const MAX_SCANS = 30;

const unusable = (fault: PictureFault): Opening => ({ outcome: 'unusable', fault });

/**
 * Opens a JPEG, PNG or WebP with decoders of its own; other formats are the fault `format`. So are CMYK and arithmetic
 * coding. The first frame of an animated WebP is opened where it covers the canvas. Colour profiles are not applied.
 */
export async function openPicture(
  decoders: PictureDecoders,
  bytes: Uint8Array,
  room: PictureRoom,
): Promise<Opening> {
  if (bytes.byteLength > MAX_BYTES) return unusable('pixels');
  const format = findPictureFormat(bytes);
  if (format && hasTooManyParts(format, bytes)) return unusable('damaged');
  try {
    if (format === 'jpeg') return await openJpeg(decoders, bytes, room);
    if (format === 'png') return openPngFile(decoders, bytes, room);
    if (format === 'webp') return await openWebp(decoders, bytes, room);
    return unusable('format');
  } catch {
    // The decoders throw for what is broken, each in its way.
    return unusable('damaged');
  }
}

async function openJpeg(decoders: PictureDecoders, bytes: Uint8Array, room: PictureRoom): Promise<Opening> {
  const header = readJpegHeader(bytes);
  if (!header || header.width < 1 || header.height < 1) return unusable('damaged');
  if (header.coding === 'other' || header.precision !== 8) return unusable('format');
  if (header.components !== 1 && header.components !== 3) return unusable('format');
  if (isTooLarge(header, COST[header.coding]) || header.scans > MAX_SCANS) return unusable('pixels');
  if (!header.isComplete) return unusable('damaged');
  const decoded = await decoders.jpeg(bytes);
  return fit(decoders, decoded, { ...header, isOpaque: true }, room);
}

async function openWebp(decoders: PictureDecoders, bytes: Uint8Array, room: PictureRoom): Promise<Opening> {
  const header = readWebpHeader(bytes);
  if (!header || header.width < 1 || header.height < 1) return unusable('damaged');
  if (isTooLarge(header, header.isLossless ? COST.lossless : COST.lossy)) return unusable('pixels');
  const still = header.firstFrame ? extractFirstFrame(header) : bytes;
  if (!still) return unusable('format');
  const decoded = await decoders.webp(still);
  return fit(decoders, decoded, { ...header, isOpaque: !header.hasAlpha }, room);
}

function openPngFile(decoders: PictureDecoders, bytes: Uint8Array, room: PictureRoom): Opening {
  const png = readPngChunks(bytes);
  if (!png) return unusable('damaged');
  if (isTooLarge(png, png.isInterlaced ? COST.interlaced : 0)) return unusable('pixels');
  return openPng(decoders.scaler, png, room);
}

function isTooLarge({ width, height }: { width: number; height: number }, cost: number): boolean {
  if (Math.max(width, height) > MAX_EDGE) return true;
  return width * height > MAX_PIXELS || width * height * cost > MAX_MEMORY;
}

/** `source` is what the header promised: a decoder that answers another size has read something else. */
function fit(
  decoders: PictureDecoders,
  decoded: DecodedPixels | null,
  source: SourcePicture,
  room: PictureRoom,
): Opening {
  if (decoded?.width !== source.width || decoded.height !== source.height) return unusable('damaged');
  const { buffer, byteOffset, byteLength } = decoded.data;
  const scaling = decoders.scaler.start(source, room);
  scaling.take(new Uint8Array(buffer, byteOffset, byteLength));
  return { outcome: 'opened', picture: scaling.finish() };
}
