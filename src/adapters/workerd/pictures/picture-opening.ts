import type { Opening, PictureFault, PictureRoom } from '../../../domain/picture.ts';
import { findPictureFormat } from '../../../domain/picture-format.ts';
import { readJpegHeader } from '../../web/jpeg-header.ts';
import { hasTooManyParts } from '../../web/picture-parts.ts';
import { extractFirstFrame, readWebpHeader } from '../../web/webp-header.ts';
import { createInflate, type Inflate } from './inflating.ts';
import { createJpegDecoder, type JpegDecoder } from './jpeg-decoding.ts';
import { createPictureScaler, type PictureScaler } from './picture-scaling.ts';
import { readPngChunks } from './png-chunks.ts';
import { openPng } from './png-opening.ts';
import { createWebpDecoder, type DecodeWebp } from './webp-decoding.ts';

/** Compiled: `kernels/jpeg`, libwebp, `kernels/inflate` and `kernels/scale`. */
export interface PictureModules {
  jpeg: WebAssembly.Module;
  webp: WebAssembly.Module;
  inflate: WebAssembly.Module;
  scale: WebAssembly.Module;
}

/** What pictures are opened with, kept from one to the next. */
export interface PictureDecoders {
  jpeg: JpegDecoder;
  webp: DecodeWebp;
  inflate: Inflate;
  scaler: PictureScaler;
}

/** Instantiates nothing before a picture needs it. */
export function createPictureDecoders({ jpeg, webp, inflate, scale }: PictureModules): PictureDecoders {
  return {
    jpeg: createJpegDecoder(jpeg),
    webp: createWebpDecoder(webp),
    inflate: createInflate(inflate),
    scaler: createPictureScaler(scale),
  };
}

/** A photo of ten megapixels in good quality has 4 MB. */
const MAX_BYTES = 10_000_000;
/** What costs memory is limited below; this limits time, about 20 ms a megapixel, or 8 of a JPEG. */
const MAX_PIXELS = 16_000_000;
const MAX_JPEG_PIXELS = 40_000_000;
/** A row and a column of pixels are held whole, several times over. */
const MAX_EDGE = 65_535;
/**
 * What a picture may take while it is opened. An isolate has 128 MB, of which the worker with its fonts takes 50. A
 * WebP's share stays with its decoder, as does a JPEG's, and both must fit.
 */
const MAX_MEMORY = 40_000_000;
/**
 * Bytes that a pixel takes at the height of its decoding, measured: of a WebP 4 in the decoder and 4 handed over, and
 * the predicted picture. JPEGs and other PNGs are never whole in memory.
 */
const COST = { lossy: 9.5, lossless: 14, interlaced: 4 };
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
    if (format === 'jpeg') return openJpeg(decoders, bytes, room);
    if (format === 'png') return openPngFile(decoders, bytes, room);
    if (format === 'webp') return await openWebp(decoders, bytes, room);
    return unusable('format');
  } catch {
    // The decoders throw for what is broken, each in its way.
    return unusable('damaged');
  }
}

function openJpeg({ jpeg, scaler }: PictureDecoders, bytes: Uint8Array, room: PictureRoom): Opening {
  const header = readJpegHeader(bytes);
  if (!header || header.width < 1 || header.height < 1) return unusable('damaged');
  if (header.coding === 'other' || header.precision !== 8) return unusable('format');
  if (header.components !== 1 && header.components !== 3) return unusable('format');
  if (header.width * header.height > MAX_JPEG_PIXELS || header.scans > MAX_SCANS) return unusable('pixels');
  if (!header.isComplete) return unusable('damaged');
  const scaling = scaler.start({ ...header, isOpaque: true }, room);
  const fault = jpeg.decode(bytes, header, scaling.take);
  return fault ? unusable(fault) : { outcome: 'opened', picture: scaling.finish() };
}

async function openWebp(
  { webp, scaler }: PictureDecoders,
  bytes: Uint8Array,
  room: PictureRoom,
): Promise<Opening> {
  const header = readWebpHeader(bytes);
  if (!header || header.width < 1 || header.height < 1) return unusable('damaged');
  if (isTooLarge(header, header.isLossless ? COST.lossless : COST.lossy)) return unusable('pixels');
  const still = header.firstFrame ? extractFirstFrame(header) : bytes;
  if (!still) return unusable('format');
  const decoded = await webp(still);
  // A decoder that answers another size than the header promised has read something else.
  if (decoded?.width !== header.width || decoded.height !== header.height) return unusable('damaged');
  const { buffer, byteOffset, byteLength } = decoded.data;
  const scaling = scaler.start({ ...header, isOpaque: !header.hasAlpha }, room);
  scaling.take(new Uint8Array(buffer, byteOffset, byteLength));
  // Given back now: the engine lets dozens of megabytes of such pile up.
  buffer.transfer(0);
  return { outcome: 'opened', picture: scaling.finish() };
}

function openPngFile({ inflate, scaler }: PictureDecoders, bytes: Uint8Array, room: PictureRoom): Opening {
  const png = readPngChunks(bytes);
  if (!png) return unusable('damaged');
  if (isTooLarge(png, png.isInterlaced ? COST.interlaced : 0)) return unusable('pixels');
  return openPng(inflate, scaler, png, room);
}

function isTooLarge({ width, height }: { width: number; height: number }, cost: number): boolean {
  if (Math.max(width, height) > MAX_EDGE) return true;
  return width * height > MAX_PIXELS || width * height * cost > MAX_MEMORY;
}
