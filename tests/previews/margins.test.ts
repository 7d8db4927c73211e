import { expect, test } from 'vitest';
import { DEFAULT_THEME } from '../../src/domain/theme.ts';
import type { PreviewCard } from '../../src/previews/card.ts';
import { createPreviewRenderer } from '../../src/previews/renderer.ts';
import { FONTS, readAssets } from './assets.ts';
import { countInk, decode } from './pixels.ts';

const renderer = createPreviewRenderer(readAssets(), FONTS);
/** Half of the margin: letters lean a little out of theirs. */
const OUTSIDE = 40;

const TONES = ['\u{1f3fb}', '\u{1f3fd}', '\u{1f3ff}'];
const FLOODS: [string, string][] = [
  ['skin tones', TONES.join('').repeat(300)],
  [
    'accented skin tones',
    TONES.map((tone) => `${tone}\u0301`)
      .join('')
      .repeat(100),
  ],
  [
    'joined skin tones',
    TONES.map((tone) => `${tone}\u200d`)
      .join('')
      .repeat(100),
  ],
  ['joined emoji', '🚂\u200d🚢\u200d'.repeat(100)],
  ['flags that are none', '🇷🇬'.repeat(150)],
  ['one word', 'w'.repeat(2000)],
  ['unseen spaces', 'a\u200b\u200b\u200b\u00ad-\u2060 '.repeat(200)],
  ['keycaps on spaces', 'a \u20e3 « \u20e3'.repeat(100)],
  ['piles of Thai tones', `ก${'\u0e48'.repeat(30)}`.repeat(50)],
];

test.each(FLOODS)('a flood of %s stays within the margins', async (_, flood) => {
  for (const direction of ['ltr', 'rtl'] as const) {
    const card: PreviewCard = {
      design: 'flat',
      publication: flood,
      ...{ section: flood, title: flood, dek: flood, byline: flood, date: flood },
      ...{ language: 'en', direction, theme: DEFAULT_THEME },
    };
    const { width, height, rgb } = await decode(await renderer.draw(card));
    const paper = rgb.subarray(-3);
    for (let y = 0; y < height; y++) {
      for (const start of [0, width - OUTSIDE]) {
        const outside = rgb.subarray((y * width + start) * 3, (y * width + start + OUTSIDE) * 3);
        const ink = outside.findIndex((value, at) => value !== paper[at % 3]);
        expect(ink, `${direction}, row ${y}, from ${start}`).toBe(-1);
      }
    }
  }
});

test.each(['མྱྀ', 'မြွှို့'])('a story of %s, however long, ends above the foot', async (syllable) => {
  for (const count of [30, 60, 90, 200]) {
    const words = `${syllable.repeat(4)} `.repeat(count / 5).trim();
    const card: PreviewCard = {
      design: 'flat',
      publication: 'Le Quotidien',
      ...{ section: words, title: words, dek: words, language: 'en', direction: 'ltr', theme: DEFAULT_THEME },
    };
    const picture = await decode(await renderer.draw(card));
    expect(countInk(picture, 0, 524, picture.width, 6), `${count} syllables`).toBe(0);
  }
});
