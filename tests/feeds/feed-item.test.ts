import { describe, expect, test } from 'vitest';
import type { Block } from '../../src/domain/article.ts';
import type { EmbedRef } from '../../src/domain/embed.ts';
import { feedItem } from '../../src/feeds/feed-item.ts';
import { sampleArticle } from './sample-feed.ts';

const REF: EmbedRef = { platform: 'x', capture: 'x/1', form: 'blockquote', confidence: 1 };
const options = {
  address: 'https://feeds.courant.example/articles/a-1',
  renderEmbed: () => '<blockquote>card</blockquote>',
};

function html(...pieces: string[]): Block[] {
  return pieces.map((piece) => ({ type: 'html', html: piece }));
}

test('the id is the article’s guid and the address its own page', () => {
  const item = feedItem(sampleArticle({ url: 'https://courant.example/pont' }), options);
  expect(item).toMatchObject({ id: 'tag:courant.example,2025:a-1', url: 'https://courant.example/pont' });
});

test.each([undefined, 'javascript:alert(1)', '/pont', 'https://user:secret@courant.example/'])(
  'our page stands in for the canonical address %s',
  (url) => {
    const item = feedItem(sampleArticle(url === undefined ? {} : { url }), options);
    expect(item.url).toBe(options.address);
  },
);

describe('the body', () => {
  test('keeps a quoted post in its place', () => {
    const body: Block[] = [...html('<p>a</p>'), { type: 'embed', ref: REF }, ...html('<p>b</p>')];
    const item = feedItem(sampleArticle({ body }), options);
    expect(item.contentHtml).toBe('<p>a</p>\n<blockquote>card</blockquote>\n<p>b</p>');
  });

  test.each<[string, () => string]>([
    ['may not be shown', () => ''],
    [
      'cannot be rendered',
      () => {
        throw new Error('no such capture');
      },
    ],
  ])('leaves no trace of a post that %s', (_, renderEmbed) => {
    const body: Block[] = [...html('<p>a</p>'), { type: 'embed', ref: REF }, ...html('<p>b</p>')];
    expect(feedItem(sampleArticle({ body }), { ...options, renderEmbed }).contentHtml).toBe(
      '<p>a</p>\n<p>b</p>',
    );
  });

  test('states its direction where it runs from right to left', () => {
    const item = feedItem(sampleArticle({ direction: 'rtl', body: html('<p>جسر</p>') }), options);
    expect(item.contentHtml).toBe('<div dir="rtl">\n<p>جسر</p>\n</div>');
  });
});

test('categories are the section and the tags, each topic once', () => {
  const article = sampleArticle({ section: 'Éco', tags: ['Pont', 'eco', 'pont', '🚲', '🌊'] });
  expect(feedItem(article, options).categories).toEqual(['Éco', 'Pont', '🚲', '🌊']);
});

const LONG = 'Il a plu sur le pont, et la foule est restée. '.repeat(20).trim();

test.each<[string, Parameters<typeof sampleArticle>[0], string | undefined]>([
  ['is the dek, in one line', { dek: ' Un\n chapô. ' }, 'Un chapô.'],
  [
    'is the first paragraph where there is no dek',
    { body: html('<h2>Titre</h2><p>Un <b>mot</b>.</p><p>Deux.</p>') },
    'Un mot.',
  ],
  ['takes a blank dek for none', { dek: '\u0001 ', body: html('<p>Un.</p>') }, 'Un.'],
  [
    'passes over a paragraph without words',
    { body: html('<p><img src="https://a.example/b.png"></p><p>Un.</p>') },
    'Un.',
  ],
  [
    'prefers a later paragraph to a heading',
    { body: [...html('<h2>Titre</h2>'), { type: 'embed', ref: REF }, ...html('<p>Un.</p>')] },
    'Un.',
  ],
  ['passes over a block without words', { body: html('<hr>', '<p class="a">Un.</p>') }, 'Un.'],
  [
    'decodes references and turns line breaks into spaces',
    { body: html('<p>R&amp;D &#x3C;b><br>fin</p>') },
    'R&D <b> fin',
  ],
  [
    'is made of anything else where there is no paragraph',
    { body: html('<hr>', '<ul><li>Un</li></ul>') },
    'Un',
  ],
  ['passes over a quoted post', { body: [{ type: 'embed', ref: REF }, ...html('<p>Un.</p>')] }, 'Un.'],
  [
    'is not looked for behind ten wordless pieces',
    { body: html(...Array.from({ length: 10 }, () => '<p></p>'), '<p>Un.</p>') },
    undefined,
  ],
  ['is missing where there are no words', { body: html('<hr>') }, undefined],
  ['is missing where there is no body', { body: [] }, undefined],
])('the summary %s', (_, fields, summary) => {
  expect(feedItem(sampleArticle(fields), options).summary).toBe(summary);
});

describe('a summary from a long paragraph', () => {
  const cut = (text: string) =>
    feedItem(sampleArticle({ body: html(`<p>${text}</p>`) }), options).summary ?? '';

  test('ends at a word, near 280 characters', () => {
    const summary = cut(LONG);
    expect(summary.length).toBeGreaterThan(250);
    expect(summary.length).toBeLessThanOrEqual(280);
    expect(summary.endsWith('…')).toBe(true);
    const kept = summary.slice(0, -1);
    expect(LONG.startsWith(kept)).toBe(true);
    expect(LONG.slice(kept.length)).toMatch(/^[ ,.]/);
  });

  test('is cut between characters where there are no spaces', () => {
    expect(cut('橋'.repeat(500))).toBe(`${'橋'.repeat(279)}…`);
    expect(cut('🚲'.repeat(500))).toBe(`${'🚲'.repeat(139)}…`);
  });

  test('costs no parsing of the rest of it', () => {
    const deep = `<p>${'<b>'.repeat(200_000)}fin`;
    expect(cut(deep)).toBe('');
  });
});
