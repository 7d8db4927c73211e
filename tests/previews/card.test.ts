import { expect, test } from 'vitest';
import { DEFAULT_THEME, type PreviewCard, previewHash } from '../../src/previews/card.ts';

const card: PreviewCard = {
  publication: 'Le Quotidien',
  title: 'Réouverture du pont',
  language: 'fr',
  direction: 'ltr',
  theme: DEFAULT_THEME,
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
    ...Object.keys(DEFAULT_THEME).map((name) => ({
      ...card,
      theme: { ...DEFAULT_THEME, [name]: '#010203' },
    })),
  ];
  expect(new Set(await Promise.all(others.map(previewHash))).size).toBe(others.length);
});

test.each(['kicker', 'title', 'dek', 'meta'] as const)(
  'the %s colour can be read on the background',
  (name) => {
    const [paper, ink] = [luminance(DEFAULT_THEME.background), luminance(DEFAULT_THEME[name])];
    expect((Math.max(paper, ink) + 0.05) / (Math.min(paper, ink) + 0.05)).toBeGreaterThanOrEqual(4.5);
  },
);

/** Relative luminance (WCAG 2.2). */
function luminance(colour: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const value = Number.parseInt(colour.slice(at, at + 2), 16) / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
