import { expect, test } from 'vitest';
import { DEFAULT_THEME } from '../../src/domain/theme.ts';
import { type CardQuote, type PreviewCard, previewHash, previewType } from '../../src/previews/card.ts';

const card: PreviewCard = {
  design: 'flat',
  publication: 'Le Quotidien',
  title: 'Réouverture du pont',
  language: 'fr',
  direction: 'ltr',
  theme: DEFAULT_THEME,
};

const quote: CardQuote = {
  text: 'A',
  textLanguage: undefined,
  textDirection: 'auto',
  name: undefined,
  handle: undefined,
  platform: 'X',
};

test('the name of a picture is 16 hexadecimal digits', async () => {
  expect(await previewHash(card)).toMatch(/^[0-9a-f]{16}$/);
});

test('the order in which fields were set does not matter', async () => {
  const { title, ...rest } = card;
  expect(await previewHash({ title, ...rest })).toBe(await previewHash({ ...rest, title }));
});

test('every field, and every colour, changes the name', async () => {
  const others: PreviewCard[] = [
    card,
    { ...card, publication: 'Le Soir' },
    { ...card, section: '' },
    { ...card, section: 'A' },
    { ...card, title: 'B' },
    { ...card, dek: 'A' },
    { ...card, byline: 'A' },
    { ...card, date: 'A' },
    { ...card, section: 'A', dek: 'B' },
    { ...card, section: 'A","B' },
    { ...card, title: '\ud800' },
    { ...card, title: '\ud801' },
    { ...card, language: 'en' },
    { ...card, direction: 'rtl' },
    { ...card, design: 'hero' },
    { ...card, photo: 'https://news.example/1.jpg' },
    { ...card, photo: 'https://news.example/2.jpg' },
    { ...card, theme: { ...DEFAULT_THEME, font: 'serif' } },
    { ...card, theme: { ...DEFAULT_THEME, logo: 'https://news.example/logo.png' } },
    ...Object.keys(DEFAULT_THEME.colours).map((name) => ({
      ...card,
      theme: { ...DEFAULT_THEME, colours: { ...DEFAULT_THEME.colours, [name]: '#010203' } },
    })),
    { ...card, quote },
    { ...card, quote: { ...quote, text: 'B' } },
    { ...card, quote: { ...quote, textLanguage: 'en' } },
    { ...card, quote: { ...quote, textDirection: 'rtl' } },
    { ...card, quote: { ...quote, name: 'B' } },
    { ...card, quote: { ...quote, handle: '@b' } },
    { ...card, quote: { ...quote, platform: 'Bluesky' } },
  ];
  expect(new Set(await Promise.all(others.map(previewHash))).size).toBe(others.length);
});

test('a picture with a photo is a JPEG, every other a PNG', () => {
  const types = (['flat', 'hero', 'quote'] as const).map((design) => previewType({ ...card, design }));
  expect(types).toEqual(['image/png', 'image/jpeg', 'image/png']);
});
