import { deflateSync } from 'node:zlib';
import encodeJpegModule from '@jsquash/jpeg/codec/enc/mozjpeg_enc.js';
import { defaultOptions } from '@jsquash/jpeg/meta.js';
import sharp, { type Sharp } from 'sharp';
import { describe, expect, it } from 'vitest';
import {
  expectAnswer,
  expectOpened,
  expectQuadrants,
  pixelAt,
  QUADRANTS,
} from './pixels-opening-contract.ts';
import { concat, type PngShape, writePng } from './pixels-png.ts';
import { BOTH, ROOM } from './pixels-runtimes.ts';
import { bytesOf, drawQuadrants } from './pixels-samples.ts';
import { compilePackaged } from './pixels-wasm.ts';

const GREYS = [0, 85, 170, 255].map((grey) => [grey, grey, grey]);

describe.each(BOTH)('kinds of pictures: %s', (name, pixels) => {
  it.each([1, 2, 3, 4, 5, 6, 7, 8])(
    'a picture with orientation %i is turned upright',
    async (orientation) => {
      // The picture that comes upright when it is turned so: turned by the inverse, which libvips does too.
      const turned = await bytesOf(undoTurn(orientation));
      for (const format of ['jpeg', 'png', 'webp'] as const) {
        const bytes = await bytesOf(sharp(turned).withMetadata({ orientation })[format]({ quality: 95 }));
        const picture = expectOpened(await pixels.open(bytes, ROOM));
        expect(picture).toMatchObject({ width: 60, height: 40 });
        expectQuadrants(picture);
        const wide = expectOpened(await pixels.open(bytes, { width: 100, height: 50, fit: 'cover' }));
        expect(wide).toMatchObject({ width: 100, height: 50 });
        expectQuadrants(wide);
      }
    },
  );

  it.each([
    ['JPEG', () => drawQuadrants(GREYS).greyscale().jpeg({ quality: 95 })],
    ['PNG', () => drawQuadrants(GREYS).greyscale().png()],
    ['PNG of 16 bits', () => drawQuadrants(GREYS).toColourspace('grey16').png()],
    ['interlaced PNG', () => drawQuadrants(GREYS).greyscale().png({ progressive: true })],
    ['PNG of two bits', () => drawQuadrants(GREYS).png({ palette: true, colours: 4 })],
  ])('a grey %s has its greys', async (_format, draw) => {
    expectQuadrants(expectOpened(await pixels.open(await bytesOf(draw()), ROOM)), GREYS);
  });

  it.each<[string, PngShape, number[], number[][]]>([
    [
      'grey of 1 bit',
      { type: 0, depth: 1 },
      [0b01000000],
      [
        [0, 0, 0, 255],
        [255, 255, 255, 255],
      ],
    ],
    [
      'grey of 2 bits',
      { type: 0, depth: 2 },
      [0b01100000],
      [
        [85, 85, 85, 255],
        [170, 170, 170, 255],
      ],
    ],
    [
      'grey of 4 bits',
      { type: 0, depth: 4 },
      [0x3c],
      [
        [51, 51, 51, 255],
        [204, 204, 204, 255],
      ],
    ],
    [
      'grey with a clear one',
      { type: 0, depth: 8, clear: [0, 9] },
      [9, 7],
      [
        [9, 9, 9, 0],
        [7, 7, 7, 255],
      ],
    ],
    [
      'grey and alpha',
      { type: 4, depth: 8 },
      [50, 255, 60, 128],
      [
        [50, 50, 50, 255],
        [60, 60, 60, 128],
      ],
    ],
    [
      'colours with a clear one',
      { type: 2, depth: 8, clear: [0, 1, 0, 2, 0, 3] },
      [1, 2, 3, 1, 2, 4],
      [
        [1, 2, 3, 0],
        [1, 2, 4, 255],
      ],
    ],
    [
      'colours of 16 bits with a clear one',
      { type: 2, depth: 16, clear: [1, 1, 2, 2, 3, 3] },
      [1, 1, 2, 2, 3, 3, 1, 0, 2, 2, 3, 3],
      [
        [1, 2, 3, 0],
        [1, 2, 3, 255],
      ],
    ],
    [
      'a palette of 1 bit',
      { type: 3, depth: 1, palette: [9, 8, 7, 6, 5, 4] },
      [0b10000000],
      [
        [6, 5, 4, 255],
        [9, 8, 7, 255],
      ],
    ],
    [
      'a palette of 4 bits with alphas',
      { type: 3, depth: 4, palette: [9, 8, 7, 6, 5, 4], clear: [100] },
      [0x10],
      [
        [6, 5, 4, 255],
        [9, 8, 7, 100],
      ],
    ],
  ])('a PNG of %s has two pixels', async (_kind, shape, row, expected) => {
    const bytes = writePng(2, 1, deflateSync(Uint8Array.from([0, ...row])), shape);
    const picture = expectOpened(await pixels.open(bytes, { width: 2, height: 2, fit: 'inside' }));
    const seen = [pixelAt(picture, 0, 0), pixelAt(picture, 0.5, 0)];
    // A pixel that is clear has no colour that could be seen.
    const visible = (pixel: number[]) => (pixel[3] === 0 ? [0, 0, 0, 0] : pixel);
    expect(seen.map(visible)).toEqual(expected.map(visible));
  });

  it('a PNG with a filter that does not exist is damaged', async () => {
    const bytes = writePng(2, 1, deflateSync(Uint8Array.from([9, 1, 2, 3, 4, 5, 6])));
    expect(await pixels.open(bytes, ROOM)).toEqual({ outcome: 'unusable', fault: 'damaged' });
  });

  it('a JPEG in CMYK has the right colours, or is of a format that is not opened', async () => {
    const bytes = await bytesOf(drawQuadrants().toColourspace('cmyk').jpeg({ quality: 95 }));
    const opening = await pixels.open(bytes, ROOM);
    if (name === 'wasm') return expect(opening).toEqual({ outcome: 'unusable', fault: 'format' });
    const [red = 0, green = 0, blue = 0] = pixelAt(expectOpened(opening), 0.2, 0.2);
    expect(red).toBeGreaterThan(170);
    expect(Math.max(green, blue)).toBeLessThan(90);
  });

  it('a JPEG that says it is in arithmetic coding is answered', async () => {
    const bytes = await encodeJpeg({ progressive: false, baseline: true });
    bytes[findFrame(bytes) + 1] = 0xc9;
    const opening = await pixels.open(bytes, ROOM);
    if (name === 'wasm') expect(opening).toEqual({ outcome: 'unusable', fault: 'format' });
    else expectAnswer(opening);
  });

  it('a progressive JPEG of a thousand scans is answered', async () => {
    const bytes = await encodeJpeg({ progressive: true });
    const scan = bytes.subarray(bytes.lastIndexOf(0xda) - 1, -2);
    const bomb = concat(
      bytes.subarray(0, -2),
      ...Array.from({ length: 1000 }, () => scan),
      bytes.subarray(-2),
    );
    const opening = await pixels.open(bomb, ROOM);
    if (name === 'wasm') expect(opening).toEqual({ outcome: 'unusable', fault: 'pixels' });
  });
});

