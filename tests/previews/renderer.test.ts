import { expect, test } from 'vitest';
import { DEFAULT_THEME, type Theme, type ThemeColours } from '../../src/domain/theme.ts';
import type { PreviewCard } from '../../src/previews/card.ts';
import { createPreviewRenderer } from '../../src/previews/renderer.ts';
import { FONTS, readAssets } from './assets.ts';
import { CARDS } from './cards.ts';
import { countInk, decode } from './pixels.ts';

const assets = readAssets();
const renderer = createPreviewRenderer(assets, FONTS);
const plain: PreviewCard = {
  design: 'flat',
  publication: 'Le Quotidien',
  title: 'Réouverture du pont',
  language: 'fr',
  direction: 'ltr',
  theme: DEFAULT_THEME,
};
/** Egyptian hieroglyphs: in no font of ours. */
const UNKNOWN = '\u{13080}\u{130b8}\u{13171}';
const STORY = [80, 72, 1040, 440] as const;
const FOOTER_START = [80, 545, 500, 60] as const;

function themed(colours: Partial<ThemeColours>): Theme {
  return { ...DEFAULT_THEME, colours: { ...DEFAULT_THEME.colours, ...colours } };
}

async function draw(card: Partial<PreviewCard>) {
  return decode(await renderer.draw({ ...plain, ...card }));
}

test('a card is a palette PNG of 1200 by 630 pixels', async () => {
  const png = await renderer.draw(plain);
  expect([...png.subarray(0, 8)]).toEqual([137, 80, 78, 71, 13, 10, 26, 10]);
  expect([png[24], png[25]]).toEqual([8, 3]);
  const { width, height } = await decode(png);
  expect([width, height]).toEqual([1200, 630]);
});

test('the title stands in the title box', async () => {
  expect(countInk(await draw({}), ...STORY)).toBeGreaterThan(10_000);
});

test('the background is the colour of the theme', async () => {
  const { rgb } = await draw({ theme: themed({ background: '#102030' }) });
  expect([...rgb.subarray(0, 3)]).toEqual([0x10, 0x20, 0x30]);
});

test('the same card twice is the same bytes', async () => {
  for (const card of Object.values(CARDS))
    expect(await renderer.draw(card)).toEqual(await renderer.draw(card));
});

test('a renderer that has drawn other cards gives the bytes of a fresh one', async () => {
  for (const card of Object.values(CARDS)) await renderer.draw(card);
  for (const card of Object.values(CARDS)) {
    expect(await renderer.draw(card)).toEqual(await createPreviewRenderer(assets, FONTS).draw(card));
  }
});

test('a title that cannot be drawn gives way to the name of the publication', async () => {
  const named = await renderer.draw({ ...plain, title: 'Le Quotidien', publication: '' });
  expect(await renderer.draw({ ...plain, title: UNKNOWN, dek: 'It rains.' })).toEqual(named);
});

test('a card of which no word can be drawn shows its accent, and bars where the words would be', async () => {
  const picture = await draw({ publication: UNKNOWN, title: UNKNOWN });
  expect(countInk(picture, 80, 0, 96, 16)).toBe(96 * 16);
  expect(countInk(picture, ...STORY)).toBeGreaterThan(50_000);
});

test('a right-to-left card is laid out from the right', async () => {
  const picture = await draw({ direction: 'rtl' });
  expect(countInk(picture, 1024, 0, 96, 16)).toBe(96 * 16);
  expect(countInk(picture, 80, 100, 60, 380)).toBe(0);
});

test('a byline too long for its place is shortened, and the date stays', async () => {
  const [short, long] = await Promise.all([
    draw({ byline: '', date: '30 mars 2026' }),
    draw({ byline: 'Anne-Sophie de La Rochebrochard, '.repeat(20), date: '30 mars 2026' }),
  ]);
  expect(countInk(long, ...FOOTER_START)).toBeGreaterThan(2 * countInk(short, ...FOOTER_START));
  expect(countInk(long, 880, 545, 20, 60)).toBe(0);
});

test('a field of a million characters costs no more than its first two thousand', async () => {
  const endless = 'été '.repeat(250_000);
  const cut = endless.slice(0, 2000);
  const fields = (text: string) => ({ section: text, title: text, dek: text, byline: text, date: text });
  const [long, short] = [endless, cut].map((text) => renderer.draw({ ...plain, ...fields(text) }));
  expect(await long).toEqual(await short);
});

test('a colour that is not #rrggbb is refused', async () => {
  const card = { ...plain, theme: themed({ accent: 'red' }) };
  await expect(renderer.draw(card)).rejects.toThrow(TypeError);
});

test('a file that is not TrueType is refused, and so is no font at all', () => {
  const fonts = [{ weight: 400 as const, data: new Uint8Array(64) }];
  expect(() => createPreviewRenderer({ ...assets, fonts }, FONTS)).toThrow(TypeError);
  expect(() => createPreviewRenderer({ ...assets, fonts: [] }, FONTS)).toThrow(TypeError);
});
