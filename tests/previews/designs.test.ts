import { expect, test } from 'vitest';
import { themeOf } from '../../src/domain/theme.ts';
import type { PreviewCard } from '../../src/previews/card.ts';
import { type CardPictures, createPreviewRenderer } from '../../src/previews/renderer.ts';
import { FONTS, readAssets } from './assets.ts';
import { CARDS } from './cards.ts';
import { ARABIC_POST, DESIGNS, POST } from './designs.ts';
import { roundel, square } from './logos.ts';
import { plainPhoto, valley } from './photos.ts';
import { countInk, decode } from './pixels.ts';

const VALLEY = valley();
const renderer = createPreviewRenderer(readAssets(), FONTS);
const flat = CARDS['english-short'] as PreviewCard;
const hero: PreviewCard = { ...flat, design: 'hero', photo: 'https://news.example/photo.jpg' };
const quoting: PreviewCard = { ...flat, design: 'quote', quote: POST };
/** Egyptian hieroglyphs: in no font of ours. */
const UNKNOWN = '\u{13080}\u{130b8}\u{13171}';
const JPEG = [0xff, 0xd8, 0xff];
const FOOT_END = [800, 540, 320, 60] as const;

async function pixels(card: PreviewCard, pictures?: CardPictures) {
  return decode(await renderer.draw(card, pictures));
}

test('equal cards and pictures give equal bytes, whatever was drawn before and meanwhile', {
  timeout: 30_000,
}, async () => {
  const designs = Object.values(DESIGNS);
  const alone: Uint8Array[] = [];
  for (const { card, pictures } of designs) alone.push(await renderer.draw(card, pictures));
  const fresh = createPreviewRenderer(readAssets(), FONTS);
  const together = await Promise.all(designs.map(({ card, pictures }) => fresh.draw(card, pictures)));
  for (const [index, bytes] of together.entries()) expect(bytes).toEqual(alone[index]);
});

test('a card with a photo is a JPEG of 1200 by 630 pixels and less than 300 kB', async () => {
  const jpeg = await renderer.draw(hero, { photo: VALLEY });
  expect([...jpeg.subarray(0, 3)]).toEqual(JPEG);
  expect(jpeg.length).toBeLessThan(300_000);
  const { width, height } = await decode(jpeg);
  expect([width, height]).toEqual([1200, 630]);
});

test.each([
  ['no photo', {}],
  ['a photo that does not fill the card', { photo: square(40, [0, 0, 0, 255]) }],
  ['a photo cut short', { photo: { ...plainPhoto([0, 0, 0]), rgba: new Uint8Array(8) } }],
])('a hero card with %s is drawn flat, as a JPEG', async (_, pictures) => {
  const jpeg = await renderer.draw(hero, pictures);
  expect([...jpeg.subarray(0, 3)]).toEqual(JPEG);
  const [drawn, plain] = [await decode(jpeg), await pixels(flat)];
  let sum = 0;
  for (const [at, value] of drawn.rgb.entries()) sum += Math.abs(value - (plain.rgb[at] ?? 0));
  expect(sum / drawn.rgb.length).toBeLessThan(1);
});

test('a photo is shown as it is above the words', async () => {
  const { rgb } = await pixels(hero, { photo: plainPhoto([40, 180, 90]) });
  const [red = 0, green = 0, blue = 0] = rgb.subarray((60 * 1200 + 600) * 3);
  expect(Math.hypot(red - 40, green - 180, blue - 90)).toBeLessThan(6);
});

test('a photo on a flat or a quoting card is not shown', async () => {
  for (const card of [flat, quoting]) {
    expect(await renderer.draw(card, { photo: VALLEY })).toEqual(await renderer.draw(card));
  }
});

test('a standfirst of two lines is left out on a photo, one of a single line is not', async () => {
  const photo = VALLEY;
  const without = { ...hero, dek: '' };
  const long = { ...hero, dek: 'A train, two ferries and a borrowed bicycle. '.repeat(3) };
  expect(await renderer.draw(long, { photo })).toEqual(await renderer.draw(without, { photo }));
  expect(await renderer.draw(hero, { photo })).not.toEqual(await renderer.draw(without, { photo }));
});

