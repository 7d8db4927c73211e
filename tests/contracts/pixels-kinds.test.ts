import { deflateSync } from 'node:zlib';
import encodeJpegModule from '@jsquash/jpeg/codec/enc/mozjpeg_enc.js';
import { defaultOptions } from '@jsquash/jpeg/meta.js';
import sharp, { type Sharp } from 'sharp';
import { describe, expect, it } from 'vitest';
import { sharpPixels } from '../../src/adapters/node/sharp-pixels.ts';
import { createWorkerPixels } from '../../src/adapters/workerd/worker-pixels.ts';
import type { PictureRoom, Pixels } from '../../src/domain/picture.ts';
import {
  expectAnswer,
  expectOpened,
  expectQuadrants,
  pixelAt,
  QUADRANTS,
} from './pixels-opening-contract.ts';
import { concat, deflateZeros, type PngShape, writePng } from './pixels-png.ts';
import { drawQuadrants } from './pixels-samples.ts';
import { openWithSharp } from './pixels-service.ts';
import { compilePackaged, modules } from './pixels-wasm.ts';

const wasmPixels = createWorkerPixels({ modules });
const BOTH: [string, Pixels][] = [
  ['sharp', sharpPixels],
  ['wasm', wasmPixels],
];
const ROOM: PictureRoom = { width: 60, height: 60, fit: 'inside' };
const GREYS = [0, 85, 170, 255].map((grey) => [grey, grey, grey]);

const bytesOf = async (picture: Sharp) => new Uint8Array(await picture.toBuffer());

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

describe('the Images binding', () => {
  it('is asked for a picture of the room’s size', async () => {
    const asked: unknown[] = [];
    const service = openWithSharp();
    const images: typeof service = {
      input(stream) {
        const transformer = service.input(stream);
        return {
          ...transformer,
          transform(transform) {
            asked.push(transform);
            return transformer.transform(transform);
          },
        };
      },
    };
    const pixels = createWorkerPixels({ modules, images });
    await pixels.open(await bytesOf(drawQuadrants().png()), ROOM);
    await pixels.open(await bytesOf(drawQuadrants().png()), { ...ROOM, fit: 'cover' });
    expect(asked).toEqual([
      { width: 60, height: 60, fit: 'scale-down' },
      { width: 60, height: 60, fit: 'cover' },
    ]);
  });

  it('is done without where it fails', async () => {
    const images = {
      input() {
        throw new Error('IMAGES_TRANSFORM_ERROR 9422: the account has no transformations left');
      },
    };
    const pixels = createWorkerPixels({ modules, images });
    expectQuadrants(expectOpened(await pixels.open(await bytesOf(drawQuadrants().png()), ROOM)));
    const gif = await bytesOf(drawQuadrants().gif());
    expect(await pixels.open(gif, ROOM)).toEqual({ outcome: 'unusable', fault: 'format' });
  });

  it('sees no picture that is too large, and nothing that is no picture', async () => {
    const images = {
      input() {
        throw new Error('was asked');
      },
    };
    const pixels = createWorkerPixels({ modules, images });
    const huge = writePng(30_000, 30_000, deflateSync(new Uint8Array(100)));
    expect(await pixels.open(huge, ROOM)).toEqual({ outcome: 'unusable', fault: 'pixels' });
    const svg = new TextEncoder().encode('<svg xmlns="http://www.w3.org/2000/svg"/>');
    expect(await pixels.open(svg, ROOM)).toEqual({ outcome: 'unusable', fault: 'format' });
  });
});

describe('what an isolate can hold', () => {
  it.each([
    ['a baseline JPEG of 24 megapixels', 'opened', { width: 6000 }],
    ['a progressive JPEG of 8 megapixels', 'opened', { width: 2000, progressive: true }],
    ['one of 12', 'pixels', { width: 3000, progressive: true }],
    ['one of 8 with full colours', 'pixels', { width: 2000, progressive: true, chromaSubsampling: '4:4:4' }],
    ['a baseline JPEG of 48 megapixels', 'pixels', { width: 12_000 }],
  ])('decides on %s: %s', async (_what, expected, { width, ...options }) => {
    const picture = sharp({ create: { width, height: 4000, channels: 3, background: '#345' } });
    const opening = await wasmPixels.open(await bytesOf(picture.jpeg(options)), ROOM);
    expect(opening.outcome === 'opened' ? 'opened' : opening.fault).toBe(expected);
  });

  it('900 MB that a PNG would inflate to are never in memory', async () => {
    const bomb = writePng(300, 200, deflateZeros(900_000_000));
    const before = process.resourceUsage().maxRSS;
    for (const [, pixels] of BOTH) await pixels.open(bomb, ROOM);
    // Kilobytes.
    expect(process.resourceUsage().maxRSS - before).toBeLessThan(150_000);
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

it('an AVIF may have half as many pixels as the others, as each takes more', async () => {
  const bytes = await bytesOf(drawQuadrants().avif());
  const size = new TextDecoder('latin1').decode(bytes).indexOf('ispe') + 8;
  const view = new DataView(bytes.buffer, bytes.byteOffset);
  const open = (edge: number) => {
    for (const offset of [size, size + 4]) view.setUint32(offset, edge);
    return sharpPixels.open(bytes, ROOM);
  };
  expect(await open(5000)).toEqual({ outcome: 'unusable', fault: 'pixels' });
  // Then the pixels are looked for, and there are not as many.
  expect(await open(4800)).toEqual({ outcome: 'unusable', fault: 'damaged' });
});
