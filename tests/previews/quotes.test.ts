import { expect, test } from 'vitest';
import { createPreviewRenderer, type QuotePicture } from '../../src/previews/renderer.ts';
import { FONTS, readAssets } from './assets.ts';
import { CARDS } from './cards.ts';
import { countInk, decode } from './pixels.ts';
import { QUOTES } from './quotes.ts';

const renderer = createPreviewRenderer(readAssets(), FONTS);
const plain = QUOTES['quote-short'] as QuotePicture;
/** Egyptian hieroglyphs: in no font of ours. */
const UNKNOWN = '\u{13080}\u{130b8}\u{13171}';
const POST = [80, 40, 1040, 440] as const;

async function draw(quote: Partial<QuotePicture>) {
  return decode(await renderer.quote({ ...plain, ...quote }));
}

test('a renderer that has drawn other quotes and cards gives the bytes of a fresh one', async () => {
  for (const card of Object.values(CARDS)) await renderer.draw(card);
  for (const quote of Object.values(QUOTES)) {
    expect(await renderer.quote(quote)).toEqual(
      await createPreviewRenderer(readAssets(), FONTS).quote(quote),
    );
  }
});

test('quotes drawn at the same time do not meet', async () => {
  const alone: Uint8Array[] = [];
  for (const quote of Object.values(QUOTES)) alone.push(await renderer.quote(quote));
  const fresh = createPreviewRenderer(readAssets(), FONTS);
  expect(await Promise.all(Object.values(QUOTES).map((quote) => fresh.quote(quote)))).toEqual(alone);
});

test('the bar stands on the side on which the words begin', async () => {
  const [french, arabic] = [await draw({}), await draw({ text: 'السفينة عادت' })];
  for (const [picture, left] of [
    [french, 80],
    [arabic, 1114],
  ] as const) {
    expect(countInk(picture, left, 255, 6, 20)).toBe(6 * 20);
  }
});

test.each([[undefined], [''], [' \n '], [UNKNOWN], [`Good morning.\n${UNKNOWN}`]])(
  'words that are not there or not to be drawn whole (%j) are not drawn at all',
  async (text) => {
    const notices = ['This post is not here.'];
    expect((await draw({ text, notices })).rgb.equals((await draw({ text: undefined, notices })).rgb)).toBe(
      true,
    );
  },
);

test('a card of which nothing can be drawn shows bars where the words would be', async () => {
  const nothing = { text: UNKNOWN, name: UNKNOWN, handle: UNKNOWN, date: UNKNOWN, platform: UNKNOWN };
  expect(countInk(await draw(nothing), ...POST)).toBeGreaterThan(50_000);
});

test.each([
  ['a million words', 'été '.repeat(250_000)],
  ['a word of a million letters', 'é'.repeat(1_000_000)],
  ['a million lines', 'é\n'.repeat(500_000)],
  ['a million empty lines', `a${'\n'.repeat(1_000_000)}b`],
  ['ideographs without end', '湾岸'.repeat(100_000)],
  ['Thai without spaces', 'เรือข้ามฟาก'.repeat(10_000)],
  ['half of a surrogate pair', '\ud83d a \udea2'],
])('%s stays above the foot of the card', async (_, text) => {
  const picture = await draw({ text, notices: ['A notice. '.repeat(500), 'Another.'] });
  expect(countInk(picture, 0, 482, 1200, 8)).toBe(0);
  expect(countInk(picture, 1121, 0, 79, 630)).toBe(0);
});

test('a handle begins with its @ on a card that runs from right to left', async () => {
  const rightToLeft = { text: undefined, notices: ['كلمات'], language: 'ar', direction: 'rtl' } as const;
  const picture = await draw({
    ...rightToLeft,
    name: undefined,
    date: undefined,
    handle: '@llllllllllllllll',
  });
  // Below the baseline there is ink of the @ alone.
  expect(countInk(picture, 1040, 587, 80, 10)).toBe(0);
  expect(countInk(picture, 900, 587, 140, 10)).toBeGreaterThan(10);
});
