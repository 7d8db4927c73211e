import { Unzlib } from 'fflate';

/** What goes in at once. Deflate makes at most 1032 bytes of one: 17 MB, once, is all that can come unasked for. */
const SLICE = 16_384;

/**
 * Inflates zlib data (RFC 1950) piece by piece until `take` answers `false`: what a bomb would make after that is never
 * made. Throws for what is no such data. The platform's `DecompressionStream` is not used: in workerd nothing holds its
 * writer back, so that hundreds of megabytes wait before the first ones are read.
 */
export function inflate(parts: Uint8Array[], take: (bytes: Uint8Array) => boolean): void {
  let isWanted = true;
  const stream = new Unzlib((bytes) => {
    isWanted &&= take(bytes);
  });
  for (const slice of slices(parts)) {
    if (!isWanted) return;
    stream.push(slice);
  }
}

/** The same bytes, cut anew: each push costs as much as thousands of bytes, and a file may be cut into single ones. */
function* slices(parts: Uint8Array[]): Generator<Uint8Array> {
  let slice = new Uint8Array(SLICE);
  let filled = 0;
  for (const part of parts) {
    for (let offset = 0; offset < part.length; ) {
      const piece = part.subarray(offset, offset + SLICE - filled);
      slice.set(piece, filled);
      filled += piece.length;
      offset += piece.length;
      if (filled < SLICE) continue;
      yield slice;
      // The stream holds on to what it was given.
      slice = new Uint8Array(SLICE);
      filled = 0;
    }
  }
  yield slice.subarray(0, filled);
}