test.each([
  ['no post', undefined],
  ['a post of no words', { ...POST, text: ' \n ' }],
  ['a post that cannot be drawn', { ...POST, text: UNKNOWN }],
  ['a post of which a line cannot be drawn', { ...POST, text: `Good morning.\n${UNKNOWN}` }],
])('a quoting card with %s is drawn flat', async (_, quote) => {
  const { quote: _quote, ...rest } = quoting;
  const card = quote ? { ...rest, quote } : rest;
  expect(await renderer.draw(card)).toEqual(await renderer.draw(flat));
});

test('the bar of a post stands on the side on which its words begin, whatever the article', async () => {
  const [left, right] = [80, 1114];
  for (const [direction, quote, bar, other] of [
    ['ltr', POST, left, right],
    ['ltr', ARABIC_POST, right, left],
    ['rtl', POST, left, right],
    ['rtl', ARABIC_POST, right, left],
    ['ltr', { ...POST, textDirection: 'rtl' }, right, left],
  ] as const) {
    const picture = await pixels({ ...quoting, direction, quote });
    expect(countInk(picture, bar, 330, 6, 60)).toBe(6 * 60);
    expect(countInk(picture, other, 330, 6, 60)).toBeLessThan(6 * 30);
  }
});

test('a post of another language leaves the letters of the article as they are', async () => {
  const japanese = { ...quoting, language: 'ja', title: '直進', section: '海' };
  const chinese = { ...POST, text: '直進', textLanguage: 'zh-Hans' };
  const headlineOf = (quote: typeof POST) => pixels({ ...japanese, quote }).then(headRows);
  expect(await headlineOf(chinese)).toEqual(await headlineOf({ ...chinese, textLanguage: 'ja' }));
});

/** A hundred rows from the first one below the tab that has ink on it. */
function headRows({ rgb, width }: Awaited<ReturnType<typeof pixels>>): Buffer {
  const rowAt = (row: number) => rgb.subarray(row * width * 3, (row + 1) * width * 3);
  let row = 17;
  while (rowAt(row).equals(rowAt(17))) row++;
  return rgb.subarray(row * width * 3, (row + 100) * width * 3);
}

test('a logo stands at the end of the foot in place of the name, on either side', async () => {
  const logo = roundel([20, 22, 26]);
  const [ltr, rtl] = [await pixels(flat, { logo }), await pixels({ ...flat, direction: 'rtl' }, { logo })];
  const teal = (picture: typeof ltr, left: number) => picture.rgb.readUIntBE((570 * 1200 + left + 2) * 3, 3);
  expect(teal(ltr, 1120 - 212)).toBe(0x007a87);
  expect(teal(rtl, 80)).toBe(0x007a87);
});

test('a logo is never drawn larger than it is', async () => {
  const picture = await pixels({ ...flat, byline: '', date: '' }, { logo: square(16, [200, 16, 46, 255]) });
  expect(countInk(picture, ...FOOT_END)).toBe(16 * 16);
});

test.each([
  ['is not there', undefined],
  ['is one pixel', square(1, [0, 0, 0, 255])],
  ['cannot be seen', roundel([250, 248, 244])],
])('where a logo %s, the name stands in its place', async (_, logo) => {
  expect(await renderer.draw(flat, logo && { logo })).toEqual(await renderer.draw(flat));
});

test('a serif theme has other letters, and a dark one white letters', async () => {
  const serif = await renderer.draw({ ...flat, theme: themeOf({ scheme: 'light', font: 'serif' }) });
  expect(serif).not.toEqual(await renderer.draw(flat));
  const { rgb } = await pixels({ ...flat, theme: themeOf({ scheme: 'dark' }) });
  expect(rgb.toString('hex', 0, 3)).toBe('14161a');
});
