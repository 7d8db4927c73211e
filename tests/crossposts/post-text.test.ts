import { jsonToLex, lexicons } from '@atproto/api';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { clusters } from '../../src/crossposts/clusters.ts';
import { postRecord } from '../../src/crossposts/post-record.ts';
import { postText } from '../../src/crossposts/post-text.ts';
import type { RichPost } from '../../src/crossposts/rich-text.ts';
import type { Article } from '../../src/domain/article.ts';

const ARTICLE: Article = {
  id: 'bridge',
  guid: 'tag:example.org,2026:articles/bridge',
  version: 1,
  state: 'live',
  publishedAt: '2026-03-02T08:00:00.000Z',
  updatedAt: '2026-03-02T08:00:00.000Z',
  url: 'https://www.times.example/local/a-bridge-opens-after-eleven-years-of-work?from=the-front',
  title: 'A bridge opens',
  authors: [{ name: 'Ada Example' }, { name: 'Bo Example' }],
  tags: ['Local news', 'bridges', '2026'],
  language: 'en',
  direction: 'ltr',
  body: [],
  related: [],
  reading: {},
};
const URL = 'https://www.times.example/local/a-bridge-opens-after-eleven-years-of-work?from=the-front';
const article = (fields: Partial<Article> = {}): Article => ({ ...ARTICLE, ...fields });

/** What each facet stands on, cut out of the bytes, and what it is. */
function marked({ text, facets }: RichPost): [string, string][] {
  const bytes = new TextEncoder().encode(text);
  return facets.map(({ index, features: [feature] }) => [
    new TextDecoder('utf-8', { fatal: true }).decode(bytes.slice(index.byteStart, index.byteEnd)),
    'uri' in feature ? feature.uri : `#${feature.tag}`,
  ]);
}

