import * as fc from 'fast-check';
import sharp, { type JpegOptions } from 'sharp';
import { describe, expect, it } from 'vitest';
import { createWorkerPixels } from '../../src/adapters/workerd/worker-pixels.ts';
import { type PlainJpeg, writePlainJpeg } from './pixels-jpeg.ts';
import { expectOpened } from './pixels-opening-contract.ts';
import { modules } from './pixels-wasm.ts';

const pixels = createWorkerPixels({ modules });

/** Slopes, noise and edges in all colours. */
function drawScene(width: number, height: number): Uint8Array {
  let seed = 11;
  return Uint8Array.from({ length: width * height * 3 }, (_, index) => {
    seed = (Math.imul(seed, 1_103_515_245) + 12_345) >>> 0;
    const [x, y, channel] = [Math.floor(index / 3) % width, Math.floor(index / 3 / width), index % 3];
    const isInside = (x >> 4) % 3 === channel && (y >> 3) % 2 === 0;
    return ((x * (channel + 1) + y * 3) & 127) + (isInside ? 100 : 0) + (seed >>> 28);
  });
}

/** By how much the decoder differs from libjpeg: the most, and on average. */
async function differFromLibjpeg(bytes: Uint8Array): Promise<[most: number, mean: number]> {
  const { data, info } = await sharp(bytes)
    .toColourspace('srgb')
    .ensureAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true });
  const { width, height } = info;
  const { rgba } = expectOpened(await pixels.open(bytes, { width, height, fit: 'inside' }));
  const differences = rgba.map((value, index) => Math.abs(value - (data[index] ?? 0)));
  return [
    differences.reduce((most, value) => Math.max(most, value), 0),
    differences.reduce((sum, value) => sum + value, 0) / rgba.length,
  ];
}

/** libjpeg mixes no samples of a picture of up to four pixels across. */
const SIZES = [5, 7, 8, 9, 16, 17, 40].flatMap((width) => [1, 5, 8, 16, 33].map((height) => [width, height]));
const KINDS: [string, JpegOptions][] = [
  ['baseline', {}],
  ['progressive', { progressive: true }],
  ['full colours', { chromaSubsampling: '4:4:4' }],
  ['progressive in full colours', { progressive: true, chromaSubsampling: '4:4:4' }],
  ['of mozjpeg', { mozjpeg: true }],
  ['of the best quality', { quality: 100 }],
  ['of the least quality', { quality: 1 }],
];

describe('reading JPEG', () => {
  it.each(KINDS)('every size has the pixels that libjpeg reads: %s', async (_kind, options) => {
    for (const [width = 1, height = 1] of SIZES) {
      const picture = sharp(drawScene(width, height), { raw: { width, height, channels: 3 } });
      for (const source of [picture, picture.clone().greyscale()]) {
        const bytes = new Uint8Array(await source.jpeg({ quality: 90, ...options }).toBuffer());
        const [most, mean] = await differFromLibjpeg(bytes);
        expect(most, `${width} × ${height}`).toBeLessThanOrEqual(4);
        expect(mean, `${width} × ${height}`).toBeLessThan(0.5);
      }
    }
  });

  const factor = fc.constantFrom(1, 2);
  const factors = fc.tuple(fc.tuple(factor, factor), fc.tuple(factor, factor), fc.tuple(factor, factor));
  const plain = fc
    .record({
      width: fc.integer({ min: 20, max: 70 }),
      height: fc.integer({ min: 20, max: 70 }),
      factors: fc.oneof(factors, fc.tuple(fc.tuple(factor, factor))),
      interval: fc.constantFrom(0, 1, 2, 5, 11),
      isApart: fc.boolean(),
      names: fc.constantFrom([1, 2, 3], [82, 71, 66], [0, 7, 9]),
      levels: fc.array(fc.integer({ min: -60, max: 60 }), { minLength: 5, maxLength: 40 }),
    })
    // A unit has ten blocks at most (§B.2.3).
    .filter(({ factors, isApart }) => isApart || factors.reduce((sum, [h, v]) => sum + h * v, 0) <= 10);

  it('samples in every ratio, restarts, scans and names are read as libjpeg reads them', async () => {
    await fc.assert(
      fc.asyncProperty(plain, async (jpeg: PlainJpeg) => {
        const [most] = await differFromLibjpeg(writePlainJpeg(jpeg));
        expect(most).toBeLessThanOrEqual(4);
      }),
      { numRuns: 200 },
    );
  });
});
