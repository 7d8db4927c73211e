import { describe, expect, test } from 'vitest';
import { DEFAULT_THEME } from '../../src/domain/theme.ts';
import type { PreviewCard } from '../../src/previews/card.ts';
import { cardWords } from '../../src/previews/card-fields.ts';
import { createFontLibrary } from '../../src/previews/fonts/font-library.ts';
import { readFontList } from '../../src/previews/fonts/font-list.ts';
import { FONT_LIST_PATH } from '../../src/previews/fonts/font-manifest.ts';
import type { FontSlices } from '../../src/previews/fonts/font-slices.ts';
import { openFont, stackFonts } from '../../src/previews/fonts/font-stack.ts';
import { createHarfBuzz } from '../../src/previews/fonts/harfbuzz.ts';
import { chooseSlices } from '../../src/previews/fonts/slice-choice.ts';
import { createPreviewRenderer } from '../../src/previews/renderer.ts';
import { FONTS, readAssets, readSlice } from './assets.ts';
import { CARDS } from './cards.ts';
import { SCRIPT_CARDS } from './script-cards.ts';

const assets = readAssets();
const harfbuzz = createHarfBuzz(assets.harfbuzz);
const bundled = stackFonts(assets.fonts.map((file, index) => openFont(harfbuzz, file, index)));
const plain: PreviewCard = {
  publication: 'Le Quotidien',
  title: 'Réouverture du pont',
  language: 'fr',
  direction: 'ltr',
  design: 'flat',
  theme: DEFAULT_THEME,
};
const all = (await readFontList(FONT_LIST_PATH, readSlice(FONT_LIST_PATH))) ?? [];

function slicesOf(card: PreviewCard) {
  return chooseSlices(all, cardWords(card), bundled);
}

/** The families and weights a card asks for, without the numbers of slices. */
function families(card: Partial<PreviewCard>): string[] {
  const paths = slicesOf({ ...plain, ...card }).map(({ path }) => path);
  return [...new Set(paths.map((path) => path.replace(/^fonts\/|(?:-\d\d)?\.ttf$/g, '')))];
}

const SERIF = { theme: { ...DEFAULT_THEME, font: 'serif' } } as const;

/** Notes what is asked of it. */
function listening(slices: FontSlices): FontSlices & { asked: string[] } {
  const asked: string[] = [];
  return {
    asked,
    load(path) {
      asked.push(path);
      return slices.load(path);
    },
  };
}

