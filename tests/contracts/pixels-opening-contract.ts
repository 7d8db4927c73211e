import { describe, expect, it } from 'vitest';
import { readPngChunks } from '../../src/adapters/workerd/pictures/png-chunks.ts';
import type { OpenedPicture, Opening, PictureRoom, Pixels } from '../../src/domain/picture.ts';
import { concat, deflateZeros, pngChunk, writePng } from './pixels-png.ts';

/** Red, green, blue and yellow: top left, top right, bottom left, bottom right. */
export const QUADRANTS: number[][] = [
  [220, 30, 30],
  [30, 180, 40],
  [40, 50, 210],
  [240, 210, 60],
];

export interface OpeningSamples {
  /** Four quadrants, 120 × 80 pixels, upright, of each format and variant that is opened. */
  quadrants: Record<string, Uint8Array>;
  /** The same of formats that are not opened here. */
  foreign: Record<string, Uint8Array>;
  /** 40 × 20: the left half red and opaque, the right half green and clear to its half. */
  logo: Uint8Array;
  /** Where a picture is compressed again on its way. */
  tolerance?: number;
}

const COVER: PictureRoom = { width: 60, height: 60, fit: 'cover' };
const INSIDE: PictureRoom = { width: 60, height: 60, fit: 'inside' };
/** What lossy compression changes in the middle of a plain surface. */
const TOLERANCE = 6;

/** The geometry of a picture of 120 × 80 pixels in each room. */
const ROOMS: [string, PictureRoom, [number, number]][] = [
  ['a smaller room that it covers', COVER, [60, 60]],
  ['a larger room that it covers', { width: 300, height: 200, fit: 'cover' }, [300, 200]],
  ['a flat room that it covers', { width: 240, height: 30, fit: 'cover' }, [240, 30]],
  ['a room of its own size that it covers', { width: 120, height: 80, fit: 'cover' }, [120, 80]],
  ['a room that it stands in', INSIDE, [60, 40]],
  ['a narrow room that it stands in', { width: 3, height: 400, fit: 'inside' }, [3, 2]],
  ['a room larger than itself that it stands in', { width: 500, height: 500, fit: 'inside' }, [120, 80]],
];

const text = (words: string) => new TextEncoder().encode(words);

export function pixelAt({ width, height, rgba }: OpenedPicture, across: number, down: number): number[] {
  const start = (Math.floor(down * height) * width + Math.floor(across * width)) * 4;
  return [...rgba.subarray(start, start + 4)];
}

export function expectOpened(opening: Opening): OpenedPicture {
  if (opening.outcome !== 'opened') throw new Error(`not opened: ${opening.fault}`);
  expect(opening.picture.rgba.byteLength).toBe(opening.picture.width * opening.picture.height * 4);
  return opening.picture;
}

/** Each quadrant has its colour at a tenth from the outer edges and from the middle: nothing is shifted. */
export function expectQuadrants(picture: OpenedPicture, colours = QUADRANTS, tolerance = TOLERANCE): void {
  const places = [0, 1, 2, 3].map((index) => [(index & 1) / 2, (index >> 1) / 2] as const);
  for (const [index, [left, top]] of places.entries()) {
    const seen = [0.1, 0.4].map((inset) => pixelAt(picture, left + inset, top + inset));
    for (const pixel of seen) {
      const expected = [...(colours[index] ?? []), 255];
      const distance = Math.max(...pixel.map((value, channel) => Math.abs(value - (expected[channel] ?? 0))));
      expect(distance, `quadrant ${index} is ${pixel}, not ${expected}`).toBeLessThanOrEqual(tolerance);
    }
  }
}

/** Either outcome is right, as long as it is one of the two and the picture is whole. */
export function expectAnswer(opening: Opening): void {
  if (opening.outcome === 'opened') expectOpened(opening);
  else expect(opening.fault).toMatch(/^(format|pixels|damaged)$/);
}

