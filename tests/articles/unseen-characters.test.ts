import { describe, expect, it } from 'vitest';
import { problemOf, read, shownBody, TITLE } from './read-source.ts';

const WORDS =
  'The council voted on Monday to let the orchard stand for another ten years, and nobody had expected it.';
const CONTROLS = ['\u202a', '\u202b', '\u202c', '\u202d', '\u202e', '\u2066', '\u2067', '\u2068', '\u2069'];

describe('characters that nobody sees', () => {
  it.each([...CONTROLS, '\u200e', '\u200f', '\u061c', '\u200b', '\u3164', '\u{e0001}', '\ufeff'])(
    '%j tells no language and no direction',
    async (character) => {
      const plain = await read('text', WORDS, { title: TITLE });
      const draft = await read('text', `${character}${WORDS}${character}`, { title: `${character}${TITLE}` });
      expect([draft.language, draft.direction]).toEqual(['en', 'ltr']);
      expect(draft.reading.language).toEqual(plain.reading.language);
      expect((await read('text', `${character}1 2 3 4`, { title: `5${character}` })).language).toBe('und');
    },
  );

  it.each([
    '\u200b',
    '\u200f\u2066',
    '\u3164',
    '\u0301\u0302',
    '\u2800',
    ' \u00a0\u2003',
    '\u202e\u202c',
    '\ufe0f',
  ])('a title of nothing but %j is blank', async (title) => {
    expect(await problemOf(read('text', WORDS, { title }))).toMatchObject({
      code: 'invalid-article',
      errors: [{ field: 'title', detail: expect.stringContaining('blank') }],
    });
    const page = `<meta property="og:title" content="${title}"><p>${WORDS}</p>`;
    expect((await problemOf(read('html', page))).code).toBe('no-article-found');
    expect((await read('html', `${page}<h1>${TITLE}</h1>`)).title).toBe(TITLE);
  });

  it.each(['5', '?', '…', '🌧️', '中', 'ا', '\ue000'])('a title of %j is one', async (title) => {
    expect((await read('text', WORDS, { title })).title).toBe(title);
  });
});

describe('marks that turn the direction round', () => {
  it.each(CONTROLS)(
    '%j is taken out of title, dek, section, names, tags and related titles',
    async (mark) => {
      const given = {
        title: `A${mark} title`,
        dek: `${mark}Dek`,
        section: `S${mark}`,
        authors: [`A${mark}da`, { name: `${mark}Grace`, url: 'https://p.example/g' }],
        tags: [`${mark}a`, 'a'],
      };
      expect(await read('text', `${WORDS}\nRead more: The${mark} pier`, given)).toMatchObject({
        title: 'A title',
        dek: 'Dek',
        section: 'S',
        authors: [{ name: 'Ada' }, { name: 'Grace', url: 'https://p.example/g' }],
        tags: ['a'],
        related: [{ title: 'The pier' }],
      });
      const page = `<h1>A ${mark} title</h1><meta name=author content="Ada${mark}"><meta name=keywords content="${mark},a"><p>${WORDS}</p>`;
      expect(await read('html', page)).toMatchObject({
        title: 'A title',
        authors: [{ name: 'Ada' }],
        tags: ['a'],
      });
    },
  );

  it('marks that turn nothing round stay: Persian and Hebrew need them', async () => {
    const title = 'می\u200cخواهم \u200fو\u200e C++\u200e \u061c1';
    expect((await read('text', WORDS, { title, tags: ['می\u200cخواهم'] })).title).toBe(title);
  });

  it('the body keeps its characters, each block in an element of its own that ends what it opens', async () => {
    const draft = await read('html', `<p>a \u202eb</p><ul><li>c \u2067d</li><li>e</li></ul>f`, {
      title: TITLE,
    });
    expect(shownBody(draft)).toBe('<p>a \u202eb</p><ul><li>c \u2067d</li><li>e</li></ul><p>f</p>');
  });
});
