import { readFileSync } from 'node:fs';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { placePicture } from '../../src/adapters/workerd/pictures/picture-placement.ts';
import { createPictureScaler } from '../../src/adapters/workerd/pictures/picture-scaling.ts';
import type { OpenedPicture, PictureRoom } from '../../src/domain/picture.ts';

const module = new WebAssembly.Module(
  readFileSync(new URL('../../assets/kernels/scale.wasm', import.meta.url)),
);
const scaler = createPictureScaler(module);

interface Source {
  width: number;
  height: number;
  rgba: Uint8Array;
}

function scale(
  { width, height, rgba }: Source,
  room: PictureRoom,
  { isOpaque = false, rows = height, by = scaler } = {},
) {
  const scaling = by.start({ width, height, orientation: 1, isOpaque }, room);
  for (let row = 0; row < height; row += rows) {
    scaling.take(rgba.subarray(row * width * 4, (row + rows) * width * 4));
  }
  return scaling.finish();
}

/** Where each output pixel of an axis comes from: the definition of the kernel's filter, in doubles. */
function weigh(start: number, extent: number, size: number, goal: number, index: number): [number, number][] {
  const step = extent / goal;
  if (step > 1) {
    const [from, to] = [start + step * index, start + step * (index + 1)];
    const overlaps = Array.from({ length: size }, (_, source) => [
      source,
      Math.max(0, Math.min(to, source + 1) - Math.max(from, source)) / step,
    ]);
    return overlaps as [number, number][];
  }
  const centre = start + step * (index + 0.5) - 0.5;
  const below = Math.floor(centre);
  const clamp = (at: number) => Math.max(0, Math.min(at, size - 1));
  return [
    [clamp(below), 1 - (centre - below)],
    [clamp(below + 1), centre - below],
  ];
}

function scaleSlowly({ width, height, rgba }: Source, room: PictureRoom): OpenedPicture {
  const place = placePicture({ width, height }, room);
  const pixels: number[] = [];
  for (let y = 0; y < place.height; y++) {
    for (let x = 0; x < place.width; x++) {
      const sum = [0, 0, 0, 0];
      for (const [row, down] of weigh(place.top, place.cropHeight, height, place.height, y)) {
        for (const [column, across] of weigh(place.left, place.cropWidth, width, place.width, x)) {
          const at = (row * width + column) * 4;
          const alpha = rgba[at + 3] ?? 0;
          const weight = down * across;
          for (let channel = 0; channel < 3; channel++) {
            sum[channel] = (sum[channel] ?? 0) + (weight * (rgba[at + channel] ?? 0) * alpha) / 255;
          }
          sum[3] = (sum[3] ?? 0) + weight * alpha;
        }
      }
      const alpha = sum[3] ?? 0;
      const colours = sum.slice(0, 3).map((value) => (alpha < 0.5 ? 0 : (value * 255) / alpha));
      pixels.push(...colours.map(Math.round), alpha < 0.5 ? 0 : Math.round(alpha));
    }
  }
  return { width: place.width, height: place.height, rgba: Uint8Array.from(pixels) };
}

const edge = fc.integer({ min: 1, max: 24 });
const room = fc.record({
  width: edge,
  height: edge,
  fit: fc.constantFrom('cover' as const, 'inside' as const),
});
const source = sourceOf(edge, edge);

function sourceOf(widths: fc.Arbitrary<number>, heights: fc.Arbitrary<number>): fc.Arbitrary<Source> {
  return fc.record({ width: widths, height: heights }).chain(({ width, height }) => {
    const length = width * height * 4;
    return fc.uint8Array({ minLength: length, maxLength: length }).map((rgba) => ({ width, height, rgba }));
  });
}

/** Shrunk by much in one direction, which is done by other means. */
const wide = sourceOf(fc.integer({ min: 60, max: 300 }), fc.integer({ min: 1, max: 4 }));
/** Rows that are used again and again, also where one band ends and the next begins. */
const tall = sourceOf(fc.integer({ min: 1, max: 3 }), fc.integer({ min: 17, max: 40 }));
const tallRoom: PictureRoom = { width: 4, height: 120, fit: 'cover' };

/** The largest difference of two pictures in a channel. */
function distance(one: OpenedPicture, other: OpenedPicture): number {
  expect([one.width, one.height]).toEqual([other.width, other.height]);
  return one.rgba.reduce(
    (most, value, index) => Math.max(most, Math.abs(value - (other.rgba[index] ?? 0))),
    0,
  );
}

