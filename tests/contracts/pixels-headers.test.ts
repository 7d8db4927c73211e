import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readOrientation } from '../../src/adapters/web/exif-orientation.ts';
import { readPictureSize } from '../../src/adapters/web/picture-header.ts';
import { extractFirstFrame, readWebpHeader } from '../../src/adapters/web/webp-header.ts';
import { readPngChunks } from '../../src/adapters/workerd/pictures/png-chunks.ts';
import { findPictureFormat } from '../../src/domain/picture-format.ts';
import { makeForeign, makeQuadrants } from './pixels-samples.ts';

const pictures = { ...(await makeQuadrants()), ...(await makeForeign()) };
const RUNS = { numRuns: 300 };

describe('headers of pictures', () => {
  it.each(Object.keys(pictures))('%s names its size', (kind) => {
    const bytes = pictures[kind] as Uint8Array;
    const format = findPictureFormat(bytes);
    expect(format && readPictureSize(format, bytes)).toMatchObject({ width: 120, height: 80 });
  });

  it.each(Object.keys(pictures))('%s, changed or cut anywhere, is read without a fault', (kind) => {
    const whole = pictures[kind] as Uint8Array;
    const changes = fc.array(fc.tuple(fc.nat(Math.min(600, whole.length - 1)), fc.nat(255)), {
      maxLength: 8,
    });
    fc.assert(
      fc.property(changes, fc.nat(whole.length), (places, length) => {
        const bytes = whole.slice(0, length);
        for (const [place, value] of places) if (place < length) bytes[place] = value;
        const format = findPictureFormat(bytes);
        const size = format && readPictureSize(format, bytes);
        if (size) expect(Number.isInteger(size.width) && Number.isInteger(size.height)).toBe(true);
        if (format === 'png') readPngChunks(bytes);
      }),
      RUNS,
    );
  });

  it('a JPEG’s frame is the one that a decoder finds, whatever stands before it', () => {
    const small = [0xff, 0xc0, 0, 11, 8, 0, 5, 0, 6, 1, 1, 0x11, 0];
    const large = [0xff, 0xc0, 0, 11, 8, 0x75, 0x30, 0x75, 0x30, 1, 1, 0x11, 0];
    // These have no length: a decoder goes on right behind them.
    for (const marker of [0x01, 0xd0, 0xd7]) {
      const hidden = Uint8Array.from([0xff, 0xd8, 0xff, marker, ...large, ...small]);
      expect(readPictureSize('jpeg', hidden)).toMatchObject({ width: 30_000, height: 30_000 });
    }
    const filled = Uint8Array.from([0xff, 0xd8, 0xff, 0xff, 0xff, ...small.slice(1), ...large]);
    expect(readPictureSize('jpeg', filled)).toMatchObject({ width: 6, height: 5 });
    // The content of a segment that has a length is not looked at.
    const noted = Uint8Array.from([0xff, 0xd8, 0xff, 0xfe, 0, 2 + large.length, ...large, ...small]);
    expect(readPictureSize('jpeg', noted)).toMatchObject({ width: 6, height: 5 });
  });

  it('a WebP whose canvas hides a larger picture has the larger size, and no first frame', () => {
    const enlarge = (kind: string) => {
      const bytes = (pictures[kind] as Uint8Array).slice();
      const frame = new TextDecoder('latin1').decode(bytes).indexOf('VP8 ');
      new DataView(bytes.buffer).setUint16(frame + 14, 0x3fff, true);
      return bytes;
    };
    expect(readWebpHeader(enlarge('an extended WebP'))).toMatchObject({ width: 0x3fff, height: 80 });
    const animation = readWebpHeader(enlarge('an animated WebP'));
    expect(animation?.firstFrame).toBeDefined();
    expect(animation && extractFirstFrame(animation)).toBeUndefined();
  });

  it('an orientation is always one of eight', () => {
    const block = fc.tuple(
      fc.constantFrom('II*\0', 'MM\0*', 'Exif\0\0II*\0'),
      fc.uint8Array({ maxLength: 80 }),
    );
    fc.assert(
      fc.property(block, ([head, rest]) => {
        const bytes = Uint8Array.from([...head].map((letter) => letter.charCodeAt(0)).concat(...rest));
        expect([1, 2, 3, 4, 5, 6, 7, 8]).toContain(readOrientation(bytes));
      }),
      RUNS,
    );
  });

  it('an orientation of nine, or one that is no short number, is none', () => {
    const block = (type: number, value: number) =>
      Uint8Array.from([0x4d, 0x4d, 0, 42, 0, 0, 0, 8, 0, 1, 1, 0x12, 0, type, 0, 0, 0, 1, 0, value, 0, 0]);
    expect([block(3, 8), block(3, 9), block(3, 0), block(4, 6)].map(readOrientation)).toEqual([8, 1, 1, 1]);
  });
});
