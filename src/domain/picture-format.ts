/** The formats told apart by their first bytes. SVG and PDF are none of them: they are programs more than pictures. */
export type PictureFormat = 'jpeg' | 'png' | 'webp' | 'gif' | 'avif';

/** AV1 Image File Format §8: a still, a sequence, and what both are made from. */
const AVIF_BRANDS = new Set(['avif', 'avis', 'mif1', 'msf1']);

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
