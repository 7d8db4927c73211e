import sharp from 'sharp';
import type { Pixels } from '../../domain/picture.ts';

/** What is opened at all: SVG and PDF are programs more than pictures. */
const FORMATS = new Set(['jpeg', 'png', 'webp', 'gif', 'heif']);
/** 50 megapixels: more than any camera's picture on the web, and 200 MB once opened. */
const MAX_PIXELS = 50_000_000;
const MAX_SECONDS = 5;
const QUALITY = 80;

/** Scales with sharp; what comes out is a WebP without metadata, the first frame of an animation. */
export const sharpPixels: Pixels = {
  async shrink(bytes, maxEdge) {
    try {
      const options = { limitInputPixels: MAX_PIXELS, failOn: 'truncated' } as const;
      const { format } = await sharp(bytes, options).metadata();
      if (!FORMATS.has(format ?? '')) return undefined;
      const { data, info } = await sharp(bytes, options)
        .timeout({ seconds: MAX_SECONDS })
        .rotate()
        .resize({ width: maxEdge, height: maxEdge, fit: 'inside', withoutEnlargement: true })
        .webp({ quality: QUALITY })
        .toBuffer({ resolveWithObject: true });
      return { bytes: new Uint8Array(data), type: 'image/webp', width: info.width, height: info.height };
    } catch {
      // sharp throws for everything that is no picture it can open: an expected outcome.
      return undefined;
    }
  },
};
