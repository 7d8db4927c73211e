import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Colour, contrast, mixColours, readColour } from '../../src/domain/colour.ts';
import { DEFAULT_THEME, LEAST_CONTRAST, themeOf } from '../../src/domain/theme.ts';
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

test('any word keeps a contrast of 4.5 over any pixel of any photo, from its capitals on down', () => {
  fc.assert(
    fc.property(themes, colour, fc.integer({ min: 60, max: 500 }), fc.nat(629), (theme, photo, top, down) => {
      const colours = photoColours(theme.colours);
      const { colour: shade, rows } = shadePhoto(colours, top);
      const row = Math.min(629, top + down);
      const shaded = mixColours(photo, shade, (rows[row] ?? 0) / 255).map(Math.round) as unknown as Colour;
      for (const ink of INKS) {
        expect(contrast(readColour(colours[ink]) ?? [0, 0, 0], shaded)).toBeGreaterThanOrEqual(
          LEAST_CONTRAST,
        );
      }
    }),
    { numRuns: 2000, seed: 20_261_124 },
  );
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
