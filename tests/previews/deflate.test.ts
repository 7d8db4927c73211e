import { inflateSync, crc32 as zlibCrc32 } from 'node:zlib';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Canvas, clearCanvas, createCanvas, fillRectangle } from '../../src/previews/canvas.ts';
import { crc32 } from '../../src/previews/checksums.ts';
import { LITERAL_CODE_LENGTHS } from '../../src/previews/code-lengths.ts';
import { createDeflater } from '../../src/previews/deflate.ts';
import { findCodeLengths } from '../../src/previews/huffman.ts';

/** Inflating checks the Adler-32 too. */
function inflated(canvas: Canvas): Buffer {
  return inflateSync(createDeflater(canvas.width, canvas.height).deflate(canvas));
}

/** A share of the sum of 2 ** -length: 1 for a code that is complete. */
function kraftSum(lengths: Iterable<number>): number {
  return [...lengths].reduce((sum, length) => sum + (length > 0 ? 2 ** -length : 0), 0);
}

const rectangle = fc.record({
  left: fc.integer({ min: -20, max: 700 }),
  top: fc.integer({ min: -20, max: 60 }),
  width: fc.nat(800),
  height: fc.nat(40),
  entry: fc.nat(255),
});
const noise = fc.record({ left: fc.nat(660), top: fc.nat(49), bytes: fc.uint8Array({ maxLength: 40 }) });
const width = fc.integer({ min: 1, max: 700 });
const height = fc.integer({ min: 1, max: 50 });

test('any canvas inflates to its own scanlines', () => {
  fc.assert(
    fc.property(
      width,
      height,
      fc.array(rectangle, { maxLength: 12 }),
      fc.array(noise, { maxLength: 30 }),
      (across, down, rectangles, noises) => {
        const canvas = createCanvas(across, down);
        for (const { left, top, width, height, entry } of rectangles) {
          fillRectangle(canvas, left, top, width, height, entry);
        }
        for (const { left, top, bytes } of noises) {
          for (const [i, byte] of bytes.entries()) fillRectangle(canvas, left + i, top, 1, 2, byte);
        }
        expect(inflated(canvas).equals(canvas.bytes)).toBe(true);
      },
    ),
    { numRuns: 400, seed: 20_261_124 },
  );
});

test('a canvas of nothing but noise, each byte as likely, inflates too', () => {
  const canvas = createCanvas(1200, 630);
  let state = 1;
  for (let row = 0; row < 630; row++) {
    for (let x = 0; x < 1200; x++) {
      state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
      fillRectangle(canvas, x, row, 1, 1, state >>> 24);
    }
  }
  expect(inflated(canvas).equals(canvas.bytes)).toBe(true);
});

test('an untouched canvas is a few hundred bytes', () => {
  const canvas = createCanvas(1200, 630);
  expect(inflated(canvas).equals(canvas.bytes)).toBe(true);
  expect(createDeflater(1200, 630).deflate(canvas).length).toBeLessThan(2500);
});

test.each([1, 2, 3, 4, 257, 258, 259, 260, 261, 262, 516, 517, 518, 519])(
  'a run of %i pixels survives',
  (run) => {
    const canvas = createCanvas(600, 3);
    fillRectangle(canvas, 5, 0, run, 3, 200);
    fillRectangle(canvas, 5, 1, 1, 1, 7);
    expect(inflated(canvas).equals(canvas.bytes)).toBe(true);
  },
);

test('a cleared canvas is a blank one', () => {
  const canvas = createCanvas(50, 20);
  fillRectangle(canvas, 3, 3, 60, 60, 9);
  clearCanvas(canvas);
  expect(canvas).toEqual(createCanvas(50, 20));
});

test('the code that previews are written with is complete, and has every byte and length', () => {
  const lengths = [...LITERAL_CODE_LENGTHS].map((digit) => Number.parseInt(digit, 16));
  expect(lengths).toHaveLength(286);
  expect(Math.min(...lengths)).toBeGreaterThan(0);
  expect(Math.max(...lengths)).toBeLessThanOrEqual(11);
  expect(kraftSum(lengths)).toBe(1);
});

test('code lengths under any limit make a complete code', () => {
  const weights = fc.array(fc.double({ min: 1e-9, max: 1e9, noNaN: true }), { minLength: 2, maxLength: 128 });
  fc.assert(
    fc.property(weights, fc.integer({ min: 7, max: 15 }), (given, limit) => {
      const lengths = findCodeLengths(given, limit);
      expect(Math.max(...lengths)).toBeLessThanOrEqual(limit);
      expect(kraftSum(lengths)).toBe(1);
    }),
    { numRuns: 200, seed: 20_261_124 },
  );
});

test('code lengths without a pressing limit are Huffman’s', () => {
  expect([...findCodeLengths([45, 13, 12, 16, 9, 5, 0], 15)]).toEqual([1, 3, 3, 3, 4, 4, 0]);
  expect([...findCodeLengths([0, 3, 0], 7)]).toEqual([0, 1, 0]);
});

test('crc32 agrees with zlib', () => {
  const bytes = Uint8Array.from({ length: 10_000 }, (_, i) => (i * i * 31) >> 3);
  expect(crc32(bytes)).toBe(zlibCrc32(bytes));
});
