import { expect, test } from 'vitest';
import type { Article } from '../../src/domain/article.ts';
import type { Config } from '../../src/domain/config.ts';
import { DEFAULT_THEME } from '../../src/domain/theme.ts';
import { previewAlt, previewOf } from '../../src/previews/article-card.ts';
import type { CardQuote } from '../../src/previews/card.ts';

const config = { publication: { name: 'The Example Times' }, theme: DEFAULT_THEME } as Config;
const article = {
  title: 'Is the last ferry late?',
  dek: 'It is.',
  section: 'Harbour',
  authors: [{ name: 'Ada Mensah' }, { name: 'Li Wen' }],
  publishedAt: '2026-03-03T07:00:00Z',
  language: 'en-GB',
  direction: 'ltr',
} as Article;
const image = { url: 'https://news.example/ferry.jpg' };
const quote: CardQuote = {
  text: 'Twenty minutes late. Sorry!',
  textLanguage: 'en',
  textDirection: 'ltr',
  name: 'Fjord Ferries',
  handle: '@fjordferries',
  platform: 'X',
};

test.each([
  ['a photo', { ...article, image }, undefined, 'hero'],
  ['a photo and a post', { ...article, image }, quote, 'hero'],
  ['a post', article, quote, 'quote'],
  ['neither', article, undefined, 'flat'],
])('an article with %s is drawn as it deserves', (_, given, post, design) => {
  const card = previewOf(given, config, post);
  expect(card.design).toBe(design);
  expect('photo' in card).toBe(design === 'hero');
  expect('quote' in card).toBe(design === 'quote');
});

test('a preview has the theme of its publication, and the date in words of its article', () => {
  const card = previewOf(article, config);
  expect(card.theme).toBe(DEFAULT_THEME);
  expect(card.date).toBe('3 March 2026');
  expect(previewOf({ ...article, language: 'ar' }, config).date).toMatch(/مارس/);
});

test('the alternative text is all that can be read, one sentence after the other', () => {
  expect(previewAlt(previewOf(article, config))).toBe(
    'The Example Times. Harbour. Is the last ferry late? It is. Ada Mensah, Li Wen. 3 March 2026',
  );
  expect(previewAlt(previewOf(article, config, quote))).toBe(
    'The Example Times. Harbour. Is the last ferry late? Twenty minutes late. Sorry! Fjord Ferries, @fjordferries, X. Ada Mensah, Li Wen. 3 March 2026',
  );
});