/** What every `Pixels` that opens pictures does. */
export function openingContract(name: string, pixels: Pixels, samples: OpeningSamples): void {
  describe(`opening: ${name}`, () => {
    it.each(Object.keys(samples.quadrants))('%s has its colours where they belong', async (variant) => {
      const bytes = samples.quadrants[variant] as Uint8Array;
      for (const room of [COVER, INSIDE])
        expectQuadrants(expectOpened(await pixels.open(bytes, room)), QUADRANTS, samples.tolerance);
    });

    it.each(ROOMS)('fits %s', async (_what, room, [width, height]) => {
      for (const bytes of Object.values(samples.quadrants).slice(0, 3)) {
        const picture = expectOpened(await pixels.open(bytes, room));
        expect(picture).toMatchObject({ width, height });
        if (room.height !== 30 && room.width !== 3) expectQuadrants(picture, QUADRANTS, samples.tolerance);
      }
    });

    it('a logo keeps its transparency, and no colour runs over its edge', async () => {
      const room: PictureRoom = { width: 20, height: 20, fit: 'inside' };
      const logo = expectOpened(await pixels.open(samples.logo, room));
      expect(logo).toMatchObject({ width: 20, height: 10 });
      expect(pixelAt(logo, 0.2, 0.5)).toEqual([255, 0, 0, 255]);
      const [red = 0, green = 0, , alpha = 0] = pixelAt(logo, 0.9, 0.5);
      expect(Math.abs(alpha - 128)).toBeLessThanOrEqual(1);
      expect([red, green]).toEqual([0, 255]);
    });

    it.each(Object.keys(samples.foreign))('%s is a format that is not opened', async (variant) => {
      const bytes = samples.foreign[variant] as Uint8Array;
      expect(await pixels.open(bytes, COVER)).toEqual({ outcome: 'unusable', fault: 'format' });
    });

    it.each([
      ['an empty file', new Uint8Array()],
      ['a page named as a picture', text('<!doctype html><script>alert(1)</script>')],
      ['an SVG with a script', text('<svg xmlns="http://www.w3.org/2000/svg"><script>1</script></svg>')],
      ['an SVG behind a declaration', text('<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"/>')],
      ['a PDF', text('%PDF-1.7\n1 0 obj\n')],
      ['two bytes of a JPEG', new Uint8Array([0xff, 0xd8])],
      ['the first half of a signature', new Uint8Array([0x89, 0x50, 0x4e])],
    ])('%s is no picture', async (_what, bytes) => {
      expect(await pixels.open(bytes, COVER)).toEqual({ outcome: 'unusable', fault: 'format' });
    });

    it.each(Object.keys(samples.quadrants))('%s cut short anywhere is answered', async (variant) => {
      const whole = samples.quadrants[variant] as Uint8Array;
      for (let tenth = 0; tenth < 10; tenth++) {
        const opening = await pixels.open(whole.slice(0, 12 + ((whole.length - 12) * tenth) / 10), COVER);
        expectAnswer(opening);
        // What is shown is never half a picture.
        if (tenth < 5) expect(opening.outcome, `${tenth} tenths`).toBe('unusable');
      }
    });

    it.each(Object.keys(samples.quadrants))('%s with a header and noise is answered', async (variant) => {
      const whole = samples.quadrants[variant] as Uint8Array;
      let seed = 20_241_124;
      for (let round = 0; round < 20; round++) {
        const bytes = whole.slice();
        // The first rounds change single bytes, the last ones all that comes after the header.
        const first = round < 14 ? 12 : Math.min(200, whole.length >> 1);
        for (let index = first; index < bytes.length; index++) {
          seed = (Math.imul(seed, 1_103_515_245) + 12_345) >>> 0;
          const isChanged = round < 14 ? (seed >>> 8) % 97 === 0 : true;
          if (isChanged) bytes[index] = seed >>> 24;
        }
        expectAnswer(await pixels.open(bytes, COVER));
      }
    });

    it('a PNG that inflates to 900 MB is opened as far as its header says, or refused', async () => {
      expectAnswer(await pixels.open(writePng(300, 200, deflateZeros(900_000_000)), COVER));
    });

    it('a PNG in pieces of one byte each is opened', async () => {
      const bytes = cutData(samples.quadrants['a PNG'] as Uint8Array);
      expect(await pixels.open(bytes, COVER)).toMatchObject({ outcome: 'opened' });
    });

    it.each([
      ['a JPEG', [0xff, 0xe1, 0, 2], 2],
      ['a PNG', [...pngChunk('tEXt', [])], 33],
    ])('%s with 200,000 empty notes is answered', async (kind, note, at) => {
      const whole = samples.quadrants[kind] as Uint8Array;
      const notes = new Uint8Array(note.length * 200_000);
      for (let index = 0; index < notes.length; index += note.length) notes.set(note, index);
      const bytes = concat(whole.subarray(0, at), notes, whole.subarray(at));
      expectAnswer(await pixels.open(bytes, COVER));
    });

    it.each([
      [15_999_999, 1],
      [1, 15_999_999],
    ])('a PNG of %i × %i is too long', async (width, height) => {
      const bytes = writePng(width, height, deflateZeros(64_000_000));
      expect(await pixels.open(bytes, COVER)).toEqual({ outcome: 'unusable', fault: 'pixels' });
    });

    it('a PNG of 900 megapixels has too many', async () => {
      const bytes = writePng(30_000, 30_000, deflateZeros(900_000_000));
      expect(await pixels.open(bytes, COVER)).toEqual({ outcome: 'unusable', fault: 'pixels' });
    });

    it.each(Object.keys(samples.quadrants))(
      '%s whose header says 30,000 × 30,000 has too many',
      async (variant) => {
        const bytes = withSize(samples.quadrants[variant] as Uint8Array, 30_000);
        expect(await pixels.open(bytes, COVER)).toMatchObject({ outcome: 'unusable', fault: 'pixels' });
      },
    );
  });
}

