import { inflateSync, crc32 as zlibCrc32 } from 'node:zlib';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { findCodeLengths } from '../../scripts/huffman.ts';
import { type Canvas, fillRectangle, openCanvas, setPixel } from '../../src/previews/painting/canvas.ts';
import { createCanvasKernel } from '../../src/previews/painting/canvas-kernel.ts';
import { DISTANCE_CODE_LENGTHS, LITERAL_CODE_LENGTHS } from '../../src/previews/painting/code-lengths.ts';
import { createGlyphMasks } from '../../src/previews/painting/glyph-masks.ts';
import { writePng } from '../../src/previews/printing/png.ts';
import { readKernel } from './assets.ts';
import { drawnFont, simpleGlyph } from './drawn-fonts.ts';
import { decode } from './pixels.ts';

const kernel = createCanvasKernel(readKernel('canvas'));
const masks = createGlyphMasks(kernel);
/** Entry n is the grey n. */
const GREYS = Uint8Array.from({ length: 768 }, (_, i) => Math.floor(i / 3));
const LETTER = drawnFont(1000, [
  simpleGlyph([
    [
      [0, 0],
      [900, 300, false],
      [700, 800],
      [100, 600, false],
    ],
  ]),
]);

/** The chunks of a PNG by name; their checksums are right. */
function chunksOf(png: Uint8Array): Map<string, Buffer> {
  const file = Buffer.from(png);
  const chunks = new Map<string, Buffer>();
  for (let at = 8; at < file.length; ) {
    const end = at + 8 + file.readUInt32BE(at);
    expect(file.readUInt32BE(end)).toBe(zlibCrc32(file.subarray(at + 4, end)));
    chunks.set(file.toString('latin1', at + 4, at + 8), file.subarray(at + 8, end));
    at = end + 4;
  }
  return chunks;
}

