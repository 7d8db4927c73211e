import { describe, expect, it } from 'vitest';
import { slug, topicsOf } from '../../src/domain/feed.ts';

describe('slug', () => {
  it.each([
    ['À la une', 'a-la-une'],
    ['  Économie & Société ', 'economie-societe'],
    ['中国', '中国'],
    ['ثقافة', 'ثقافة'],
    ['हिन्दी समाचार', 'हिन्दी-समाचार'],
    ['Straße', 'straße'],
    ['C++', 'c'],
    ['🌧️', ''],
    ['../../etc', 'etc'],
    ['a\u0000b', 'a-b'],
  ])('%j becomes %j', (name, expected) => {
    expect(slug(name)).toBe(expected);
  });

  it('is short and well-formed, whatever the name', () => {
    expect(slug('𠀀'.repeat(500)).length).toBeLessThanOrEqual(80);
    expect(slug(`${'a'.repeat(79)}𠀀`)).toBe('a'.repeat(79));
  });

  it.each([
    ['between two letters of a far plane', `${'𐐨'.repeat(39)}a${'𐐨'.repeat(10)}`, `${'𐐨'.repeat(39)}a`],
    ['before a letter that would lose its mark', `${'a'.repeat(79)}किताब`, 'a'.repeat(79)],
    ['behind a letter with all its marks', `${'a'.repeat(78)}किताब`, `${'a'.repeat(78)}कि`],
    ['among marks where there is nothing else', `ک${'\u0301'.repeat(200)}`, `ک${'\u0301'.repeat(79)}`],
    ['of a far plane too', '\u{1e8d0}'.repeat(50), '\u{1e8d0}'.repeat(40)],
  ])('a long one is cut %s', (_, name, expected) => {
    expect(slug(name)).toBe(expected);
  });
});

describe('topicsOf', () => {
  it('names each topic once, everything first', () => {
    const topics = topicsOf({
      section: 'Culture',
      authors: [{ name: 'Zoë Quill' }],
      tags: ['Maps', 'maps', '🌧️'],
      language: 'en',
    });
    expect([...topics]).toEqual([
      ['all', ''],
      ['section/culture', 'Culture'],
      ['author/zoe-quill', 'Zoë Quill'],
      ['tag/maps', 'Maps'],
      ['lang/en', 'en'],
    ]);
  });
});