/** The PNG with each byte of its pixels in a chunk of its own; before them are the 33 bytes of signature and header. */
function cutData(png: Uint8Array): Uint8Array {
  const { data } = readPngChunks(png) ?? { data: [] };
  const chunks = data.flatMap((part) => [...part].map((byte) => pngChunk('IDAT', [byte])));
  return concat(png.subarray(0, 33), ...chunks, png.subarray(-12));
}

/** The picture with another width and height in its header, as near as the format can say it. */
function withSize(picture: Uint8Array, edge: number): Uint8Array {
  const bytes = picture.slice();
  const view = new DataView(bytes.buffer);
  const name = String.fromCharCode(...bytes.subarray(0, 4));
  if (name === '\x89PNG') {
    view.setUint32(16, edge);
    view.setUint32(20, edge);
  } else if (name === 'GIF8') {
    view.setUint16(6, edge, true);
    view.setUint16(8, edge, true);
  } else if (name === 'RIFF') {
    setWebpSize(view, edge);
  } else if (bytes[0] === 0xff) {
    // The frame's header, which no entropy-coded byte comes before (ITU-T T.81 §B.2.2).
    const frame = bytes.findIndex(
      (byte, at) => byte === 0xff && [0xc0, 0xc1, 0xc2].includes(bytes[at + 1] ?? 0),
    );
    view.setUint16(frame + 5, edge);
    view.setUint16(frame + 7, edge);
  } else {
    setAvifSize(bytes, edge);
  }
  return bytes;
}

function setWebpSize(view: DataView, edge: number): void {
  const chunk = view.getUint8(15);
  if (chunk === 0x58) {
    for (const offset of [24, 27]) {
      view.setUint16(offset, (edge - 1) & 0xffff, true);
      view.setUint8(offset + 2, (edge - 1) >> 16);
    }
  } else if (chunk === 0x4c) {
    // 14 bits each, all of them set.
    view.setUint32(21, (view.getUint32(21, true) | 0x0fffffff) >>> 0, true);
  } else {
    view.setUint16(26, 0x3fff, true);
    view.setUint16(28, 0x3fff, true);
  }
}

/** The property `ispe` (ISO/IEC 23008-12 §6.5.3). */
function setAvifSize(bytes: Uint8Array, edge: number): void {
  const at = new TextDecoder('latin1').decode(bytes).indexOf('ispe');
  new DataView(bytes.buffer).setUint32(at + 8, edge);
  new DataView(bytes.buffer).setUint32(at + 12, edge);
}
