import { describe, expect, it } from 'vitest';
import * as z from 'zod/v4';
import { isArticleId } from '../../src/articles/article-id.ts';
import { givenFields, readGivenFromQuery } from '../../src/articles/given.ts';
import { jsonArticle, readJsonArticle } from '../../src/articles/json-article.ts';
import { readArticle } from '../../src/articles/read-article.ts';
import { markedPosts } from './marked-posts.ts';
import { problemOf } from './read-source.ts';

describe('fields in a query', () => {
  it('are read once, authors and tags again and again', () => {
    const query =
      'title=A+title&dek=D&author=Ada&author=Grace&tag=a&tag=b&language=fr&image=https://p.example/i&imageAlt=C';
    expect(readGivenFromQuery(new URLSearchParams(query))).toEqual({
      title: 'A title',
      dek: 'D',
      authors: ['Ada', 'Grace'],
      tags: ['a', 'b'],
      language: 'fr',
      image: { url: 'https://p.example/i', alt: 'C' },
    });
    expect(readGivenFromQuery(new URLSearchParams())).toEqual({});
  });

  it.each([
    ['titel=x', 'titel'],
    ['title=a&title=b', 'title'],
    ['title=', 'title'],
    ['url=javascript:x', 'url'],
    ['publishedAt=tomorrow', 'publishedAt'],
    ['imageAlt=C', 'image.url'],
    ['__proto__=x', '__proto__'],
    ['constructor=x', 'constructor'],
  ])('%s is refused', async (query, field) => {
    const problem = await problemOf(() => readGivenFromQuery(new URLSearchParams(query)));
    expect(problem).toMatchObject({ code: 'invalid-article', errors: [{ field }] });
  });

  it('all that is wrong is said at once', async () => {
    const problem = await problemOf(() => readGivenFromQuery(new URLSearchParams('a=1&b=2&url=x')));
    expect(problem.errors?.map(({ field }) => field)).toEqual(['a', 'b', 'url']);
    expect(problem.detail).toMatch(
      /^The query cannot be taken: a is not a field.* 2 more are listed under errors\.$/,
    );
  });
});