/** Inflating checks the Adler-32 too. */
function inflated(): Buffer {
  return inflateSync(chunksOf(writePng(kernel, GREYS)).get('IDAT') ?? Buffer.alloc(0));
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
const letter = fc.record({
  size: fc.integer({ min: 4, max: 90 }),
  quarters: fc.integer({ min: -400, max: 3000 }),
  y: fc.integer({ min: -20, max: 90 }),
  ink: fc.nat(231),
});
const width = fc.integer({ min: 1, max: 700 });
const height = fc.integer({ min: 1, max: 50 });

test('any canvas inflates to its own scanlines', () => {
  fc.assert(
    fc.property(
      width,
      height,
      fc.array(rectangle, { maxLength: 12 }),
      fc.array(noise, { maxLength: 30 }),
      fc.array(letter, { maxLength: 20 }),
      (across, down, rectangles, noises, letters) => {
        const canvas = openCanvas(kernel, across, down);
        for (const { left, top, width, height, entry } of rectangles) {
          fillRectangle(canvas, left, top, width, height, entry);
        }
        for (const { size, quarters, y, ink } of letters) masks.draw(LETTER, 0, size, quarters, y, ink);
        for (const { left, top, bytes } of noises) {
          for (const [i, byte] of bytes.entries()) fillRectangle(canvas, left + i, top, 1, 2, byte);
        }
        expect(inflated().equals(canvas.bytes)).toBe(true);
      },
    ),
    { numRuns: 400, seed: 20_261_124 },
  );
});

test.each([1, 6, 24, 200, 256])('a canvas of nothing but noise of %i entries inflates too', (entries) => {
  const canvas = openCanvas(kernel, 1200, 630);
  let state = 1;
  for (let row = 0; row < 630; row++) {
    for (let x = 0; x < 1200; x++) {
      state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
      setPixel(canvas, x, row, (state >>> 24) % entries);
    }
  }
  expect(inflated().equals(canvas.bytes)).toBe(true);
});

test('what comes again further away than deflate looks back is written again', () => {
  const canvas = openCanvas(kernel, 1200, 630);
  const draw = (row: number) => {
    for (let x = 0; x < 600; x++) setPixel(canvas, x, row, (x * x * 7) >> 3);
  };
  // 32,768 bytes are 27 rows and a third.
  for (const row of [0, 27, 28, 56, 84, 111, 300, 629]) draw(row);
  expect(inflated().equals(canvas.bytes)).toBe(true);
});

test('libpng reads the pixels that were drawn', async () => {
  const canvas = openCanvas(kernel, 300, 40);
  for (let x = 0; x < 256; x++) fillRectangle(canvas, x, x % 30, 1, 10, x);
  const { rgb, width, height } = await decode(writePng(kernel, GREYS));
  expect([width, height]).toEqual([300, 40]);
  const wanted = Buffer.alloc(rgb.length);
  for (let i = 0; i < width * height; i++) {
    wanted.fill(canvas.bytes[Math.floor(i / width) * (width + 1) + 1 + (i % width)] ?? 0, i * 3, i * 3 + 3);
  }
  expect(rgb.equals(wanted)).toBe(true);
});

test('a picture is its header, palette and scanlines, and nothing else', () => {
  openCanvas(kernel, 7, 5);
  const chunks = chunksOf(writePng(kernel, GREYS.subarray(0, 9)));
  expect([...chunks.keys()]).toEqual(['IHDR', 'PLTE', 'IDAT', 'IEND']);
  expect([...(chunks.get('IHDR') ?? [])]).toEqual([0, 0, 0, 7, 0, 0, 0, 5, 8, 3, 0, 0, 0]);
  expect([...(chunks.get('PLTE') ?? [])]).toEqual([0, 0, 0, 1, 1, 1, 2, 2, 2]);
});

test('an untouched canvas is a few thousand bytes', () => {
  const canvas = openCanvas(kernel, 1200, 630);
  expect(inflated().equals(canvas.bytes)).toBe(true);
  expect(writePng(kernel, GREYS.subarray(0, 3)).length).toBeLessThan(2500);
});

test.each([1, 2, 3, 4, 257, 258, 259, 260, 261, 262, 516, 517, 518, 519])(
  'a run of %i pixels survives',
  (run) => {
    const canvas = openCanvas(kernel, 600, 3);
    fillRectangle(canvas, 5, 0, run, 3, 200);
    fillRectangle(canvas, 5, 1, 1, 1, 7);
    expect(inflated().equals(canvas.bytes)).toBe(true);
  },
);

test('a cleared canvas is a blank one', () => {
  const canvas = openCanvas(kernel, 50, 20);
  const copy = ({ bytes, starts, ends }: Canvas) => [[...bytes], [...starts], [...ends]];
  const blank = copy(canvas);
  fillRectangle(canvas, 3, 3, 60, 60, 9);
  masks.draw(LETTER, 0, 30, 80, 10, 24);
  expect(copy(canvas)).not.toEqual(blank);
  kernel.clearCanvas();
  expect(copy(canvas)).toEqual(blank);
});

test('a canvas that has no room in the kernel is refused', () => {
  expect(() => openCanvas(kernel, 1201, 630)).toThrow(RangeError);
  expect(() => openCanvas(kernel, 1, 631)).toThrow(RangeError);
  expect(() => openCanvas(kernel, 65_535, 1)).toThrow(RangeError);
});

test('the codes that previews are written with are complete, and have every byte, length and distance', () => {
  for (const [digits, count, limit] of [
    [LITERAL_CODE_LENGTHS, 286, 11],
    [DISTANCE_CODE_LENGTHS, 30, 8],
  ] as const) {
    const lengths = [...digits].map((digit) => Number.parseInt(digit, 16));
    expect(lengths).toHaveLength(count);
    expect(Math.min(...lengths)).toBeGreaterThan(0);
    expect(Math.max(...lengths)).toBeLessThanOrEqual(limit);
    expect(kraftSum(lengths)).toBe(1);
  }
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
