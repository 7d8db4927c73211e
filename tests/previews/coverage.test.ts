import { expect, test } from 'vitest';
import { createCanvasKernel } from '../../src/previews/painting/canvas-kernel.ts';
import { type CoverageMask, LEVELS } from '../../src/previews/painting/coverage.ts';
import { createGlyphMasks } from '../../src/previews/painting/glyph-masks.ts';
import { readKernel } from './assets.ts';
import { type DrawnPoint, drawnFont, simpleGlyph } from './drawn-fonts.ts';

type Corner = readonly [x: number, y: number];

const masks = createGlyphMasks(createCanvasKernel(readKernel('canvas')));
/** Font units to a pixel. */
const UNITS = 100;
const SIZE = 50;

function rasterise(shapes: readonly (readonly Corner[])[], shift = 0): CoverageMask | undefined {
  const inUnits = ([x, y]: Corner): DrawnPoint => [Math.round(x * UNITS), Math.round(-y * UNITS)];
  const glyph = simpleGlyph(shapes.map((shape) => shape.map(inUnits)));
  return masks.find(drawnFont(SIZE * UNITS, [glyph]), 0, SIZE, shift);
}

function rows(shapes: readonly (readonly Corner[])[], shift = 0): number[][] {
  const mask = rasterise(shapes, shift);
  if (!mask) return [];
  return Array.from({ length: mask.height }, (_, row) => [
    ...mask.levels.subarray(row * mask.width, (row + 1) * mask.width),
  ]);
}

const box = (left: number, top: number, right: number, bottom: number): Corner[] => [
  [left, top],
  [right, top],
  [right, bottom],
  [left, bottom],
];

test('a square on the grid is full ink and nothing else', () => {
  const square = [box(1, 1, 3, 3)];
  expect(rows(square)).toEqual([
    [LEVELS, LEVELS, 0, 0],
    [LEVELS, LEVELS, 0, 0],
    [0, 0, 0, 0],
  ]);
  expect(rasterise(square)).toMatchObject({ left: 1, top: 1 });
});

test('a square a quarter of a pixel to the right leaves a quarter behind', () => {
  const [first] = rows([box(0, 0, 2, 1)], 0.25);
  expect(first).toEqual([LEVELS * 0.75, LEVELS, LEVELS * 0.25, 0, 0]);
});

test('the direction of the outline does not matter', () => {
  expect(rows([box(0, 0, 2, 2).reverse()])).toEqual(rows([box(0, 0, 2, 2)]));
});

test('a hole runs the other way', () => {
  expect(rows([box(0, 0, 3, 3), box(1, 1, 2, 2).reverse()])[1]).toEqual([LEVELS, 0, LEVELS, 0, 0]);
});

test.each<[string, Corner, Corner, Corner]>([
  ['small', [0.3, 0.7], [9.1, 3.2], [2.4, 8.9]],
  ['of more pixels than are rasterised at a time', [0.3, 0.7], [320.1, 90.2], [120.4, 310.9]],
])('the ink of a triangle is its area: %s', (_, ...corners) => {
  const [[ax, ay], [bx, by], [cx, cy]] = corners;
  const area = Math.abs((bx - ax) * (cy - ay) - (cx - ax) * (by - ay)) / 2;
  const ink = rows([corners]).flat();
  const inked = ink.reduce((sum, level) => sum + level, 0) / LEVELS;
  expect(Math.abs(inked - area)).toBeLessThan(Math.max(0.5, area / 5000));
});

test('a shape of more pixels than are rasterised at a time has no seams', () => {
  const mask = rasterise([box(-3, -2, 321, 298)]);
  const { width = 0, height = 0, levels = new Uint8Array(0) } = mask ?? {};
  expect([width, height]).toEqual([326, 301]);
  const line = [...Array.from({ length: 324 }, () => LEVELS), 0, 0];
  for (let row = 0; row < 300; row++) {
    expect([...levels.subarray(row * width, (row + 1) * width)]).toEqual(line);
  }
});

test('the spans of a mask hold all of its ink', () => {
  const mask = rasterise(
    [
      [
        [0.5, 0.5],
        [7.5, 1],
        [3, 6.5],
      ],
    ],
    0.5,
  );
  expect(mask).toBeDefined();
  for (let row = 0; mask && row < mask.height; row++) {
    const line = [...mask.levels.subarray(row * mask.width, (row + 1) * mask.width)];
    const [start, end] = [mask.spans[row * 2], mask.spans[row * 2 + 1]];
    expect(
      line
        .map((level, x) => (level ? x : -1))
        .filter((x) => x >= 0)
        .at(0) ?? start,
    ).toBe(start);
    expect(line.findLastIndex((level) => level > 0) + 1 || end).toBe(end);
  }
});

test('no outline is no mask', () => {
  expect(rasterise([])).toBeUndefined();
});