describe('scaling', () => {
  it('differs from its definition by nothing but rounding', () => {
    fc.assert(
      fc.property(source, room, (picture, goal) => {
        const scaled = scale(picture, goal);
        const slow = scaleSlowly(picture, goal);
        // A colour that is nearly transparent is a quotient of two small numbers: alphas are compared, and premultiplied colours.
        const mix = ({ width, height, rgba }: OpenedPicture) => ({
          width,
          height,
          rgba: rgba.map((value, index) =>
            index % 4 === 3 ? value : Math.round((value * (rgba[index | 3] ?? 0)) / 255),
          ),
        });
        expect(distance(mix(scaled), mix(slow))).toBeLessThanOrEqual(1);
      }),
      { numRuns: 100 },
    );
  });

  it('differs from it no more where a picture is opaque', () => {
    const sizes = fc.oneof(source, wide, tall);
    const rooms = fc.oneof(room, fc.constant(tallRoom));
    fc.assert(
      fc.property(sizes, rooms, fc.integer({ min: 1, max: 40 }), (picture, goal, rows) => {
        const rgba = picture.rgba.map((value, index) => (index % 4 === 3 ? 255 : value));
        const opaque = { ...picture, rgba };
        const scaled = scale(opaque, goal, { isOpaque: true, rows });
        expect(distance(scaled, scaleSlowly(opaque, goal))).toBeLessThanOrEqual(1);
      }),
      { numRuns: 200 },
    );
  });

  it('leaves a plain colour as it is, at every size', () => {
    const colour = fc.tuple(fc.nat(255), fc.nat(255), fc.nat(255));
    fc.assert(
      fc.property(edge, edge, room, colour, (width, height, goal, rgb) => {
        const rgba = Uint8Array.from({ length: width * height }, () => 0);
        const pixels = Uint8Array.from([...rgba].flatMap(() => [...rgb, 255]));
        for (const isOpaque of [true, false]) {
          const scaled = scale({ width, height, rgba: pixels }, goal, { isOpaque });
          const expected = Array.from({ length: scaled.width * scaled.height }, () => [...rgb, 255]).flat();
          expect([...scaled.rgba]).toEqual(expected);
        }
      }),
      { numRuns: 100 },
    );
  });

  it('gives the same however the rows come in', () => {
    fc.assert(
      fc.property(source, room, fc.integer({ min: 1, max: 40 }), (picture, goal, rows) => {
        for (const isOpaque of [false, true]) {
          expect(scale(picture, goal, { isOpaque, rows })).toEqual(scale(picture, goal, { isOpaque }));
        }
      }),
      { numRuns: 100 },
    );
  });

  it('shows nothing of the picture before, even where rows never came', () => {
    fc.assert(
      fc.property(source, room, source, room, fc.nat(24), (first, firstRoom, picture, goal, missing) => {
        const by = createPictureScaler(module);
        scale(first, firstRoom, { by, isOpaque: missing % 2 === 0 });
        const cut = { ...picture, rgba: picture.rgba.subarray(0, -missing * picture.width * 4 || undefined) };
        const fresh = createPictureScaler(module);
        expect(scale(cut, goal, { by })).toEqual(scale(cut, goal, { by: fresh }));
      }),
      { numRuns: 100 },
    );
  });

  it('keeps two pictures apart that are under way at the same time', () => {
    const room: PictureRoom = { width: 3, height: 3, fit: 'cover' };
    const size = { width: 9, height: 9, orientation: 1, isOpaque: true };
    const [grey, white] = [60, 255].map((value) => new Uint8Array(9 * 9 * 4).fill(value));
    const [first, second] = [scaler.start(size, room), scaler.start(size, room)];
    second.take(white as Uint8Array);
    first.take(grey as Uint8Array);
    expect(new Set(second.finish().rgba)).toEqual(new Set([255]));
    expect(new Set(first.finish().rgba)).toEqual(new Set([60]));
  });

  it('averages four pixels to one', () => {
    const rgba = Uint8Array.from([10, 20, 30, 40].flatMap((grey) => [grey, 2 * grey, 0, 255]));
    const scaled = scale({ width: 2, height: 2, rgba }, { width: 1, height: 1, fit: 'cover' });
    expect([...scaled.rgba]).toEqual([25, 50, 0, 255]);
  });

  it('lets no colour out of transparent pixels', () => {
    const rgba = Uint8Array.from([255, 0, 0, 0, 0, 0, 255, 255]);
    const scaled = scale({ width: 2, height: 1, rgba }, { width: 1, height: 1, fit: 'cover' });
    expect([...scaled.rgba.subarray(0, 3)]).toEqual([0, 0, 255]);
  });

  it('asks for no row far below the crop', () => {
    const [width, height] = [10, 1000];
    const scaling = scaler.start(
      { width, height, orientation: 1, isOpaque: true },
      { width: 5, height: 5, fit: 'cover' },
    );
    const row = new Uint8Array(width * 4).fill(255);
    let taken = 1;
    while (scaling.take(row)) taken++;
    // 505 rows, and the one that the last is mixed with where a picture is enlarged.
    expect(taken).toBe(506);
    expect(scaling.finish().rgba.every((value) => value === 255)).toBe(true);
  });
});
