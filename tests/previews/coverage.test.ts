import { expect, test } from 'vitest';
import { LEVELS, rasterise } from '../../src/previews/coverage.ts';

/** The closed outline through these corners. */
function polygon(...corners: readonly (readonly [number, number])[]): number[] {
  return corners.flatMap(([x, y], i) => [x, y, ...(corners[(i + 1) % corners.length] ?? [0, 0])]);
}

function rows(lines: number[], shift = 0): number[][] {
  const mask = rasterise(lines, shift);
  if (!mask) return [];
  return Array.from({ length: mask.height }, (_, row) => [
    ...mask.levels.subarray(row * mask.width, (row + 1) * mask.width),
  ]);
}

test('a square on the grid is full ink and nothing else', () => {
  const square = polygon([1, 1], [3, 1], [3, 3], [1, 3]);
  expect(rows(square)).toEqual([
    [LEVELS, LEVELS, 0, 0],
    [LEVELS, LEVELS, 0, 0],
    [0, 0, 0, 0],
  ]);
  expect(rasterise(square, 0)).toMatchObject({ left: 1, top: 1 });
});

test('a square a quarter of a pixel to the right leaves a quarter behind', () => {
  const [first] = rows(polygon([0, 0], [2, 0], [2, 1], [0, 1]), 0.25);
  expect(first).toEqual([LEVELS * 0.75, LEVELS, LEVELS * 0.25, 0, 0]);
});

test('the direction of the outline does not matter', () => {
  expect(rows(polygon([0, 0], [0, 2], [2, 2], [2, 0]))).toEqual(
    rows(polygon([0, 0], [2, 0], [2, 2], [0, 2])),
  );
});

test('a hole runs the other way', () => {
  const ring = [...polygon([0, 0], [3, 0], [3, 3], [0, 3]), ...polygon([1, 1], [1, 2], [2, 2], [2, 1])];
  expect(rows(ring)[1]).toEqual([LEVELS, 0, LEVELS, 0, 0]);
});

test('the ink of any triangle is its area', () => {
  const corners = [
    [0.3, 0.7],
    [9.1, 3.2],
    [2.4, 8.9],
  ] as const;
  const [[ax, ay], [bx, by], [cx, cy]] = corners;
  const area = Math.abs((bx - ax) * (cy - ay) - (cx - ax) * (by - ay)) / 2;
  const ink = rows(polygon(...corners)).flat();
  expect(Math.abs(ink.reduce((sum, level) => sum + level, 0) / LEVELS - area)).toBeLessThan(0.5);
});

test('the spans of a mask hold all of its ink', () => {
  const mask = rasterise(polygon([0.5, 0.5], [7.5, 1], [3, 6.5]), 0.5);
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
  expect(rasterise([], 0)).toBeUndefined();
});
