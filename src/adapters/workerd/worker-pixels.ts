import type { PictureRoom, Pixels } from '../../domain/picture.ts';
import { findPictureFormat, type PictureFormat } from '../../domain/picture-format.ts';
import { readPictureSize } from '../web/picture-header.ts';
import { plainPixels } from '../web/plain-pixels.ts';
import {
  createPictureDecoders,
  openPicture,
  type PictureDecoders,
  type PictureModules,
} from './pictures/picture-opening.ts';

/** As much of the binding of Cloudflare Images as is used. */
export interface ImagesService {
  input(stream: ReadableStream<Uint8Array>): ImagesTransformer;
}

interface ImagesTransformer {
  transform(transform: {
    width: number;
    height: number;
    fit: 'cover' | 'scale-down';
  }): Pick<ImagesTransformer, 'output'>;
  output(options: {
    format: 'image/jpeg' | 'image/png';
    quality?: number;
    anim: boolean;
  }): Promise<{ response(): Pick<Response, 'arrayBuffer'> }>;
}

export interface WorkerPixelsOptions {
  modules: PictureModules;
  /** Where it is bound it reads more formats and larger pictures, and costs the worker next to no time. */
  images?: ImagesService | undefined;
}

/** What is sent to the service: more than any camera's picture on the web. It refuses 100 megapixels itself. */
const MAX_PIXELS = 50_000_000;
const MAX_BYTES = 20_000_000;
/** The picture is compressed once more before it is shown: losses must not add up. */
const QUALITY = 92;

/**
 * Opens pictures by the Images binding where there is one, and otherwise, or where that fails, JPEG, PNG and WebP by
 * decoders in wasm. Nothing is scaled to be kept.
 */
export function createWorkerPixels({ modules, images }: WorkerPixelsOptions): Pixels {
  const decoders = createPictureDecoders(modules);
  return {
    shrink: plainPixels.shrink,
    async open(bytes, room) {
      const format = findPictureFormat(bytes);
      if (!format) return { outcome: 'unusable', fault: 'format' };
      if (images) {
        if (isTooLarge(format, bytes)) return { outcome: 'unusable', fault: 'pixels' };
        const opening = await openByService(images, decoders, bytes, room);
        if (opening?.outcome === 'opened') return opening;
      }
      return openPicture(decoders, bytes, room);
    },
  };
}

function isTooLarge(format: PictureFormat, bytes: Uint8Array): boolean {
  const { width = 0, height = 0 } = readPictureSize(format, bytes) ?? {};
  return width * height > MAX_PIXELS || bytes.byteLength > MAX_BYTES;
}

/** The service scales and converts; what it answers is one more picture to be opened, whatever its size. */
async function openByService(
  images: ImagesService,
  decoders: PictureDecoders,
  bytes: Uint8Array,
  { width, height, fit }: PictureRoom,
) {
  try {
    const result = await images
      .input(new Blob([bytes as Uint8Array<ArrayBuffer>]).stream())
      .transform({ width, height, fit: fit === 'cover' ? 'cover' : 'scale-down' })
      // Transparency is for logos; a photo is lighter without.
      .output(
        fit === 'cover'
          ? { format: 'image/jpeg', quality: QUALITY, anim: false }
          : { format: 'image/png', anim: false },
      );
    const transformed = new Uint8Array(await result.response().arrayBuffer());
    return await openPicture(decoders, transformed, { width, height, fit });
  } catch {
    // Not one of its formats, broken, over the account's limit, or the service is down.
    return undefined;
  }
}
