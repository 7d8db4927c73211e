import type { PictureFormat } from '../../domain/picture-format.ts';
import { readJpegHeader } from './jpeg-header.ts';
import { readWebpHeader } from './webp-header.ts';

const ISPE = 0x69737065;
/** Where the properties of an AVIF are, before its pixels. */
const AVIF_HEAD = 16_384;

/** The size that the header names, in pixels. `undefined` where none is found. */
export function readPictureSize(
  format: PictureFormat,
  bytes: Uint8Array,
): { width: number; height: number } | undefined {
  if (format === 'webp') return readWebpHeader(bytes);
  if (format === 'jpeg') return readJpegHeader(bytes);
  if (format === 'avif') return readAvifSize(bytes);
  if (bytes.length < 24) return undefined;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (format === 'gif') return { width: view.getUint16(6, true), height: view.getUint16(8, true) };
  // PNG 3rd edition §11.2.1.
  return { width: view.getUint32(16), height: view.getUint32(20) };
}

/**
 * The largest of the properties `ispe` (ISO/IEC 23008-12 §6.5.3): a picture has one, its alpha and its tiles have some.
 * They are looked for and not walked to, which would be four boxes deep.
 */
function readAvifSize(bytes: Uint8Array): { width: number; height: number } | undefined {
  const head = bytes.subarray(0, AVIF_HEAD);
  const view = new DataView(head.buffer, head.byteOffset, head.byteLength);
  const sizes: { width: number; height: number }[] = [];
  for (let at = head.indexOf(0x69); at >= 0 && at + 16 <= head.length; at = head.indexOf(0x69, at + 1)) {
    if (view.getUint32(at) !== ISPE) continue;
    sizes.push({ width: view.getUint32(at + 8), height: view.getUint32(at + 12) });
  }
  return sizes.sort((a, b) => b.width * b.height - a.width * a.height)[0];
}