describe('the fonts a card asks for', () => {
  test.each([
    ['none for Latin', { dek: '« L’œuvre » — 1ᵉʳ… 50 % €' }, []],
    ['Vietnamese', { language: 'vi', title: 'Giá gạo tăng lên mức' }, ['inter-vietnamese-800']],
    ['Vietnamese marks that were typed apart', { title: 'Hue\u0302\u0301' }, ['inter-vietnamese-800']],
    [
      'the weight each field is set in',
      { title: 'Мост', dek: 'Река' },
      ['inter-cyrillic-400', 'inter-cyrillic-800'],
    ],
    ['Japan’s ideographs', { language: 'ja', title: '直' }, ['noto-sans-jp-700']],
    ['the mainland’s', { language: 'zh', title: '直' }, ['noto-sans-sc-700']],
    ['Taiwan’s', { language: 'zh-Hant', title: '直' }, ['noto-sans-tc-700']],
    ['Taiwan’s for Hong Kong', { language: 'zh-HK', title: '直' }, ['noto-sans-tc-700']],
    ['Japan’s in any language, beside kana', { title: '直す' }, ['noto-sans-jp-700']],
    ['the mainland’s in any language, without', { title: '直' }, ['noto-sans-sc-700']],
    [
      'another region’s where its own has no such character',
      { language: 'ja', title: '们' },
      ['noto-sans-jp-700', 'noto-sans-sc-700'],
    ],
    ['wide quotes in Chinese', { language: 'zh', title: '“直”' }, ['noto-sans-sc-700']],
    ['Hangul', { language: 'ko', title: '다리 (橋)' }, ['noto-sans-kr-700', 'noto-sans-tc-700']],
    ['emoji', { title: 'Bonjour 🌉' }, ['twemoji-400']],
    ['none for a sign that letters have too', { title: '© 1 #' }, []],
    ['emoji for the same sign in colours', { title: '©️ 1️⃣' }, ['twemoji-400']],
    ['none for what nobody draws', { title: '\u{13080}\ud800\ufffd' }, []],
    [
      'the face of a theme, in every weight',
      { ...SERIF, dek: 'Long', section: 'News' },
      ['source-serif-4-latin-400', 'source-serif-4-latin-700', 'source-serif-4-latin-800'],
    ],
    [
      'a face and what it does not have',
      { ...SERIF, title: 'Łódź Мост 直' },
      [
        'source-serif-4-latin-800',
        'source-serif-4-latin-ext-800',
        'source-serif-4-cyrillic-800',
        'noto-sans-sc-700',
      ],
    ],
    ['nothing of a face that nobody asked for', { title: 'Łódź' }, []],
    ['the second letter of a kicker in capitals', { section: 'ω' }, ['inter-greek-700']],
  ] as const)('%s', (_, card, expected) => {
    expect(families(card)).toEqual(expected);
  });

  test('a card in Latin loads nothing', async () => {
    const slices = listening(FONTS);
    const renderer = createPreviewRenderer(assets, slices);
    const others = new Set(['escapes-and-controls', 'vietnamese']);
    for (const [name, card] of Object.entries(CARDS)) if (!others.has(name)) await renderer.draw(card);
    expect(slices.asked).toEqual([]);
  });

  test('a headline in Japanese needs fewer than a dozen files of each weight', () => {
    const card = SCRIPT_CARDS.japanese as PreviewCard;
    expect(slicesOf(card).length).toBeLessThan(24);
  });
});