async function encodeJpeg(options: object): Promise<Uint8Array<ArrayBuffer>> {
  type Encoder = { encode(rgba: Uint8Array, width: number, height: number, options: object): Uint8Array };
  const module = compilePackaged('@jsquash/jpeg/codec/enc/mozjpeg_enc.wasm');
  const encoder = await (encodeJpegModule as unknown as (options: object) => Promise<Encoder>)({
    noInitialRun: true,
    instantiateWasm(imports: WebAssembly.Imports, receive: (instance: WebAssembly.Instance) => void) {
      const instance = new WebAssembly.Instance(module, imports);
      receive(instance);
      return instance.exports;
    },
  });
  const rgba = await drawQuadrants().ensureAlpha().raw().toBuffer();
  return Uint8Array.from(encoder.encode(rgba, 120, 80, { ...defaultOptions, quality: 97, ...options }));
}

/** The header of the frame: no byte of the picture itself comes before it. */
function findFrame(bytes: Uint8Array): number {
  return bytes.findIndex((byte, at) => byte === 0xff && [0xc0, 0xc2].includes(bytes[at + 1] ?? 0));
}

/** The quadrants as a camera held that way would write them. */
function undoTurn(orientation: number): Sharp {
  const [red, green, blue, yellow] = QUADRANTS as [number[], number[], number[], number[]];
  // Top left, top right, bottom left, bottom right of the file (Exif 2.32 §4.6.4, Orientation).
  const files: Record<number, number[][]> = {
    1: [red, green, blue, yellow],
    2: [green, red, yellow, blue],
    3: [yellow, blue, green, red],
    4: [blue, yellow, red, green],
    5: [red, blue, green, yellow],
    6: [green, yellow, red, blue],
    7: [yellow, green, blue, red],
    8: [blue, red, yellow, green],
  };
  return orientation > 4
    ? drawQuadrants(files[orientation], 80, 120).png()
    : drawQuadrants(files[orientation]).png();
}
