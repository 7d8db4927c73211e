import { describe, expect, it } from 'vitest';
import type { GivenFields } from '../../src/articles/given.ts';
import type { Source } from '../../src/articles/source.ts';
import { problemOf, read, TITLE } from './read-source.ts';

const PARAGRAPH =
  'It took eleven lorries and a very patient keeper, and nobody has seen the sea from it since.';

describe('no article', () => {
  it.each<[string, Source['type'], string, GivenFields]>([
    ['an empty text', 'text', '', {}],
    ['blank lines', 'text', ' \n\n\t\n', {}],
    ['a title and nothing else', 'text', 'The lighthouse', {}],
    ['chrome and nothing else', 'text', 'Loading\nShare\nNo comments', {}],
    ['a text with a title and no body', 'text', '', { title: TITLE }],
    ['a page without title', 'html', `<p>${PARAGRAPH}</p>`, {}],
    ['a page without body', 'html', `<title>${TITLE}</title><nav>Home</nav>`, {}],
    ['a page with empty paragraphs', 'html', `<h1>${TITLE}</h1><p>&nbsp;</p><div><br></div>`, {}],
    ['Markdown with a title', 'markdown', `# ${TITLE}`, {}],
    ['front matter and nothing else', 'markdown', `---\ntitle: ${TITLE}\n---\n`, {}],
  ])('%s', async (_, type, body, given) => {
    const problem = await problemOf(read(type, body, given));
    expect(problem.code).toBe('no-article-found');
    expect(problem.detail).toMatch(/^[A-Z].*Send.*\.$/);
  });
});

describe('fields over their limit', () => {
  const many = (count: number) => Array.from({ length: count }, (_, index) => `n${index}`);
  it.each<[string, GivenFields, string]>([
    ['title', { title: 'x'.repeat(501) }, 'title'],
    ['dek', { dek: 'x'.repeat(2001) }, 'dek'],
    ['section', { section: 'x'.repeat(201) }, 'section'],
    ['author', { authors: ['x'.repeat(201)] }, 'authors.0'],
    ['tag', { tags: ['ok', 'x'.repeat(201)] }, 'tags.1'],
    ['authors', { authors: many(51) }, 'authors'],
    ['tags', { tags: many(51) }, 'tags'],
    ['address', { url: `https://x.example/${'x'.repeat(2048)}` }, 'url'],
    ['blank', { section: ' ' }, 'section'],
    ['javascript: as address', { url: 'javascript:alert(1)' }, 'url'],
    ['javascript: as picture', { image: { url: 'javascript:alert(1)' } }, 'image.url'],
    ['javascript: of an author', { authors: [{ name: 'A', url: 'javascript:alert(1)' }] }, 'authors.0.url'],
    ['a relative address', { url: '/story' }, 'url'],
    ['a date that is none', { publishedAt: 'yesterday' }, 'publishedAt'],
    ['a day no calendar has', { updatedAt: '2024-02-31' }, 'updatedAt'],
    ['a year far off', { publishedAt: '12024-01-01' }, 'publishedAt'],
    ['a language that is none', { language: 'no language' }, 'language'],
  ])('%s', async (_, given, field) => {
    const problem = await problemOf(read('text', PARAGRAPH, { title: TITLE, ...given }));
    expect(problem).toMatchObject({ code: 'invalid-article', errors: [{ field }] });
    expect(problem.detail).toContain(field);
  });

  it.each<[string, Source['type'], string]>([
    ['2 MiB of letters', 'text', `${TITLE}\n${'x'.repeat(2 * 1024 * 1024)}`],
    ['2 MiB in bytes', 'text', `${TITLE}\n${'語'.repeat(700_000)}`],
    ['5,001 paragraphs', 'text', `${TITLE}\n${`${PARAGRAPH}\n`.repeat(5002)}`],
    ['10,001 lines', 'text', `${TITLE}\n${'Loading\n\n'.repeat(10_000)}`],
    ['10,001 signatures', 'text', `${TITLE}\n${'By Wren Halloway\n'.repeat(10_000)}`],
    ['5,001 paragraphs of HTML', 'html', `<h1>${TITLE}</h1>${'<p>words</p>'.repeat(5001)}`],
    ['a heading of 5,000 characters', 'html', `<h1>${'x'.repeat(5000)}</h1><p>${PARAGRAPH}</p>`],
    ['a title element of 5,000 characters', 'html', `<title>${'x'.repeat(5000)}</title><p>${PARAGRAPH}</p>`],
  ])('%s', async (_, type, body) => {
    expect((await problemOf(read(type, body))).code).toBe('invalid-article');
  });

  it('a page’s overlong metadata is passed over, not refused', async () => {
    const html = `<h1>${TITLE}</h1><meta property="og:title" content="${'x'.repeat(600)}"><meta name=keywords content="${'a,'.repeat(300)}${'y'.repeat(300)}"><p>${PARAGRAPH}</p>`;
    expect(await read('html', html)).toMatchObject({ title: TITLE, tags: ['a'] });
  });
});

