import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import fc from 'fast-check';
import sharp from 'sharp';
import { expect, test } from 'vitest';
import { fillRectangle } from '../../src/previews/painting/canvas.ts';
import { LEVELS } from '../../src/previews/painting/coverage.ts';
import { createPhotoPress, type PressedLayers } from '../../src/previews/printing/photo-press.ts';
import { createCanvas } from './canvases.ts';
import {
  cloudPhoto,
  decodeJpeg,
  flatLayers,
  flatPatch,
  furthest,
  furthestWithinSquares,
  likeness,
  mixedLayers,
  mixLayers,
  noisePhoto,
  PRESS,
  softLayers,
  sunsetLayers,
} from './pressed-layers.ts';

const [WIDTH, HEIGHT] = [1200, 630];
const MOST_BYTES = 300_000;
const press = createPhotoPress(PRESS, WIDTH, HEIGHT);

/** Red, green and blue of one pixel. */
function pixelOf({ width, rgb }: { width: number; rgb: Buffer }, x: number, y: number): number[] {
  return [...rgb.subarray((y * width + x) * 3, (y * width + x) * 3 + 3)];
}

const side = fc.integer({ min: 1, max: 260 });

test('a soft photo of any size comes out as it went in, to 40 dB', async () => {
  await fc.assert(
    fc.asyncProperty(side, side, fc.nat(), async (width, height, seed) => {
      const layers = softLayers(width, height, seed);
      const { rgb, ...size } = await decodeJpeg(createPhotoPress(PRESS, width, height).press(layers));
      expect(size).toEqual({ width, height });
      expect(likeness(rgb, mixLayers(layers))).toBeGreaterThan(40);
    }),
    { numRuns: 60 },
  );
});

test.each([
  [1, 1],
  [1, 2400],
  [2400, 1],
  [15, 16],
  [17, 16],
  [1199, 629],
  [2399, 90],
  [90, 2400],
])('a photo of %i × %i pixels keeps its edges', async (width, height) => {
  const layers = softLayers(width, height, width + height);
  const { rgb, ...size } = await decodeJpeg(createPhotoPress(PRESS, width, height).press(layers));
  expect(size).toEqual({ width, height });
  expect(likeness(rgb, mixLayers(layers))).toBeGreaterThan(40);
  expect(furthest(rgb.subarray(-width * 3), mixLayers(layers).subarray(-width * 3))).toBeLessThan(12);
});

test('layers of anything, of any size, decode without a warning', async () => {
  await fc.assert(
    fc.asyncProperty(side, side, fc.nat(), async (width, height, seed) => {
      const jpeg = createPhotoPress(PRESS, width, height).press(mixedLayers(width, height, seed));
      const decoded = await decodeJpeg(jpeg);
      expect([decoded.width, decoded.height]).toEqual([width, height]);
    }),
    { numRuns: 150 },
  );
});

test('hard edges and noise are as true as libjpeg’s, in no more bytes', async () => {
  for (const seed of [1, 2, 3, 4]) {
    const layers = mixedLayers(401, 303, seed);
    const meant = mixLayers(layers);
    const raw = { width: 401, height: 303, channels: 3 } as const;
    const theirs = await sharp(Uint8Array.from(meant, Math.round), { raw }).jpeg({ quality: 85 }).toBuffer();
    const ours = createPhotoPress(PRESS, 401, 303, 1_000_000).press(layers);
    const [theirLikeness, likenessOfOurs] = [
      likeness((await decodeJpeg(theirs)).rgb, meant),
      likeness((await decodeJpeg(ours)).rgb, meant),
    ];
    expect(likenessOfOurs).toBeGreaterThan(theirLikeness - 0.1);
    expect(ours.length).toBeLessThan(theirs.length * 1.005);
  }
});

test.each([
  [0, 0, 0],
  [255, 255, 255],
  [255, 0, 0],
  [0, 255, 0],
  [0, 0, 255],
  [255, 255, 0],
  [0, 255, 255],
  [255, 0, 255],
  [128, 128, 128],
  [200, 16, 46],
  [250, 248, 244],
])('a photo of nothing but rgb(%i, %i, %i) is off by one at most', async (...colour) => {
  const layers = flatLayers(50, 40, colour);
  const { rgb } = await decodeJpeg(createPhotoPress(PRESS, 50, 40).press(layers));
  expect(furthest(rgb, mixLayers(layers))).toBeLessThanOrEqual(1);
});