describe('the text of a post', () => {
  it.each<[string, Partial<Article>, string]>([
    ['{title}', {}, 'A bridge opens'],
    ['{title}\n\n{dek}', {}, 'A bridge opens'],
    ['{section}: {title}', {}, 'A bridge opens'],
    ['{title} – {dek} – {author}', {}, 'A bridge opens – Ada Example, Bo Example'],
    ['{title} | {section}', {}, 'A bridge opens'],
    ['{title} in {section}', { section: 'Local' }, 'A bridge opens in Local'],
    [
      '{title}\n{dek}\n\n\n{author}',
      { dek: 'At last.' },
      'A bridge opens\nAt last.\n\nAda Example, Bo Example',
    ],
    ['{section}\n{title}', { title: 'Two\nlines\u202e' }, 'Two lines'],
    ['{tags} {title}', {}, '#LocalNews #bridges A bridge opens'],
    ['Read: {url}', {}, 'Read: times.example/local/a-bridge-opens-afte…'],
  ])('of the template %j with %j is %j', (template, fields, expected) => {
    expect(postText(article(fields), template, URL).text).toBe(expected);
  });

  it('marks links and tags by bytes, whatever stands before them', () => {
    const title = 'À l’été 🚂 فجر: see https://times.example/été, and #Pont or #2026';
    expect(marked(postText(article({ title }), '{title}\n{tags}\n{url}', URL))).toEqual([
      ['https://times.example/été', 'https://times.example/%C3%A9t%C3%A9'],
      ['#Pont', '#Pont'],
      ['#LocalNews', '#LocalNews'],
      ['#bridges', '#bridges'],
      ['times.example/local/a-bridge-opens-afte…', URL],
    ]);
  });

  it.each([
    `See https://times.example/${'a'.repeat(400)}`,
    `See #${'long'.repeat(100)}`,
    `${'x'.repeat(290)}\u2003#RatherLong`,
  ])('marks nothing that was cut: %s', (title) => {
    const { text, facets } = postText(article({ title }), '{title}', URL);
    expect([text.endsWith('…'), facets]).toEqual([true, []]);
  });

  it('mentions nobody', () => {
    const { text, facets } = postText(
      article({ title: 'By @ada.example and @bo' }),
      '{title} @carol.example',
      URL,
    );
    expect([text, facets]).toEqual(['By @ada.example and @bo @carol.example', []]);
  });

  it('shortens the dek before the title, at a word, and keeps the link', () => {
    const dek = 'A sentence that goes on. '.repeat(20);
    const { text } = postText(article({ dek }), '{title}\n\n{dek}\n\n{url}', URL);
    expect(clusters(text).length).toBeLessThanOrEqual(300);
    expect(clusters(text).length).toBeGreaterThan(280);
    expect(text).toMatch(/^A bridge opens\n\nA sentence .* (A|sentence|that|goes|on\.)…\n\ntimes\.example\//);
  });

  it('counts what readers count as letters, and bytes too', () => {
    const family = '👩‍👩‍👧‍👦';
    const long = postText(article({ title: family.repeat(400) }), '{title}', URL);
    const bytes = new TextEncoder().encode(long.text).length;
    expect([bytes <= 3000, bytes > 2950, long.text.endsWith(`${family}…`)]).toEqual([true, true, true]);
    const fits = postText(article({ title: 'é'.repeat(300) }), '{title}', URL);
    expect(clusters(fits.text)).toHaveLength(300);
    expect(clusters(postText(article({ title: 'é'.repeat(301) }), '{title}', URL).text)).toHaveLength(300);
  });

  it('cuts a template that is too long by itself', () => {
    const { text } = postText(article(), `${'Subscribe! '.repeat(60)}{title}`, URL);
    expect(clusters(text).length).toBeLessThanOrEqual(300);
  });

  const words = fc.array(
    fc.oneof(
      fc.string({ unit: 'grapheme', maxLength: 40 }),
      fc.string({ unit: 'binary', maxLength: 40 }),
      fc.constantFrom(
        '#tag',
        'https://a.example/ü?q=1',
        '@x.example',
        '👩‍👩‍👧‍👦',
        '\ud800',
        '\u202e',
        '\n',
        'مرحبا ',
      ),
    ),
    { maxLength: 60 },
  );
  it('is valid whatever an article says', () => {
    fc.assert(
      fc.property(
        words,
        words,
        fc.array(fc.string({ unit: 'grapheme', maxLength: 90 }), { maxLength: 12 }),
        fc.constantFrom(
          '{title}',
          '{dek}\n{tags} {url}',
          '{tags}\n{title}\n\n{dek}\n{author} {section}\n{url}',
        ),
        (title, dek, tags, template) => {
          const said = article({ title: title.join(' '), dek: dek.join(''), tags });
          const record = postRecord(said, {
            template,
            publicUrl: 'https://feeds.example',
            createdAt: ARTICLE.publishedAt,
          });
          lexicons.assertValidRecord('app.bsky.feed.post', jsonToLex(record as never));
          expect(clusters(record.text).length).toBeLessThanOrEqual(300);
          expect(record.text.isWellFormed()).toBe(true);
          const { text, facets = [] } = record;
          let end = 0;
          for (const { index } of facets) {
            expect(index.byteStart).toBeGreaterThanOrEqual(end);
            end = index.byteEnd;
          }
          expect(end).toBeLessThanOrEqual(new TextEncoder().encode(text).length);
          for (const [piece, goal] of marked({ text, facets })) {
            expect(goal.startsWith('#') ? piece.slice(1) : goal).toBe(
              goal.startsWith('#') ? goal.slice(1) : goal,
            );
          }
        },
      ),
      { numRuns: 500 },
    );
  });
});

describe('the record of a post', () => {
  const options = {
    template: '{title} {tags}',
    publicUrl: 'https://feeds.example',
    createdAt: ARTICLE.publishedAt,
  };

  it('leads to the canonical address, or to our page, and has the tags that its text does not show', () => {
    expect(postRecord(article(), { ...options, template: '{title}' })).toMatchObject({
      embed: { external: { uri: URL, title: 'A bridge opens', description: '' } },
      langs: ['en'],
      tags: ['Local news', 'bridges', '2026'],
    });
    const { url: _, ...without } = ARTICLE;
    expect(postRecord(without, options)).toMatchObject({
      embed: { external: { uri: 'https://feeds.example/articles/bridge' } },
      tags: ['2026'],
    });
  });

  it('has eight tags at most, none longer than the lexicon takes', () => {
    const tags = [...Array.from({ length: 12 }, (_, n) => `tag ${n}`), 'x'.repeat(70)].reverse();
    expect(postRecord(article({ tags }), { ...options, template: '{title}' }).tags).toHaveLength(8);
  });
});
