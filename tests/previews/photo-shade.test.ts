import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Colour, contrast, mixColours, readColour } from '../../src/domain/colour.ts';
import { DEFAULT_THEME, LEAST_CONTRAST, themeOf } from '../../src/domain/theme.ts';
import { lightestPatch } from '../../src/previews/photo-light.ts';
import { photoColours, shadedExtremes, shadePhoto } from '../../src/previews/photo-shade.ts';
import { createPreviewRenderer } from '../../src/previews/renderer.ts';
import { FONTS, readAssets } from './assets.ts';
import { CARDS } from './cards.ts';
import { night, noise, plainPhoto, tiles, valley } from './photos.ts';
import { decode } from './pixels.ts';

const INKS = ['kicker', 'title', 'dek', 'meta'] as const;
const channel = fc.nat(255);
const colour = fc.tuple(channel, channel, channel);
const themes = fc.constantFrom(
  DEFAULT_THEME,
  themeOf({ scheme: 'dark' }),
  themeOf({ scheme: 'dark', background: '#10233f', accent: '#f2b705' }),
  themeOf({ scheme: 'dark', background: '#5a5a5a' }),
  themeOf({ scheme: 'light', background: '#fff1e5', accent: '#990f3d' }),
);

test('any word keeps a contrast of 4.5 over all that is no lighter than the lightest of the photo, from its capitals on down', () => {
  const part = fc.double({ min: 0, max: 1, noNaN: true });
  fc.assert(
    fc.property(
      themes,
      colour,
      part,
      fc.integer({ min: 60, max: 500 }),
      fc.nat(629),
      (theme, lightest, darker, top, down) => {
        const colours = photoColours(theme.colours);
        const { colour: shade, rows } = shadePhoto(colours, top, lightest);
        const row = Math.min(629, top + down);
        const photo = mixColours([0, 0, 0], lightest, darker);
        const shaded = mixColours(photo, shade, (rows[row] ?? 0) / 255).map(Math.round) as unknown as Colour;
        for (const ink of INKS) {
          expect(contrast(readColour(colours[ink]) ?? [0, 0, 0], shaded)).toBeGreaterThanOrEqual(
            LEAST_CONTRAST,
          );
        }
      },
    ),
    { numRuns: 2000, seed: 20_261_124 },
  );
});

test('a dark photo is shaded less than a light one, and never not at all', () => {
  const rowsOver = (lightest: Colour) => shadePhoto(photoColours(DEFAULT_THEME.colours), 300, lightest).rows;
  const [dark, middle, white] = [
    rowsOver([40, 40, 50]),
    rowsOver([190, 190, 190]),
    rowsOver([255, 255, 255]),
  ];
  for (const row of [320, 500, 629]) {
    expect(dark[row]).toBeGreaterThan(60);
    expect(dark[row]).toBeLessThan(middle[row] ?? 0);
    expect(middle[row]).toBeLessThan(white[row] ?? 0);
  }
});

test('the lightest patch of a photo is looked for from a row on down, channel by channel', () => {
  const photo = plainPhoto([20, 30, 40]);
  const fill = (left: number, top: number, side: number, pixel: number[]) => {
    for (let y = top; y < top + side; y++) {
      for (let x = left; x < left + side; x++) photo.rgba.set(pixel, (y * photo.width + x) * 4);
    }
  };
  expect(lightestPatch(photo, 300)).toEqual([20, 30, 40]);
  fill(0, 0, 100, [255, 255, 255]);
  fill(400, 400, 8, [250, 0, 0]);
  fill(1192, 622, 8, [0, 0, 250]);
  // One pixel is no patch.
  fill(800, 500, 1, [20, 255, 40]);
  expect(lightestPatch(photo, 300)).toEqual([250, 45, 250]);
  expect(lightestPatch(photo, 0)).toEqual([255, 255, 255]);
});

test('the shade grows from nothing to its deepest without a step', () => {
  const { rows } = shadePhoto(photoColours(DEFAULT_THEME.colours), 300);
  expect(rows[0]).toBe(0);
  const steps = Array.from(rows.subarray(1), (part, row) => part - (rows[row] ?? 0));
  expect(Math.min(...steps)).toBeGreaterThanOrEqual(0);
  expect(Math.max(...steps)).toBeLessThanOrEqual(2);
});

test('the shade is a dark colour of the theme where it has one', () => {
  const navy = themeOf({ scheme: 'dark', background: '#10233f' });
  expect(photoColours(navy.colours).background).toBe('#10233f');
  expect(photoColours(DEFAULT_THEME.colours).background).toBe(DEFAULT_THEME.colours.title);
});

test('a shaded row lies between what white and what black become in it', () => {
  const shade = shadePhoto(photoColours(DEFAULT_THEME.colours), 300);
  expect(shadedExtremes(shade, 0)).toEqual([
    [255, 255, 255],
    [0, 0, 0],
  ]);
  const [lightest, darkest] = shadedExtremes(shade, 600);
  expect(contrast([255, 255, 255], lightest)).toBeLessThan(contrast([255, 255, 255], darkest));
});

const renderer = createPreviewRenderer(readAssets(), FONTS);

test.each([
  ['white', plainPhoto([255, 255, 255])],
  ['black', plainPhoto([0, 0, 0])],
  ['yellow', plainPhoto([255, 240, 0])],
  ['noise', noise()],
  ['tiles of 1 pixel', tiles(1)],
  ['tiles of 24 pixels', tiles(24)],
  ['a landscape', valley()],
  ['a city at night', night()],
])('in the JPEG of %s, white can be read on every 4 by 4 pixels beside the words', async (_, photo) => {
  const card = { ...CARDS['french-with-everything'], design: 'hero' } as const;
  const { rgb, width } = await decode(await renderer.draw({ ...card } as never, { photo }));
  for (let y = 256; y < 628; y += 4) {
    for (let x = 8; x < 72; x += 4) {
      expect(contrast([255, 255, 255], meanOf(rgb, width, x, y))).toBeGreaterThanOrEqual(LEAST_CONTRAST);
    }
  }
});

function meanOf(rgb: Buffer, width: number, left: number, top: number): Colour {
  const sums: [number, number, number] = [0, 0, 0];
  for (let at = 0; at < 16; at++) {
    const pixel = ((top + (at >> 2)) * width + left + (at & 3)) * 3;
    for (const index of [0, 1, 2] as const) sums[index] += rgb[pixel + index] ?? 0;
  }
  return [sums[0] / 16, sums[1] / 16, sums[2] / 16];
}
