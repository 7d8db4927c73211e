import type { Pixels } from '../../domain/picture.ts';
import { findPictureFormat, type PictureFormat } from '../../domain/picture-format.ts';
import { readJpegHeader } from './jpeg-header.ts';
import { readPictureSize } from './picture-header.ts';

/** Nothing can be scaled here, so what is heavier or larger than a page should carry is not kept. */
const MAX_BYTES = 1_000_000;
const MAX_EDGE = 4096;

/**
 * Keeps small JPEG, PNG, WebP and GIF pictures as they came, told by their first bytes and not by their names; opens
 * none.
 */
export const plainPixels: Pixels = {
  async shrink(bytes) {
    const format = findPictureFormat(bytes);
    if (!format || format === 'avif' || bytes.byteLength > MAX_BYTES) return undefined;
    const size = readPictureSize(format, bytes);
    if (!hasEnd(format, bytes) || !size || size.width < 1 || size.height < 1) return undefined;
    if (size.width > MAX_EDGE || size.height > MAX_EDGE) return undefined;
    return { bytes: bytes.slice(), type: `image/${format}`, width: size.width, height: size.height };
  },
  async open() {
    return { outcome: 'unusable', fault: 'format' };
  },
};

/** The end is there; for WebP that is told by the header already. */
function hasEnd(format: PictureFormat, bytes: Uint8Array): boolean {
  if (format === 'jpeg') return readJpegHeader(bytes)?.isComplete === true;
  if (format === 'gif') return bytes.at(-1) === 0x3b;
  // PNG 3rd edition §11.2.5: a chunk of 12 bytes, its name after four.
  return format !== 'png' || String.fromCharCode(...bytes.subarray(-8, -4)) === 'IEND';
}
