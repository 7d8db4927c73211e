import type { Picture, Pixels } from '../../domain/picture.ts';
import { readJpegHeader } from './jpeg-header.ts';
import { findPictureFormat, type PictureFormat } from './picture-header.ts';
import { readWebpHeader } from './webp-header.ts';

/** Nothing can be scaled here, so what is heavier or larger than a page should carry is not kept. */
const MAX_BYTES = 1_000_000;
const MAX_EDGE = 4096;

type Size = Pick<Picture, 'width' | 'height'>;

/**
 * Keeps small JPEG, PNG, WebP and GIF pictures as they came, told by their first bytes and not by their names; opens
 * none.
 */
export const plainPixels: Pixels = {
  async shrink(bytes) {
    const format = findPictureFormat(bytes);
    if (!format || format === 'avif' || bytes.byteLength > MAX_BYTES) return undefined;
    const size = readSize(format, bytes);
    if (!size || size.width < 1 || size.height < 1) return undefined;
    if (size.width > MAX_EDGE || size.height > MAX_EDGE) return undefined;
    return { bytes: bytes.slice(), type: `image/${format}`, width: size.width, height: size.height };
  },
  async open() {
    return { outcome: 'unusable', fault: 'format' };
  },
};

/** The size that the header names; `undefined` for what has no end. */
function readSize(format: PictureFormat, bytes: Uint8Array): Size | undefined {
  if (format === 'webp') return readWebpHeader(bytes);
  if (format === 'jpeg') {
    const header = readJpegHeader(bytes);
    return header?.isComplete ? header : undefined;
  }
  if (bytes.length < 24) return undefined;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (format === 'gif') {
    if (bytes.at(-1) !== 0x3b) return undefined;
    return { width: view.getUint16(6, true), height: view.getUint16(8, true) };
  }
  // PNG 3rd edition §11.2.1: the end is a chunk of 12 bytes, its name after four.
  if (view.getUint32(bytes.length - 8) !== 0x49454e44) return undefined;
  return { width: view.getUint32(16), height: view.getUint32(20) };
}
