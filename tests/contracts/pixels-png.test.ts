import { deflateRawSync, deflateSync, inflateRawSync, constants as zlib } from 'node:zlib';
import * as fc from 'fast-check';
import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { createInflate } from '../../src/adapters/workerd/pictures/inflating.ts';
import { createWorkerPixels } from '../../src/adapters/workerd/worker-pixels.ts';
import { expectOpened } from './pixels-opening-contract.ts';
import { deflateZeros, writePng } from './pixels-png.ts';
import { modules } from './pixels-wasm.ts';

const pixels = createWorkerPixels({ modules });
const inflate = createInflate(modules.inflate);

/** Slopes with noise on them, so that no filter of a row leaves only zeros. */
function drawSlopes(width: number, height: number, channels: 1 | 2 | 3 | 4): Uint8Array {
  let seed = 7;
  return Uint8Array.from({ length: width * height * channels }, (_, index) => {
    seed = (Math.imul(seed, 1_103_515_245) + 12_345) >>> 0;
    return (index * 3) / channels + Math.floor(index / width) * 5 + (seed >>> 29);
  });
}

const SIZES = [1, 2, 3, 4, 5, 7, 8, 9, 13, 40].flatMap((width) =>
  [1, 3, 5, 8, 33].map((height) => [width, height]),
);

describe('reading PNG', () => {
  it.each([false, true])(
    'every size and kind has exactly the pixels that libpng reads (interlaced: %s)',
    async (progressive) => {
      for (const [width = 1, height = 1] of SIZES) {
        for (const channels of [1, 2, 3, 4] as const) {
          const raw = { width, height, channels };
          const png = await sharp(drawSlopes(width, height, channels), { raw })
            .toColourspace(channels < 3 ? 'b-w' : 'srgb')
            .png({ progressive, adaptiveFiltering: true })
            .toBuffer();
          const expected = await sharp(png).toColourspace('srgb').ensureAlpha().raw().toBuffer();
          const opening = await pixels.open(new Uint8Array(png), { width, height, fit: 'inside' });
          expect(
            Buffer.from(expectOpened(opening).rgba).equals(expected),
            `${width}×${height}×${channels}`,
          ).toBe(true);
        }
      }
    },
  );

  it.each([
    ['none', 0, [9, 8, 7]],
    ['the left', 1, [9, 17, 24]],
    ['above', 2, [109, 208, 50]],
    // Half of left and above: 9 + 50, 8 + (59 + 200) >> 1, 7 + (137 + 43) >> 1.
    ['both', 3, [59, 137, 97]],
    // The nearest of left, above and corner is each time the one above.
    ['the nearest', 4, [109, 208, 50]],
  ])('a row is told from %s', async (_what, filter, expected) => {
    const rows = Uint8Array.from([0, 100, 200, 43, filter, 9, 8, 7]);
    const bytes = writePng(3, 2, deflateSync(rows), { type: 0, depth: 8 });
    const { rgba } = expectOpened(await pixels.open(bytes, { width: 3, height: 2, fit: 'inside' }));
    expect([rgba[12], rgba[16], rgba[20]]).toEqual(expected);
  });

  const data = fc.oneof(
    fc.uint8Array({ maxLength: 3000 }),
    // Repeats, near and far, which leave the window and come back.
    fc
      .tuple(fc.uint8Array({ minLength: 1, maxLength: 300 }), fc.integer({ min: 1, max: 1500 }))
      .map(([part, times]) =>
        Uint8Array.from({ length: part.length * times }, (_, at) => part[at % part.length] ?? 0),
      ),
  );
  const settings = fc.record({
    level: fc.integer({ min: 0, max: 9 }),
    strategy: fc.constantFrom(zlib.Z_DEFAULT_STRATEGY, zlib.Z_HUFFMAN_ONLY, zlib.Z_RLE, zlib.Z_FIXED),
    memLevel: fc.integer({ min: 1, max: 9 }),
    windowBits: fc.integer({ min: 9, max: 15 }),
  });
  const inflateAll = (parts: Uint8Array[]) => {
    const pieces: Uint8Array[] = [];
    const isWhole = inflate(parts, (bytes) => pieces.push(bytes.slice()) > 0);
    return { isWhole, bytes: Buffer.concat(pieces) };
  };

  it('data comes out as it went in, however it was deflated and cut', () => {
    fc.assert(
      fc.property(data, settings, fc.nat(), (bytes, options, cut) => {
        const deflated = new Uint8Array(deflateSync(bytes, options));
        const place = cut % deflated.length;
        const inflated = inflateAll([deflated.subarray(0, place), deflated.subarray(place)]);
        expect(inflated.isWhole && inflated.bytes.equals(bytes)).toBe(true);
      }),
      { numRuns: 300 },
    );
  });

  it('what zlib inflates of broken data is inflated alike, and no more', () => {
    const changes = fc.array(fc.tuple(fc.nat(400), fc.nat(255)), { minLength: 1, maxLength: 4 });
    fc.assert(
      fc.property(data, settings, changes, fc.nat(20), (bytes, options, places, missing) => {
        const raw = new Uint8Array(deflateRawSync(bytes, options));
        for (const [place, value] of places) if (place < raw.length) raw[place] = value;
        const broken = raw.subarray(0, raw.length - Math.min(missing, raw.length));
        const inflated = inflateAll([Uint8Array.of(0x78, 0x9c), broken]);
        try {
          expect(inflated).toEqual({ isWhole: true, bytes: inflateRawSync(broken) });
        } catch (error) {
          // Ours lets codes pass that nothing is written in.
          if (!(error instanceof Error && 'code' in error && /^Z_/.test(String(error.code)))) throw error;
        }
      }),
      { numRuns: 500 },
    );
  });

  it('next to nothing is inflated after the last byte that is needed', () => {
    let total = 0;
    inflate([deflateZeros(900_000_000)], (bytes) => {
      total += bytes.length;
      return total < 1000;
    });
    expect(total).toBeLessThan(10_000_000);
  });
});
