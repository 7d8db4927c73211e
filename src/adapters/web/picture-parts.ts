import type { PictureFormat } from '../../domain/picture-format.ts';
import { readJpegHeader } from './jpeg-header.ts';

/** Every IDAT chunk is one; an encoder that writes a kilobyte at a time makes as many of 20 MB. */
const MOST_CHUNKS = 20_000;
/** A photo has some dozens; one with a colour profile and long notes some hundreds. */
const MOST_SEGMENTS = 2000;

/**
 * Whether a file is cut into more parts than a picture is. Decoders keep each in a list which they walk for the next one,
 * or a record far larger than it: ten megabytes of empty parts take minutes of them, or a gigabyte.
 */
export function hasTooManyParts(format: PictureFormat, bytes: Uint8Array): boolean {
  if (format === 'jpeg') return (readJpegHeader(bytes)?.segments ?? 0) > MOST_SEGMENTS;
  return format === 'png' && countChunks(bytes) > MOST_CHUNKS;
}

/** PNG 3rd edition §5.3: eight bytes of signature, then each chunk with twelve around its content. */
function countChunks(bytes: Uint8Array): number {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let count = 0;
  for (let offset = 8; offset + 12 <= bytes.length; count++) offset += 12 + view.getUint32(offset);
  return count;
}