describe('loading', () => {
  test('a second card of the same letters loads nothing', async () => {
    const slices = listening(FONTS);
    const renderer = createPreviewRenderer(assets, slices);
    const card = SCRIPT_CARDS.russian as PreviewCard;
    await renderer.draw(card);
    const asked = slices.asked.length;
    await renderer.draw(card);
    expect(asked).toBeGreaterThan(0);
    expect(slices.asked).toHaveLength(asked);
  });

  test('cards drawn at the same time share their files and do not disturb each other', async () => {
    const slices = listening(FONTS);
    const renderer = createPreviewRenderer(assets, slices);
    const cards = Object.values({ ...CARDS, ...SCRIPT_CARDS });
    const together = await Promise.all([...cards, ...cards].map((card) => renderer.draw(card)));
    expect(new Set(slices.asked).size).toBe(slices.asked.length);
    for (const [index, card] of cards.entries()) {
      const alone = await createPreviewRenderer(assets, FONTS).draw(card);
      expect(together[index]).toEqual(alone);
      expect(together[index + cards.length]).toEqual(alone);
    }
  });

  const failures: readonly [string, FontSlices['load']][] = [
    ['is not there', async () => undefined],
    ['cannot be reached', () => Promise.reject(new Error('no way'))],
    [
      'throws',
      () => {
        throw new Error('no way');
      },
    ],
    ['is a page that says so', async () => new TextEncoder().encode('<!doctype html>')],
    ['is empty', async () => new Uint8Array(0)],
    ['is cut short', async (path) => (await FONTS.load(path))?.subarray(0, 1000)],
    ['is as long as it should be, and no font', async (path) => (await FONTS.load(path))?.fill(60)],
  ];
  const mixed = { ...plain, title: 'Bridge мост', section: 'Юг' };
  const bare = { ...plain, title: 'Bridge', section: '' };

  test.each(failures)('a font that %s is as one without letters, and is told of', async (_, fail) => {
    const renderer = createPreviewRenderer(assets, {
      load: (path) => (path === FONT_LIST_PATH ? FONTS.load(path) : fail(path)),
    });
    const missing: string[] = [];
    const png = await renderer.draw(mixed, {}, (path) => missing.push(path));
    expect(png).toEqual(await renderer.draw(bare));
    expect(missing.sort()).toEqual(['fonts/inter-cyrillic-700.ttf', 'fonts/inter-cyrillic-800.ttf']);
  });

  test.each<[string, FontSlices['load']]>([
    ...failures,
    [
      'says something else',
      async (path) => {
        const text = new TextDecoder().decode(await FONTS.load(path));
        return new TextEncoder().encode(text.replace('inter-cyrillic"', 'inter-cyrillik"'));
      },
    ],
    ['is JSON of another shape', async () => new TextEncoder().encode('[{"slices":null}]')],
  ])('a list of fonts that %s leaves the bundled letters, and is told of', async (_, load) => {
    const renderer = createPreviewRenderer(assets, { load });
    const missing: string[] = [];
    const png = await renderer.draw(mixed, {}, (path) => missing.push(path));
    expect(png).toEqual(await renderer.draw(bare));
    expect(missing).toEqual([FONT_LIST_PATH]);
  });

  test('a card in a face whose fonts are missing is set in the bundled one', async () => {
    const renderer = createPreviewRenderer(assets, { load: async () => undefined });
    expect(await renderer.draw({ ...plain, ...SERIF })).toEqual(await renderer.draw(plain));
  });

  test('a face is another picture', async () => {
    const renderer = createPreviewRenderer(assets, FONTS);
    expect(await renderer.draw({ ...plain, ...SERIF })).not.toEqual(await renderer.draw(plain));
  });

  test('a font that was missing is asked for again', async () => {
    let isDown = true;
    const renderer = createPreviewRenderer(assets, {
      load: async (path) => (isDown ? undefined : FONTS.load(path)),
    });
    const card = SCRIPT_CARDS.greek as PreviewCard;
    const bare = await renderer.draw(card);
    isDown = false;
    const whole = await renderer.draw(card);
    expect(whole).not.toEqual(bare);
    expect(whole).toEqual(await createPreviewRenderer(assets, FONTS).draw(card));
  });

  /** How many fonts are open after each of some cards was given its own. */
  async function countOpen(mostBytes: number, cards: readonly PreviewCard[]): Promise<number[]> {
    const own = createHarfBuzz(assets.harfbuzz);
    const open = new Set<number>();
    const counting = {
      ...own,
      addFont(data: Uint8Array) {
        const handle = own.addFont(data);
        open.add(handle);
        return handle;
      },
      removeFont(handle: number) {
        open.delete(handle);
        own.removeFont(handle);
      },
    };
    const library = createFontLibrary(counting, assets.fonts, FONTS, mostBytes);
    const counts: number[] = [];
    for (const card of cards) {
      library.stack(await library.load(cardWords(card), () => {}));
      counts.push(open.size - assets.fonts.length);
    }
    return counts;
  }

  test('fonts of cards before are closed when there is no room for them, and those of the card never', async () => {
    const cards = ['greek', 'japanese', 'greek', 'hindi'].map((name) => SCRIPT_CARDS[name] as PreviewCard);
    const needed = cards.map((card) => slicesOf(card).length);
    expect(await countOpen(0, cards)).toEqual(needed);
    const [greek = 0, japanese = 0, , hindi = 0] = needed;
    const together = greek + japanese;
    expect(await countOpen(9_000_000, cards)).toEqual([greek, together, together, together + hindi]);
  });

  test('the least recently used fonts are closed first', async () => {
    const cards = ['greek', 'russian', 'greek', 'hebrew'].map((name) => SCRIPT_CARDS[name] as PreviewCard);
    const [greek = 0, , , hebrew = 0] = cards.map((card) => slicesOf(card).length);
    const bytes = (card: PreviewCard) => slicesOf(card).reduce((sum, slice) => sum + slice.bytes, 0);
    // Room for the last two, not for the Russian one as well.
    const room = bytes(cards[0] as PreviewCard) + bytes(cards[3] as PreviewCard);
    expect((await countOpen(room, cards)).at(-1)).toBe(greek + hebrew);
  });
});
