import { describe, expect, it } from 'vitest';
import { readArticle } from '../../src/articles/read-article.ts';
import { editsOf, textsOf, withoutEmptied } from '../../src/console/paste/edited-fields.ts';
import { leftOut } from '../../src/console/paste/left-out.ts';
import { kindOf } from '../../src/console/paste/pasted-source.ts';
import { createEmbedFinder } from '../../src/embeds/embed-finder.ts';

const finder = createEmbedFinder();

describe('what a text seems to be', () => {
  it.each([
    ['https://news.example/a', 'page'],
    ['  https://news.example/a\n', 'page'],
    ['https://news.example/a and more', 'text'],
    ['{"title":"A"}', 'json'],
    ['<p>A', 'html'],
    ['<!doctype html>', 'html'],
    ['< 5 degrees tonight', 'text'],
    ['# A title', 'markdown'],
    ['---\ntitle: A\n---\nWords', 'markdown'],
    ['Words\n\n## A heading\n\nWords', 'markdown'],
    ['Words with a [link](https://news.example/).', 'markdown'],
    ['A title\n\nWords – and more.', 'text'],
    ['— Jonas (@jonas) June 3, 2024', 'text'],
  ])('%j is %s', (text, kind) => {
    expect(kindOf(text)).toBe(kind);
  });
});

describe('what was left out', () => {
  const read = async (type: 'text' | 'html' | 'markdown', body: string) => {
    const source = { type, body, given: {} };
    return leftOut(source, await readArticle(source, finder));
  };

  it('is what is in no field and not in the text', async () => {
    const html =
      '<nav><a href="/">Start</a></nav><article><h1>A title</h1><p>A paragraph “of” words,   set\nloosely.</p><ul><li>One</li></ul></article><footer>© Somebody</footer><script>let a</script>';
    expect(await read('html', html)).toEqual(['Start', '© Somebody']);
  });

  it('is nothing of Markdown, which has nothing around it', async () => {
    expect(await read('markdown', '# A title\n\nWords of it.')).toEqual([]);
  });
});

describe('what somebody changed', () => {
  const plain = textsOf({
    title: 'A',
    dek: 'B',
    authors: [{ name: 'Ada', url: 'https://news.example/ada' }, { name: 'Eve | Co' }],
    tags: ['x'],
    image: { url: 'https://news.example/a.png', alt: 'Alt' },
    language: 'en',
  });

  it('nothing is stated where nothing was changed', () => {
    expect(editsOf(plain, { ...plain })).toEqual({ changed: [], given: {}, emptied: [] });
    expect(plain.authors).toBe('Ada | https://news.example/ada\nEve | Co');
  });

  it('only what was changed is stated, lists as a whole', () => {
    const sent = {
      ...plain,
      title: 'New',
      authors: 'Ada | https://news.example/ada\n\n Eve | Co \nNew',
      tags: '',
    };
    expect(editsOf(plain, sent)).toEqual({
      given: {
        title: 'New',
        authors: [{ name: 'Ada', url: 'https://news.example/ada' }, { name: 'Eve | Co' }, { name: 'New' }],
        tags: [],
      },
      changed: ['title', 'authors', 'tags'],
      emptied: ['tags'],
    });
  });

  it('a picture is stated with all that is said of it', () => {
    const sent = { ...plain, imageCredit: 'Somebody' };
    const image = { url: 'https://news.example/a.png', alt: 'Alt', credit: 'Somebody' };
    expect(editsOf(plain, sent).given).toEqual({ image });
  });

  it('what was emptied goes, with where it was known from', async () => {
    const source = { type: 'text' as const, body: 'A paragraph of words.', given: { title: 'A', dek: 'B' } };
    const draft = await readArticle(source, finder);
    expect(draft.reading.dek).toBeDefined();
    const rest = withoutEmptied(draft, ['dek']);
    expect([rest.dek, rest.reading.dek, rest.title]).toEqual([undefined, undefined, 'A']);
    expect(draft.dek).toBe('B');
  });
});
