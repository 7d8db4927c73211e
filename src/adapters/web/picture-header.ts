import { readJpegHeader } from './jpeg-header.ts';
import { readWebpHeader } from './webp-header.ts';

/** The formats told apart by their first bytes. SVG and PDF are none of them: they are programs more than pictures. */
export type PictureFormat = 'jpeg' | 'png' | 'webp' | 'gif' | 'avif';

/** AV1 Image File Format §8: a still, a sequence, and what both are made from. */
const AVIF_BRANDS = new Set(['avif', 'avis', 'mif1', 'msf1']);

const ISPE = 0x69737065;
/** Where the properties of an AVIF are, before its pixels. */
const AVIF_HEAD = 16_384;

/** The format by the first bytes, whatever the name or media type said. `undefined` for everything else. */
export function findPictureFormat(bytes: Uint8Array): PictureFormat | undefined {
  const tag = (offset: number, length: number) =>
    String.fromCharCode(...bytes.subarray(offset, offset + length));
  if (tag(0, 3) === '\xff\xd8\xff') return 'jpeg';
  if (tag(0, 8) === '\x89PNG\r\n\x1a\n') return 'png';
  if (tag(0, 4) === 'RIFF' && tag(8, 4) === 'WEBP') return 'webp';
  if (tag(0, 6) === 'GIF87a' || tag(0, 6) === 'GIF89a') return 'gif';
  if (tag(4, 4) === 'ftyp' && AVIF_BRANDS.has(tag(8, 4))) return 'avif';
  return undefined;
}

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