describe('an article as JSON', () => {
  it('is its fields and exactly one body', () => {
    expect(
      readJsonArticle('{"id":"a-1","title":"T","authors":["Ada",{"name":"Grace"}],"markdown":"b"}'),
    ).toEqual({
      id: 'a-1',
      source: {
        type: 'markdown',
        field: 'markdown',
        body: 'b',
        given: { title: 'T', authors: ['Ada', { name: 'Grace' }] },
      },
    });
    expect(readJsonArticle('{"html":""}')).toEqual({
      source: { type: 'html', body: '', given: {}, field: 'html' },
    });
  });

  it.each<[string, string, string[]]>([
    ['no body', '{"title":"T"}', ['body']],
    ['two bodies', '{"html":"a","text":"b"}', ['body']],
    ['no object', '[]', ['body']],
    ['null', 'null', ['body']],
    ['unknown fields', '{"text":"a","titel":"T","x":1}', ['titel', 'x']],
    ['a number for text', '{"text":7,"title":7}', ['title', 'text']],
    [
      'authors of another shape',
      '{"text":"a","authors":[7,{"name":"A","mail":"x"},{"url":"https://p.example"}]}',
      ['authors.0', 'authors.1.mail', 'authors.2.name'],
    ],
    [
      'an address that is none',
      '{"text":"a","authors":[{"name":"A","url":"javascript:x"}]}',
      ['authors.0.url'],
    ],
    ['a picture without address', '{"text":"a","image":{"alt":"x"}}', ['image.url']],
    ['half a pixel', '{"text":"a","image":{"url":"https://p.example/i","width":0.5}}', ['image.width']],
    ['an id that is none', '{"text":"a","id":"../x"}', ['id']],
    ['__proto__', '{"text":"a","__proto__":{"title":"x"}}', ['__proto__']],
    ['null for nothing', '{"text":"a","title":null}', ['title']],
  ])('%s is refused', async (_, body, fields) => {
    const problem = await problemOf(() => readJsonArticle(body));
    expect(problem.code).toBe('invalid-article');
    expect(problem.errors?.map(({ field }) => field)).toEqual(fields);
    for (const { detail } of problem.errors ?? []) expect(detail).toMatch(/^[a-z]/);
  });

  it.each(['', '{', '{"text":"a",}', 'text', `${'['.repeat(200_000)}`])(
    'what is no JSON is refused',
    async (body) => {
      expect((await problemOf(() => readJsonArticle(body))).code).toBe('invalid-json');
    },
  );

  it.each([
    ['[]', 'body must be a JSON object with the fields of an article'],
    ['"text"', 'body must be a JSON object with the fields of an article'],
    ['{"text":7}', 'text must be text'],
    ['{"text":"a","title":null}', 'title must be text'],
    ['{"text":"a","tags":"b"}', 'tags must be a list'],
    ['{"text":"a","image":"b"}', 'image must be an object'],
    [
      '{"text":"a","image":{"url":"https://p.example/i","width":"b"}}',
      'image.width must be a whole number of pixels',
    ],
    ['{"text":"a","image":{"url":"https://p.example/i","width":0}}', 'image.width must be 1 at least'],
    ['{"text":"a","image":{}}', 'image.url is missing'],
    ['{"text":"a","authors":[{}]}', 'authors.0.name is missing'],
    ['{"text":"a","id":"a.json"}', 'do not end in .json or .html'],
  ])('%s is refused in words for people', async (body, words) => {
    const { detail } = await problemOf(() => readJsonArticle(body));
    expect(detail).toContain(words);
    expect(detail).not.toMatch(/expected|received|array|Set|string|Invalid|Too (?:big|small)/);
  });

  it('50 errors are listed, and the others counted', async () => {
    const refused = (count: number) => {
      const fields = Object.fromEntries(Array.from({ length: count }, (_, index) => [`f${index}`, 1]));
      return problemOf(() => readJsonArticle(JSON.stringify({ text: 'a', ...fields })));
    };
    expect((await refused(500)).errors).toHaveLength(50);
    expect((await refused(500)).detail).toMatch(
      /\. 49 more are listed under errors, and another 450 are not listed\.$/,
    );
    expect((await refused(50)).detail).toMatch(/\. 49 more are listed under errors\.$/);
    expect((await refused(2)).detail).toMatch(/\. 1 more is listed under errors\.$/);
    expect((await refused(1)).detail).toMatch(/is not a field of an article\.$/);
  });

  it.each([
    ['html', '<p>a&#7;</p>', 'html holds U+0007, after "<p>a"'],
    ['html', '<blockquote data-post="1">a&#7;</blockquote>', 'html holds U+0007, after "a"'],
    ['text', 'words\u0000', 'text holds U+0000 as character 6'],
    ['markdown', 'words\u007f', 'markdown holds U+007F'],
    ['text', 'a\n'.repeat(10_001), 'text may have 10000 lines at most'],
    ['html', '<p>a</p>'.repeat(5001), 'html may have 5000 blocks at most'],
    ['markdown', '*'.repeat(6000), 'markdown has one paragraph'],
  ])('what is wrong in %s %j is said of that field', async (field, body, words) => {
    const { source } = readJsonArticle(JSON.stringify({ title: 'T', [field]: body }));
    const problem = await problemOf(readArticle(source, markedPosts));
    expect(problem.detail).toContain(words);
    expect(problem.errors).toEqual([
      { field, detail: expect.stringContaining(words.slice(field.length + 1)) },
    ]);
  });
});

describe('the schemas', () => {
  it('are described for every field', () => {
    for (const schema of [givenFields, jsonArticle]) {
      const json = z.toJSONSchema(schema, { io: 'input' });
      expect(json.additionalProperties).toBe(false);
      for (const [name, property] of Object.entries(json.properties ?? {})) {
        expect((property as { description?: string }).description, name).toMatch(/\.$/);
      }
    }
    expect(z.toJSONSchema(jsonArticle, { io: 'input' })).toMatchObject({
      oneOf: [
        { required: ['html'] },
        { required: ['text'] },
        { required: ['markdown'] },
        { required: ['url'] },
      ],
    });
  });
});

describe('an article id', () => {
  it.each(['a', 'A-1', '2024.05.31_story', '0', 'x'.repeat(80), 'a.jsonx', 'a..b'])('%s', (id) => {
    expect(isArticleId(id)).toBe(true);
  });
  it.each([
    '',
    '.',
    '..',
    '-a',
    '_a',
    'a/b',
    'a b',
    'é',
    'a.json',
    'a.html',
    'a.HTML',
    'x'.repeat(81),
    'a\n',
    '%2e',
  ])('%j is none', (id) => {
    expect(isArticleId(id)).toBe(false);
  });
});