describe('characters that no text may hold', () => {
  it.each<[string, Source['type'], string, string, string]>([
    ['U+0000 in a text', 'text', `${TITLE}\n${PARAGRAPH}\0`, 'body', 'U+0000'],
    ['U+0000 in HTML, which a parser would drop', 'html', `<h1>${TITLE}</h1><p>a\0b</p>`, 'body', 'U+0000'],
    ['a bell', 'text', `${TITLE}\n${PARAGRAPH}\x07`, 'body.0.html', 'U+0007'],
    ['a bell as an entity', 'html', `<h1>${TITLE}</h1><p>a&#7;</p>`, 'body.0.html', 'U+0007'],
    [
      'a bell in an attribute',
      'html',
      `<h1>${TITLE}</h1><p><img alt="&#7;" src="https://x.example/p"></p>`,
      'body.0.html',
      'U+0007',
    ],
    ['a bell in a heading', 'html', `<h1>Title&#7;</h1><p>a</p>`, 'title', 'U+0007'],
    [
      'a bell in JSON-LD',
      'html',
      `<script type="application/ld+json">{"@type":"Article","headline":"a\\u0007"}</script><p>words</p>`,
      'title',
      'U+0007',
    ],
    ['a vertical tab as an entity', 'html', `<h1>${TITLE}</h1><p>a&#11;b</p>`, 'body.0.html', 'U+000B'],
    ['DEL', 'markdown', `# ${TITLE}\n\na\x7f`, 'body.0.html', 'U+007F'],
    ['C1', 'text', `${TITLE}\n${PARAGRAPH}\x9b`, 'body.0.html', 'U+009B'],
    ['a lone surrogate', 'text', `${TITLE}\n${PARAGRAPH}\ud800x`, 'body.0.html', 'U+D800'],
    ['a noncharacter', 'text', `${TITLE}\n${PARAGRAPH}\ufffe`, 'body.0.html', 'U+FFFE'],
    ['a noncharacter of a far plane', 'text', `${TITLE}\n${PARAGRAPH}\u{10ffff}`, 'body.0.html', 'U+10FFFF'],
    [
      'in the words of a post',
      'html',
      `<h1>${TITLE}</h1><p>a</p><blockquote data-post="1">a&#7;</blockquote>`,
      'embeds.0.capture.post.text',
      'U+0007',
    ],
    ['in a related link', 'text', `${TITLE}\n${PARAGRAPH}\nRead more: a\x07b`, 'related.0.title', 'U+0007'],
    ['in front matter', 'markdown', `---\ntitle: "a\\u0007"\n---\nb`, 'title', 'U+0007'],
  ])('%s', async (_, type, body, field, code) => {
    const problem = await problemOf(read(type, body));
    expect(problem).toMatchObject({ code: 'forbidden-character', errors: [{ field }] });
    expect(problem.detail).toContain(field);
    expect(problem.detail).toContain(code);
  });

  it('in a given field, before spaces are tidied', async () => {
    const problem = await problemOf(read('text', PARAGRAPH, { title: 'a\u000bb' }));
    expect(problem.detail).toBe(
      'The field title holds U+000B as character 2, after "a". Remove it and send the article again.',
    );
  });

  it('tabs, NEL, emoji, marks of direction and private use are none of them', async () => {
    const words = 'a\tb \u0085 👩‍🚀 \u202bc\u202c \ue000 \ufffd é';
    expect((await read('html', `<h1>${TITLE}</h1><p>${words}</p>`)).body).toHaveLength(1);
  });
});
