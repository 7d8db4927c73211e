const ORIENTATION = 0x0112;
const SHORT = 3;
const ENTRY = 12;
/** Stands before the block in JPEG, and by mistake in some WebP and PNG files. */
const PREFIX = 'Exif\0\0';
/** A camera writes about twenty. */
const MAX_ENTRIES = 200;

/**
 * How a picture must be turned to stand upright, 1 to 8 as in the tag Orientation of TIFF 6.0, from a block of Exif. 1,
 * which is upright, for all that is broken or not there.
 */
export function readOrientation(block: Uint8Array): number {
  const exif = hasExifPrefix(block) ? block.subarray(PREFIX.length) : block;
  const view = new DataView(exif.buffer, exif.byteOffset, exif.byteLength);
  try {
    const isLittle = view.getUint16(0) === 0x4949;
    if (!isLittle && view.getUint16(0) !== 0x4d4d) return 1;
    const directory = view.getUint32(4, isLittle);
    const count = Math.min(view.getUint16(directory, isLittle), MAX_ENTRIES);
    for (let index = 0; index < count; index++) {
      const entry = directory + 2 + index * ENTRY;
      if (view.getUint16(entry, isLittle) !== ORIENTATION) continue;
      const value = view.getUint16(entry + 8, isLittle);
      return view.getUint16(entry + 2, isLittle) === SHORT && value >= 1 && value <= 8 ? value : 1;
    }
  } catch {
    // Cut short: DataView throws RangeError past the end.
  }
  return 1;
}

/** Tells Exif from the other notes of a JPEG (Exif 2.32 §4.7.2). */
export function hasExifPrefix(block: Uint8Array): boolean {
  return String.fromCharCode(...block.subarray(0, PREFIX.length)) === PREFIX;
}
