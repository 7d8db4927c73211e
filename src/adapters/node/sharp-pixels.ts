import sharp, { type Sharp } from 'sharp';
import type { Opening, PictureRoom, Pixels } from '../../domain/picture.ts';
import { findPictureFormat, type PictureFormat } from '../../domain/picture-format.ts';
import { readPictureSize } from '../web/picture-header.ts';
import { hasTooManyParts } from '../web/picture-parts.ts';

/** 50 megapixels: more than any camera's picture on the web, and 200 MB once opened. */
const MAX_PIXELS = 50_000_000;
/** An AVIF is decoded whole and in pieces of many bytes: 18 for a pixel, measured. */
const MAX_AVIF_PIXELS = 24_000_000;
/** libvips holds rows whole, some of them at a time: a gigabyte of the longest that would be within the limit. */
const MAX_EDGE = 65_535;
const MAX_SECONDS = 5;
const QUALITY = 80;
const LIMITS = { limitInputPixels: MAX_PIXELS, failOn: 'truncated' } as const;

/** Scales with sharp; what is kept is a WebP without metadata, the first frame of an animation. */
export const sharpPixels: Pixels = {
  async shrink(bytes, maxEdge) {
    // Told before sharp sees them: it would read SVG, PDF and more.
    const format = findPictureFormat(bytes);
    if (!format || hasTooManyParts(format, bytes)) return undefined;
    try {
      if (isTooLarge(readPictureSize(format, bytes), format)) return undefined;
      const { data, info } = await upright(bytes)
        .resize({ width: maxEdge, height: maxEdge, fit: 'inside', withoutEnlargement: true })
        .webp({ quality: QUALITY })
        .toBuffer({ resolveWithObject: true });
      return { bytes: new Uint8Array(data), type: 'image/webp', width: info.width, height: info.height };
    } catch {
      // sharp throws for everything that is no picture it can open: an expected outcome.
      return undefined;
    }
  },

  async open(bytes, room) {
    const format = findPictureFormat(bytes);
    if (!format) return { outcome: 'unusable', fault: 'format' };
    if (hasTooManyParts(format, bytes)) return { outcome: 'unusable', fault: 'damaged' };
    try {
      // Asked first: libvips calls some sizes broken, and believes a GIF's frames more than its header.
      if (isTooLarge(readPictureSize(format, bytes), format)) return { outcome: 'unusable', fault: 'pixels' };
      const size = await sharp(bytes, { limitInputPixels: false }).metadata();
      if (isTooLarge(size, format)) return { outcome: 'unusable', fault: 'pixels' };
      return await openInto(bytes, room);
    } catch {
      return { outcome: 'unusable', fault: 'damaged' };
    }
  },
};

function isTooLarge(size: { width: number; height: number } | undefined, format: PictureFormat): boolean {
  if (!size) return false;
  const most = format === 'avif' ? MAX_AVIF_PIXELS : MAX_PIXELS;
  return size.width * size.height > most || Math.max(size.width, size.height) > MAX_EDGE;
}

async function openInto(bytes: Uint8Array, room: PictureRoom): Promise<Opening> {
  const { data, info } = await upright(bytes)
    .resize({ ...room, withoutEnlargement: room.fit === 'inside' })
    .toColourspace('srgb')
    .ensureAlpha()
    .raw({ depth: 'uchar' })
    .toBuffer({ resolveWithObject: true });
  const rgba = new Uint8Array(data.buffer, data.byteOffset, data.byteLength);
  return { outcome: 'opened', picture: { width: info.width, height: info.height, rgba } };
}

/** The picture within the limits, turned by the camera's note. */
function upright(bytes: Uint8Array): Sharp {
  return sharp(bytes, LIMITS).timeout({ seconds: MAX_SECONDS }).autoOrient();
}
