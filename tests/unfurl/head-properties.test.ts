import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { articleSummary } from '../../src/feeds/article-summary.ts';
import { clipText, jsonBytes, webJson } from '../../src/unfurl/clipped-text.ts';
import { visitTo } from './article-visit.ts';
import { decodeReferences, parsePage, property } from './unfurlers/parsed-page.ts';
import { openGraphBytes } from './unfurlers/rooms.ts';

/** Pieces of markup, of scripts that need more than a unit, and of anything else. */
const words = fc
  .array(
    fc.oneof(
      fc.constantFrom(
        '"',
        "'",
        '<',
        '>',
        '&',
        '&quot;',
        '</script>',
        '</head>',
        '<!--',
        ']]>',
        '\u0000',
        '\r\n',
        '\ud83d',
        '\u2028',
        '`',
        '\\',
      ),
      fc.string({ unit: 'grapheme', maxLength: 60 }),
      fc.constantFrom('باب ', '本の虫', '👩‍👩‍👧‍👦', 'one two '),
    ),
    { minLength: 1, maxLength: 60 },
  )
  .map((pieces) => pieces.join(''))
  .filter((text) => /[^\s\p{Cc}]/u.test(text));

const articles = fc.record({
  title: words,
  dek: fc.option(words, { nil: undefined }),
  section: fc.option(words, { nil: undefined }),
  authors: fc.array(fc.record({ name: words, url: fc.option(fc.webUrl(), { nil: undefined }) }), {
    maxLength: 8,
  }),
  tags: fc.array(words, { maxLength: 8 }),
});
const publications = words.map((name) => name.slice(0, 120));

/** Without what was not given, which no article has as a member. */
function given<Value extends object>(value: Value): Value {
  return JSON.parse(JSON.stringify(value));
}

it('whatever an article says, its head parses back to it, and nothing gets out of its tag', async () => {
  await fc.assert(
    fc.asyncProperty(articles, publications, async (fields, publication) => {
      const { html } = await visitTo({ name: 'any', fields: given(fields) as object, publication });
      const page = parsePage(html);
      const title = clipText(fields.title, { characters: 300, bytes: 600 });
      expect(property(page, 'og:title')).toBe(title);
      expect(page.metas.find(({ name }) => name === 'twitter:title')?.content).toBe(title);
      const dek = articleSummary({ body: [], ...(fields.dek && { dek: fields.dek }) });
      if (dek) {
        const description = clipText(dek, { characters: 300, bytes: 900 });
        expect(property(page, 'og:description')).toBe(description);
        expect(page.metas.find(({ name }) => name === 'description')?.content).toBe(description);
      }
      expect(property(page, 'og:site_name')).toBe(clipText(publication, { characters: 120, bytes: 253 }));
      expect(page.metas.filter(({ property }) => property === 'og:image')).toHaveLength(1);
      expect(page.scripts).toHaveLength(1);
      expect(openGraphBytes(page)).toBeLessThan(5 * 1024);
      // Tags that are looked for by patterns: as many as there are.
      expect([...html.matchAll(/<meta[\s>]/g)]).toHaveLength(page.metas.length);
      expect(html.match(/<\/head>/g)).toHaveLength(1);
    }),
    { numRuns: 150 },
  );
});

it('linked data is the article’s words, with or without its references decoded first', async () => {
  await fc.assert(
    fc.asyncProperty(articles, async (fields) => {
      const { html } = await visitTo({ name: 'any', fields: given(fields) as object });
      const [script] = parsePage(html).scripts;
      const text = script?.text ?? '';
      expect(decodeReferences(text)).toBe(text);
      const data = JSON.parse(text);
      expect(data).toMatchObject({
        '@type': 'NewsArticle',
        headline: clipText(fields.title, { characters: 300, bytes: 600 }),
      });
      const { authors } = fields;
      const names = authors.length > 0 ? authors.map(({ name }) => name) : ['The Example Times'];
      const told = (data.author ?? []).map(({ name }: { name: string }) => name);
      expect(told).toEqual(names.slice(0, told.length));
      expect(data.keywords ?? []).toEqual(fields.tags.slice(0, (data.keywords ?? []).length));
    }),
    { numRuns: 150 },
  );
});

it('a clipped text has room, is a beginning, and is well-formed', () => {
  const room = fc.record({
    characters: fc.integer({ min: 10, max: 400 }),
    bytes: fc.integer({ min: 40, max: 900 }),
  });
  fc.assert(
    fc.property(words, room, (text, limits) => {
      const clipped = clipText(text, limits);
      expect(clipped.length).toBeLessThanOrEqual(limits.characters);
      expect(jsonBytes(clipped)).toBeLessThanOrEqual(limits.bytes);
      expect(clipped.isWellFormed()).toBe(true);
      const whole = clipText(text, { characters: Infinity, bytes: Infinity });
      expect(clipped === whole || whole.startsWith(clipped.slice(0, -1))).toBe(true);
      expect(clipText(clipped, limits)).toBe(clipped);
    }),
    { numRuns: 500 },
  );
});

it.each([
  ['one two three', 9, 'one two…'],
  ['one two three', 13, 'one two three'],
  ['onetwothree', 6, 'onetw…'],
  ['👩‍👩‍👧‍👦👩‍👩‍👧‍👦', 15, '👩‍👩‍👧‍👦…'],
  ['  a \r\n b\u0000c  ', 20, 'a b c'],
  ['本棚　図書館', 20, '本棚　図書館'],
])('%j in %i characters is %j', (text, characters, expected) => {
  expect(clipText(text, { characters, bytes: 1000 })).toBe(expected);
});

it('bytes are counted as JSON for the web has them', () => {
  expect(webJson('<&>"é')).toBe('"\\u003c\\u0026\\u003e\\"é"');
  expect(jsonBytes('<&>"é')).toBe(22);
});
