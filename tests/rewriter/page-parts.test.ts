import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findBytes } from '../../src/rewriter/byte-search.ts';
import { mergedArticle, splitLinkedData } from '../../src/rewriter/linked-data.ts';
import { changedPage, orderedChanges } from '../../src/rewriter/page-changes.ts';
import { pageFacts } from '../../src/rewriter/page-facts.ts';
import { placeMark, readMarks } from '../../src/rewriter/page-marks.ts';
import { readAttributes } from '../../src/rewriter/page-tags.ts';
import { createRecentResults } from '../../src/rewriter/recent-results.ts';

const bytes = (text: string) => new TextEncoder().encode(text);
const text = (page: Uint8Array) => new TextDecoder().decode(page);
const change = (start: number, end: number, markup: string) => ({ start, end, markup });

describe('changes', () => {
  it.each([
    ['what is put in where something goes', [change(2, 4, ''), change(2, 2, 'X')], 'abXef'],
    ['two things put in at one place, in their order', [change(2, 2, 'X'), change(2, 2, 'Y')], 'abXYcdef'],
    ['one that lies in another', [change(1, 5, 'X'), change(2, 3, 'Y')], 'aXf'],
    ['the larger of two that begin together', [change(1, 2, 'Y'), change(1, 5, 'X')], 'aXf'],
    ['the whole page', [change(0, 6, '')], ''],
  ])('may be %s', (_fact, changes, changed) => {
    expect(text(changedPage(bytes('abcdef'), orderedChanges(changes)))).toBe(changed);
  });
});

describe('marks', () => {
  const places = () => ({ start: -1, inner: -1, innerEnd: -1, end: -1 });

  it('are read as places in the page without them', () => {
    const elements = [places(), places()];
    const marked = `ab${placeMark('start', 1)}cd${placeMark('end', 1)}${placeMark('start', 0)}e`;
    expect(readMarks(bytes(marked), bytes('abcde'), elements)).toBe(true);
    expect(elements).toMatchObject([
      { start: 4, end: -1 },
      { start: 2, end: 4 },
    ]);
  });

  it.each([
    ['a byte is missing', `ab${placeMark('start', 0)}d`],
    ['a byte is another', `ab${placeMark('start', 0)}xd`],
    ['a byte is too many', `abc${placeMark('start', 0)}dd`],
    ['the end is missing', 'ab'],
    ['a mark is cut', 'abcd\u00010'],
    ['a mark is of nothing', `abcd${placeMark('end', 7)}`],
  ])('are not believed where %s', (_fact, marked) => {
    expect(readMarks(bytes(marked), bytes('abcd'), [places()])).toBe(false);
  });
});

describe('a head without a tag of its own', () => {
  it.each([
    ['after the doctype', '<!doctype html><title>', 15],
    ['after comments', '<!-- a --><!doctype html><!-- b --><title>', 35],
    ['after a comment that is empty', '<!--><p>--><title>', 5],
    [
      'nowhere in front of a doctype that comes later',
      '<?xml version="1.0"?><!doctype html><title>',
      undefined,
    ],
    ['nowhere in a comment that does not end', '<!-- a <title>', undefined],
  ])('begins %s', (_fact, page, place) => {
    expect(pageFacts(bytes(page), [], []).headPoint).toBe(place);
  });

  it('begins where a body does not stand before it', () => {
    const span = (tagName: string, start: number) => ({
      ...{ kind: 'frame' as const, tagName, start, inner: start + 6, innerEnd: -1, end: -1 },
    });
    const page = bytes('<html><body><head>');
    const spans = [span('html', 0), span('body', 6), span('head', 12)];
    expect(pageFacts(page, spans, []).headPoint).toBe(6);
  });
});

it('a word is found in bytes where it is found in text', () => {
  const letters = fc.string({ unit: fc.constantFrom('a', 'b', '-'), maxLength: 40 });
  const word = fc.string({ unit: fc.constantFrom('a', 'b', '-'), minLength: 1, maxLength: 4 });
  fc.assert(
    fc.property(letters, word, fc.nat(10), (page, sought, from) => {
      expect(findBytes(bytes(page), sought, from)).toBe(
        page.indexOf(sought, from > page.length ? page.length + 1 : from),
      );
    }),
  );
});

describe('a start tag', () => {
  it.each([
    ['<meta a=1 B="x > y" c=\'"\' d>', { a: '1', b: 'x > y', c: '"', d: '' }],
    [
      '<META CONTENT=https://a.example/?b=c&d=e property = og:url/>',
      { content: 'https://a.example/?b=c&d=e', property: 'og:url/' },
    ],
    ['<meta name="a" name="b"\n\tcontent\n=\n"c">', { name: 'a', content: 'c' }],
    ['<meta content="never closed>', { content: '' }],
  ])('is read as it is written: %s', (tag, attributes) => {
    expect(readAttributes(tag)).toMatchObject(attributes);
  });
});

describe('linked data', () => {
  const article = {
    '@type': 'NewsArticle',
    headline: 'Old',
    articleBody: 'Words',
    isAccessibleForFree: false,
  };

  it('keeps what only the publisher says, without the words', () => {
    expect(mergedArticle(article, { '@type': 'NewsArticle', headline: 'New' })).toEqual({
      '@type': 'NewsArticle',
      headline: 'New',
      isAccessibleForFree: false,
    });
  });

  it.each([
    ['an object', article, undefined],
    ['a list', [{ a: 1 }, article], [{ a: 1 }]],
    [
      'a graph',
      { '@context': 'c', '@graph': [article, { a: 1 }] },
      { '@context': 'c', '@graph': [{ a: 1 }] },
    ],
  ])('gives the article of %s, and the rest', (_fact, data, rest) => {
    expect(splitLinkedData(JSON.stringify(data))).toEqual({ article, rest });
  });

  it.each(['', 'null', '[]', '{"@type":"WebPage"}', '{"@type":"LiveBlogPosting"}', '[1,"NewsArticle"]', '{'])(
    'has none in %s',
    (json) => {
      expect(splitLinkedData(json)).toBeUndefined();
    },
  );
});

it('recent results are made once, until others push them out', () => {
  const made: string[] = [];
  const recent = createRecentResults<string>(6);
  const ask = (key: string) =>
    recent.of(key, () => {
      made.push(key);
      return key.toUpperCase();
    });
  expect([ask('aa'), ask('bb'), ask('aa'), ask('ccc'), ask('aa'), ask('bb')]).toEqual([
    'AA',
    'BB',
    'AA',
    'CCC',
    'AA',
    'BB',
  ]);
  expect(made).toEqual(['aa', 'bb', 'ccc', 'bb']);
  ask('more than all of them');
  expect(made).toHaveLength(5);
});