test('each row is as dark as its shade says', async () => {
  const parts = [0, 1, 64, 128, 254, 255];
  const shade = Uint8Array.from({ length: parts.length * 16 }, (_, row) => parts[row >> 4] ?? 0);
  const layers: PressedLayers = {
    ...flatLayers(48, shade.length, [255, 200, 90]),
    shade,
    shadeColour: [10, 12, 60],
  };
  const { rgb } = await decodeJpeg(createPhotoPress(PRESS, 48, shade.length).press(layers));
  expect(furthestWithinSquares(rgb, mixLayers(layers), 48)).toBeLessThanOrEqual(2);
});

test('a letter has its ink’s own colour where it covers all of a pixel, whatever the photo', async () => {
  const canvas = createCanvas(WIDTH, HEIGHT);
  fillRectangle(canvas, 160, 320, 320, 64, LEVELS * 2);
  const inks = Uint8Array.of(9, 9, 9, 255, 107, 129);
  const photo = cloudPhoto(WIDTH, HEIGHT, 7);
  const picture = await decodeJpeg(press.press({ ...flatLayers(WIDTH, HEIGHT), photo, canvas, inks }));
  for (const [x, y] of [
    [162, 322],
    [300, 350],
    [477, 381],
  ] as const) {
    expect(furthest(pixelOf(picture, x, y), [255, 107, 129])).toBeLessThanOrEqual(2);
  }
});

test('every shade of every ink mixes with what is beneath, and an entry of no ink leaves it', async () => {
  const [width, height] = [256, 256];
  const grid = createCanvas(width, height);
  for (let entry = 0; entry < 256; entry++)
    fillRectangle(grid, (entry & 15) * 16, entry & 240, 16, 16, entry);
  const inks = Uint8Array.from({ length: 27 }, (_, i) => (i * 53) & 255);
  const layers: PressedLayers = { ...flatLayers(width, height, [40, 80, 160]), canvas: grid, inks };
  const { rgb } = await decodeJpeg(createPhotoPress(PRESS, width, height).press(layers));
  expect(furthestWithinSquares(rgb, mixLayers(layers), width)).toBeLessThanOrEqual(2);
});

test('only what a row says was touched is drawn', () => {
  const [clean, stained] = [createCanvas(32, 32), createCanvas(32, 32)];
  stained.bytes.fill(1);
  const inks = Uint8Array.of(255, 0, 0);
  const small = createPhotoPress(PRESS, 32, 32);
  const bytes = small.press({ ...flatLayers(32, 32), canvas: stained, inks });
  expect(bytes).toEqual(small.press({ ...flatLayers(32, 32), canvas: clean, inks }));
});

test('a patch lies over all else, mixes by its alpha, and is cut off at every edge', async () => {
  const canvas = createCanvas(96, 96);
  fillRectangle(canvas, 0, 0, 96, 96, LEVELS);
  const patches = [
    flatPatch(-16, -16, 32, [255, 0, 0, 255]),
    flatPatch(80, -16, 32, [0, 200, 0, 128]),
    flatPatch(-16, 80, 32, [0, 0, 255, 1]),
    flatPatch(80, 80, 32, [255, 255, 0, 254]),
    flatPatch(32, 32, 32, [0, 0, 0, 0]),
    flatPatch(96, 0, 16, [255, 0, 255, 255]),
    flatPatch(0, -16, 16, [255, 0, 255, 255]),
    flatPatch(-(2 ** 40), 2 ** 40, 16, [255, 0, 255, 255]),
  ];
  const layers: PressedLayers = {
    ...flatLayers(96, 96),
    canvas,
    inks: Uint8Array.of(120, 120, 140),
    patches,
  };
  const { rgb } = await decodeJpeg(createPhotoPress(PRESS, 96, 96).press(layers));
  expect(furthestWithinSquares(rgb, mixLayers(layers), 96)).toBeLessThanOrEqual(2);
});

test.each([
  ['each byte as likely as any other', false],
  ['black and white alone', true],
])('noise is at most 300,000 bytes: %s', async (_, isBlackAndWhite) => {
  const photo = noisePhoto(WIDTH, HEIGHT, 3, isBlackAndWhite);
  const jpeg = press.press({ ...flatLayers(WIDTH, HEIGHT), photo });
  expect(jpeg.length).toBeLessThanOrEqual(MOST_BYTES);
  expect(jpeg.length).toBeGreaterThan(MOST_BYTES / 2);
  expect((await decodeJpeg(jpeg)).width).toBe(WIDTH);
});

test('a photo takes the best quality that fits the bytes it may have', async () => {
  const layers = { ...flatLayers(320, 200), photo: noisePhoto(320, 200, 5) };
  const meant = mixLayers(layers);
  let best = Number.POSITIVE_INFINITY;
  for (const mostBytes of [60_000, 40_000, 20_000, 12_000]) {
    const jpeg = createPhotoPress(PRESS, 320, 200, mostBytes).press(layers);
    expect(jpeg.length).toBeLessThanOrEqual(mostBytes);
    const likenessNow = likeness((await decodeJpeg(jpeg)).rgb, meant);
    expect(likenessNow).toBeLessThan(best);
    best = likenessNow;
  }
});

