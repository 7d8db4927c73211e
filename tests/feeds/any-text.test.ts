import fc from 'fast-check';
import { expect, test } from 'vitest';
import { FEED_FORMATS } from '../../src/domain/feed.ts';
import { HOSTILE_TEXTS } from './hostile-text.ts';
import { readFeed } from './read-feed.ts';
import { RENDERERS, sampleFeed, sampleItem } from './sample-feed.ts';

const codeUnits = fc
  .array(fc.integer({ min: 0, max: 0xffff }), { maxLength: 30 })
  .map((units) => String.fromCharCode(...units));
const fragments = fc
  .array(fc.constantFrom(...HOSTILE_TEXTS.map(({ given }) => given), ']]', '>', '<', '&', '"', '\r'), {
    maxLength: 6,
  })
  .map((parts) => parts.join(''));
const text = fc.oneof(codeUnits, fragments, fc.string({ unit: 'grapheme' }));

const textFields = fc.record({
  title: text,
  summary: text,
  contentHtml: text,
  authors: fc.array(fc.record({ name: text, url: text }), { maxLength: 3 }),
  categories: fc.array(text, { maxLength: 3 }),
  language: text,
  image: fc.record({
    url: fc.oneof(text, fc.webUrl()),
    alt: text,
    credit: text,
    type: text,
    width: fc.double(),
    bytes: fc.integer(),
  }),
});

test('any text in any field leaves every document readable, every item in it, and every id whole', () => {
  fc.assert(
    fc.property(
      fc.array(textFields, { maxLength: 4 }),
      text,
      text,
      text,
      (fields, title, description, copyright) => {
        const items = fields.map((field, index) =>
          sampleItem({ ...field, id: `tag:courant.example,2025:${index}` }),
        );
        const feed = sampleFeed({ title, description, copyright, items });
        const [rss, atom, json] = FEED_FORMATS.map((format) => readFeed(format, RENDERERS[format](feed)));
        expect(rss?.items.map(({ id }) => id)).toEqual(items.map(({ id }) => id));
        expect(atom?.items).toEqual(rss?.items);
        expect(json?.items).toEqual(rss?.items);
        expect([atom?.title, json?.title]).toEqual([rss?.title, rss?.title]);
      },
    ),
    { numRuns: 300 },
  );
});

test('any text as id, address and date keeps or leaves out the same items in every format', () => {
  const item = fc.record({
    id: fc.oneof(text, fc.constantFrom('tag:a.example,2025:1', 'tag:a.example,2025:2')),
    url: fc.oneof(text, fc.webUrl({ withFragments: true, withQueryParameters: true })),
    publishedAt: fc.oneof(
      { weight: 1, arbitrary: text },
      { weight: 5, arbitrary: fc.constant('2025-03-04T05:06:07.000Z') },
    ),
  });
  fc.assert(
    fc.property(fc.array(item, { maxLength: 4 }), (fields) => {
      const feed = sampleFeed({ items: fields.map((field) => sampleItem(field)) });
      const [rss, atom, json] = FEED_FORMATS.map((format) => readFeed(format, RENDERERS[format](feed)).items);
      expect(atom).toEqual(rss);
      expect(json).toEqual(rss);
    }),
    { numRuns: 300 },
  );
});
