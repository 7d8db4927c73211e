import fc from 'fast-check';
import { expect, test } from 'vitest';
import { DEFAULT_THEME } from '../../src/domain/theme.ts';
import type { PreviewCard } from '../../src/previews/card.ts';
import { createPreviewRenderer } from '../../src/previews/renderer.ts';
import { FONTS, readAssets } from './assets.ts';
import { decode } from './pixels.ts';

/** `RUNS=50000 SEED=7 npx vitest run tests/previews/unicode-fuzz.test.ts` looks further. */
const RUNS = Number(process.env.RUNS ?? 300);

const renderer = createPreviewRenderer(readAssets(), FONTS);

/** Neighbours in Unicode, wherever: a string of one script, or of none. */
const neighbours = fc
  .tuple(fc.nat(0x10_ffff - 255), fc.array(fc.nat(255), { minLength: 1, maxLength: 80 }))
  .map(([first, steps]) => String.fromCodePoint(...steps.map((step) => first + step)));
const anywhere = fc.string({ unit: 'binary', maxLength: 80 });
const text = fc.oneof(
  { weight: 3, arbitrary: neighbours },
  anywhere,
  fc.tuple(neighbours, anywhere).map(String),
);

test('a string of any characters of Unicode gives a picture that libpng reads', { timeout: 0 }, async () => {
  await fc.assert(
    fc.asyncProperty(text, text, fc.boolean(), async (title, dek, isMirrored) => {
      const card: PreviewCard = {
        design: 'flat',
        publication: 'Le Quotidien',
        ...{ title, dek, language: 'fr', direction: isMirrored ? 'rtl' : 'ltr' },
        theme: DEFAULT_THEME,
      };
      const { width, height } = await decode(await renderer.draw(card));
      expect([width, height]).toEqual([1200, 630]);
    }),
    { numRuns: RUNS },
  );
});