test('a byte too many is enough to take the next quality', () => {
  const layers = { ...flatLayers(320, 200), photo: noisePhoto(320, 200, 5) };
  const jpeg = createPhotoPress(PRESS, 320, 200, 1_000_000).press(layers);
  expect(createPhotoPress(PRESS, 320, 200, jpeg.length).press(layers)).toEqual(jpeg);
  expect(createPhotoPress(PRESS, 320, 200, jpeg.length - 1).press(layers).length).toBeLessThan(jpeg.length);
});

test('a picture that no quality makes small enough is refused', () => {
  const tight = createPhotoPress(PRESS, 320, 200, 2000);
  expect(() => tight.press({ ...flatLayers(320, 200), photo: noisePhoto(320, 200, 5) })).toThrow(RangeError);
  expect(tight.press(flatLayers(320, 200)).length).toBeLessThan(2000);
});

const GOOD = flatLayers(40, 30);
const UNFIT: Record<string, Partial<PressedLayers>> = {
  'a photo cut short': { photo: GOOD.photo.subarray(4) },
  'a photo too long': { photo: new Uint8Array(GOOD.photo.length + 4) },
  'an empty photo': { photo: new Uint8Array(0) },
  'too few shaded rows': { shade: new Uint8Array(29) },
  'a shade of no colour': { shadeColour: [0, 256, 0] },
  'a shade of part of a colour': { shadeColour: [0, 0.5, 0] },
  'a canvas of another width': { canvas: createCanvas(41, 30) },
  'a canvas of another height': { canvas: createCanvas(40, 31) },
  'a canvas without its bytes': { canvas: { ...GOOD.canvas, bytes: new Uint8Array(7) } },
  'a canvas without its rows': { canvas: { ...GOOD.canvas, starts: new Uint16Array(3) } },
  'a canvas touched beyond its edge': { canvas: { ...GOOD.canvas, ends: new Uint16Array(30).fill(41) } },
  'an ink of two bytes': { inks: new Uint8Array(2) },
  'more inks than entries': { inks: new Uint8Array(33) },
  'a patch cut short': {
    patches: [{ left: 0, top: 0, width: 2, height: 2, rgba: new Uint8ClampedArray(12) }],
  },
  'a patch of less than nothing': {
    patches: [{ left: 0, top: 0, width: -2, height: -2, rgba: new Uint8ClampedArray(16) }],
  },
  'a patch between two pixels': { patches: [flatPatch(0.5, 0, 2, [1, 2, 3, 4])] },
  'a patch nowhere': { patches: [flatPatch(0, Number.NaN, 2, [1, 2, 3, 4])] },
};

test.each(Object.entries(UNFIT))('%s is refused, and leaves nothing behind', (_, unfit) => {
  const small = createPhotoPress(PRESS, 40, 30);
  const before = small.press(GOOD);
  expect(() => small.press({ ...GOOD, ...unfit })).toThrow(RangeError);
  expect(small.press(GOOD)).toEqual(before);
});

test.each([0, -1, 2401, 16.5, Number.NaN])('there is no press of %d pixels a side', (pixels) => {
  expect(() => createPhotoPress(PRESS, pixels, 100)).toThrow(RangeError);
  expect(() => createPhotoPress(PRESS, 100, pixels)).toThrow(RangeError);
});

test.each([0, -1, 1.5, Number.NaN, Number.POSITIVE_INFINITY])('there is no JPEG of %d bytes', (mostBytes) => {
  expect(() => createPhotoPress(PRESS, 100, 100, mostBytes)).toThrow(RangeError);
});

test('what was pressed before leaves no trace', () => {
  const [used, fresh] = [createPhotoPress(PRESS, 123, 77), createPhotoPress(PRESS, 123, 77)];
  for (const seed of [1, 2, 3]) used.press(mixedLayers(123, 77, seed));
  const layers = { ...mixedLayers(123, 77, 4), inks: Uint8Array.of(200, 100, 0) };
  expect(used.press(layers)).toEqual(fresh.press(layers));
});

test('the bytes are those that were approved', () => {
  const jpeg = createPhotoPress(PRESS, 250, 131).press(sunsetLayers());
  const file = new URL('expected/pressed-photo.jpg', import.meta.url);
  if (process.env.UPDATE === '1') writeFileSync(file, jpeg);
  expect(existsSync(file), 'UPDATE=1 writes the picture; look at it before keeping it').toBe(true);
  expect(Buffer.from(jpeg).equals(readFileSync(file)), 'bytes differ').toBe(true);
});
