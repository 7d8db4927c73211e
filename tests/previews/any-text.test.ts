import fc from 'fast-check';
import { expect, test } from 'vitest';
import { DEFAULT_THEME, themeOf } from '../../src/domain/theme.ts';
import { createPreviewRenderer } from '../../src/previews/renderer.ts';
import { FONTS, readAssets } from './assets.ts';
import { plainPhoto } from './photos.ts';
import { decode } from './pixels.ts';

const renderer = createPreviewRenderer(readAssets(), FONTS);

/** First and last characters of Arabic, Devanagari and Thai, kana, ideographs, hangul and emoji. */
const SCRIPTS = [
  [0x600, 0x6ff],
  [0x900, 0x97f],
  [0xe00, 0xe7f],
  [0x3000, 0x30ff],
  [0x4e00, 0x9fff],
  [0xac00, 0xd7a3],
  [0x1f1e6, 0x1faff],
] as const;
const ofOneScript = fc
  .constantFrom(...SCRIPTS)
  .chain(([min, max]) => fc.array(fc.integer({ min, max }), { maxLength: 120 }))
  .map((codes) => String.fromCodePoint(...codes));

/** Any UTF-16 at all, lone surrogates included; whole characters; the Latin a newsroom writes; what glues and joins. */
const text = fc.oneof(
  ofOneScript,
  fc.array(fc.nat(0xffff), { maxLength: 300 }).map((units) => String.fromCharCode(...units)),
  fc.string({ unit: 'binary', maxLength: 200 }),
  fc.string({ unit: 'grapheme', maxLength: 200 }),
  fc.array(fc.nat(0x24f), { maxLength: 400 }).map((units) => String.fromCharCode(...units)),
  fc
    .array(
      fc.constantFrom(
        ...'aÉ東คक \ufe0f\u20e3\u094d\u00a0\u202f\u200b\u200d\u0301\u202e\u2067\u05d0\u0627—-/«»!…\ud83d\ude42',
      ),
      {
        maxLength: 300,
      },
    )
    .map((units) => units.join('')),
);
const card = fc.record({
  design: fc.constantFrom('flat' as const, 'hero' as const, 'quote' as const),
  publication: text,
  section: text,
  title: text,
  dek: text,
  byline: text,
  date: text,
  language: fc.oneof(fc.constantFrom('fr', 'tr', 'ar-EG', 'zh-Hant'), text),
  direction: fc.constantFrom('ltr' as const, 'rtl' as const),
  theme: fc.constantFrom(DEFAULT_THEME, themeOf({ scheme: 'dark', font: 'serif' })),
  quote: fc.record({
    text,
    textLanguage: fc.option(text, { nil: undefined }),
    textDirection: fc.constantFrom('ltr' as const, 'rtl' as const, 'auto' as const),
    name: fc.option(text, { nil: undefined }),
    handle: fc.option(text, { nil: undefined }),
    platform: text,
  }),
});
const PHOTO = plainPhoto([90, 120, 60]);

test('any text at all gives a picture of every design that libpng or libjpeg reads', {
  timeout: 60_000,
}, async () => {
  await fc.assert(
    fc.asyncProperty(card, async (anything) => {
      const { width, height } = await decode(await renderer.draw(anything, { photo: PHOTO }));
      expect([width, height]).toEqual([1200, 630]);
    }),
    { numRuns: 400, seed: 20_261_124 },
  );
});
