import { expect, test } from 'vitest';
import type { Colour } from '../../src/domain/colour.ts';
import { LOGO_ROOM } from '../../src/previews/card.ts';
import { fitLogo } from '../../src/previews/logo.ts';
import { banner, roundel, square, tower } from './logos.ts';

const PAPER: Colour = [250, 248, 244];
const NIGHT: Colour = [15, 17, 21];
const RED = [200, 16, 46, 255] as const;

test('a logo loses its empty edges and nothing else', () => {
  const fitted = fitLogo(tower(), [PAPER]);
  expect([fitted?.width, fitted?.height]).toEqual([20, 52]);
  expect([...(fitted?.rgba.subarray(-4) ?? [])]).toEqual([...RED]);
  expect(fitLogo(banner(), [PAPER])).toEqual(banner());
});

test.each([
  ['wider than its room', { width: LOGO_ROOM.width + 1, height: 20 }],
  ['higher than its room', { width: 20, height: LOGO_ROOM.height + 1 }],
  ['one pixel', { width: 1, height: 1 }],
  ['a line', { width: 200, height: 2 }],
  ['nothing', { width: 0, height: 0 }],
])('a logo that is %s gives way to the name', (_, { width, height }) => {
  const rgba = new Uint8Array(width * height * 4).fill(255);
  expect(fitLogo({ width, height, rgba }, [NIGHT])).toBeUndefined();
});

test.each([
  ['white on paper', roundel([255, 255, 255]), PAPER, false],
  ['black on paper', roundel([0, 0, 0]), PAPER, true],
  ['white on the night', roundel([255, 255, 255]), NIGHT, true],
  ['black on the night', roundel([0, 0, 0]), NIGHT, false],
  ['transparent all over', square(40, [0, 0, 0, 0]), PAPER, false],
  ['hardly there', square(40, [0, 0, 0, 40]), PAPER, false],
  ['a plate of the colour of the paper', square(40, [250, 248, 244, 255]), PAPER, false],
  ['a plate with marks on it', banner(), NIGHT, true],
])('a logo that is %s is drawn where it can be seen', (_, logo, ground, isDrawn) => {
  expect(fitLogo(logo, [ground]) !== undefined).toBe(isDrawn);
});

test('a logo has to be seen on every ground', () => {
  expect(fitLogo(roundel([255, 255, 255]), [NIGHT, PAPER])).toBeUndefined();
});
