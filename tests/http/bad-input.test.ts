import { expect, it } from 'vitest';
import { describeRuntimes, PUBLIC_URL, TOKEN } from './services.ts';

const bytes = (text: string) => new TextEncoder().encode(text);
const JSON_TYPE = 'application/json';
const paragraph = 'A paragraph long enough to be taken for one, with an end.';
const json = (fields: object) => JSON.stringify({ title: 'T', html: `<p>${paragraph}</p>`, ...fields });

/** What is sent, and the refusal it gets. */
const REFUSALS: [
  what: string,
  type: string,
  body: string | Uint8Array<ArrayBuffer>,
  status: number,
  code: string,
][] = [
  ['an empty body', 'text/plain', '', 400, 'empty-body'],
  ['a body of spaces', 'text/html', ' \n\t ', 400, 'empty-body'],
  ['10 MB of text', 'text/plain', 'word '.repeat(2_000_000), 413, 'body-too-large'],
  [
    'a picture called text',
    'text/plain',
    Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0xff, 0xfe]),
    400,
    'undecodable-text',
  ],
  [
    'Latin-1 called UTF-8',
    'text/plain; charset=utf-8',
    Uint8Array.from([0xe9, 0x74, 0xe9, 0x20, 0xe0]),
    400,
    'undecodable-text',
  ],
  [
    'zero bytes in text',
    'text/plain',
    `A title line\n\n${paragraph}\0 And more.`,
    422,
    'forbidden-character',
  ],
  ['an unknown charset', 'text/plain; charset=klingon', paragraph, 415, 'unsupported-media-type'],
  ['an unknown type', 'application/pdf', '%PDF-1.7', 415, 'unsupported-media-type'],
  ['a type named like an object’s own', 'constructor', 'x', 415, 'unsupported-media-type'],
  ['JSON that is none', JSON_TYPE, '{"title": ', 400, 'invalid-json'],
  ['a JSON list', JSON_TYPE, '[]', 422, 'invalid-article'],
  ['JSON with an unknown field', JSON_TYPE, json({ headline: 'x' }), 422, 'invalid-article'],
  ['JSON with two bodies', JSON_TYPE, json({ text: 'x' }), 422, 'invalid-article'],
  ['JSON with no body', JSON_TYPE, '{"title":"T"}', 422, 'invalid-article'],
  ['a title that is a number', JSON_TYPE, json({ title: 7 }), 422, 'invalid-article'],
  ['a title of 5,000 characters', JSON_TYPE, json({ title: 'x'.repeat(5000) }), 422, 'invalid-article'],
  ['a date that is none', JSON_TYPE, json({ publishedAt: '2024-02-31' }), 422, 'invalid-article'],
  ['a date in the future', JSON_TYPE, json({ publishedAt: '2124-01-01' }), 422, 'invalid-article'],
  ['a change in the future', JSON_TYPE, json({ updatedAt: '9998-01-01' }), 422, 'invalid-article'],
  ['a title that nobody sees', JSON_TYPE, json({ title: '\u200b\u3164' }), 422, 'invalid-article'],
  [
    'front matter of keys in keys',
    'text/markdown',
    `---\n${'? '.repeat(1000)}\n---\n\n${paragraph}`,
    422,
    'invalid-article',
  ],
  ['260,000 lines', 'text/plain', 'Loading\n'.repeat(260_000), 422, 'invalid-article'],
  ['a javascript: address', JSON_TYPE, json({ url: 'javascript:alert(1)' }), 422, 'invalid-article'],
  ['a control character in a title', JSON_TYPE, json({ title: 'bell \u0007' }), 422, 'forbidden-character'],
  [
    'a lone surrogate in a tag',
    JSON_TYPE,
    `{"title":"T","tags":["\\ud800"],"html":"<p>${paragraph}</p>"}`,
    422,
    'forbidden-character',
  ],
  [
    'a control character by reference',
    'text/html',
    `<title>T</title><p>${paragraph}&#7;</p>`,
    422,
    'forbidden-character',
  ],
  [
    '10,000 nested elements',
    'text/html',
    `<title>T</title>${'<div>'.repeat(10_000)}${paragraph}`,
    422,
    'html-too-deep',
  ],
  [
    'a comment that never ends',
    'text/html',
    `<title>T</title><!-- <p>${paragraph}</p>`,
    422,
    'no-article-found',
  ],
  ['text without a title', 'text/plain', `${'x'.repeat(600)}.`, 422, 'no-article-found'],
];

describeRuntimes('bad input', (service) => {
  it.each(REFUSALS)('%s is refused, and nothing of it is kept', async (_what, type, body, status, code) => {
    const answer = await service.publish('/articles/refused', type, body);
    expect(answer.status).toBe(status);
    expect(answer.headers.get('Content-Type')).toBe('application/problem+json');
    const problem = (await answer.json()) as Record<string, string>;
    expect(problem).toMatchObject({ type: `${PUBLIC_URL}/problems/${code}`, status });
    expect(problem.detail?.length).toBeGreaterThan(10);
    expect((await service.fetch('/articles/refused')).status).toBe(404);
    expect((await service.fetch('/healthz')).status).toBe(200);
  });

  it('a body that is coded, or a query that is not UTF-8, is refused', async () => {
    const coded = await service.publish('/articles/refused', JSON_TYPE, json({}), {
      'Content-Encoding': 'gzip',
    });
    expect(coded.status).toBe(415);
    const query = await service.publish('/articles/refused?title=%C9t%E9', 'text/plain', `${paragraph}`);
    expect(query.status).toBe(400);
  });

  it('every answer names its request', async () => {
    for (const path of ['/', '/nowhere', '/feeds/all.rss', '/articles/none.json']) {
      expect((await service.fetch(path)).headers.get('X-Request-Id')).toMatch(/^[\w-]{8,}$/);
    }
  });

  it('HTML that never closes is read as browsers read it', async () => {
    const answer = await service.publish(
      '/articles/unclosed',
      'text/html',
      `<title>Unclosed</title><p><b>${paragraph}<p>Second`,
    );
    expect(answer.status).toBe(201);
  });

  it('a script, a handler and a javascript: link leave nothing but their words', async () => {
    const body = `<title>Hostile</title><p onclick="x()">${paragraph} <a href="javascript:alert(1)">link</a><script>alert(2)</script></p>`;
    const answer = await service.publish('/articles/hostile', 'text/html', body);
    expect(answer.status).toBe(201);
    const page = await (await service.fetch('/articles/hostile')).text();
    expect(page).toContain('link');
    // Linked data is no script: it never runs.
    expect(page).not.toMatch(/javascript:|onclick|<script(?! type="application\/ld\+json">)|alert\(2\)/);
  });

  it('no token and a wrong token are refused before the body is read', async () => {
    for (const headers of [{}, { Authorization: 'Bearer wrong' }, { Authorization: 'Basic eDp5' }] as Record<
      string,
      string
    >[]) {
      for (const method of ['PUT', 'DELETE']) {
        const answer = await service.fetch('/articles/refused', {
          method,
          headers: { ...headers, 'Content-Type': 'text/plain' },
          ...(method === 'PUT' && { body: 'x' }),
        });
        expect(answer.status).toBe(401);
        expect(answer.headers.get('WWW-Authenticate')).toMatch(/^Bearer/);
      }
    }
  });

  it('a refused change leaves the article as it was', async () => {
    await service.publish('/articles/steady', JSON_TYPE, json({ title: 'Steady' }));
    const before = await (await service.fetch('/articles/steady.json')).text();
    expect(
      (await service.publish('/articles/steady', JSON_TYPE, json({ title: 'bell \u0007' }))).status,
    ).toBe(422);
    expect((await service.publish('/articles/steady', 'text/html', bytes('<!--'))).status).toBe(422);
    expect(await (await service.fetch('/articles/steady.json')).text()).toBe(before);
  });

  it.each([
    '/articles/a%00b',
    '/articles/..%2f..%2fetc%2fpasswd',
    '/articles/%E0%A4%A',
    '/previews/none/0123456789abcdef.png',
    '/previews/..%2f/x.png',
    '/cards/x/%2e%2e.html',
    '/cards/myspace/1.html',
    '/feeds/all.xml',
    '/feeds/section/never-written.rss',
    '/feeds/%00.rss',
    '/nowhere',
    '/problems/constructor',
  ])('there is nothing at %s, and it says so', async (path) => {
    const answer = await service.fetch(path);
    expect(answer.status).toBe(404);
    expect(answer.headers.get('Content-Type')).toBe('application/problem+json');
  });

  it('an id that is none is refused', async () => {
    for (const id of ['a%20b', 'a%2Fb', `${'x'.repeat(81)}`, 'a.json', '-a']) {
      const answer = await service.publish(`/articles/${id}`, JSON_TYPE, json({}));
      expect([400, 404]).toContain(answer.status);
    }
    const answer = await service.publish('/articles/a.json', JSON_TYPE, json({}));
    expect(((await answer.json()) as { detail: string }).detail).toMatch(
      /do not end in \.json or \.html.*"a\.json"/,
    );
  });

  it('a method that is not offered gets 405 with the ones that are', async () => {
    const tries: [string, string, string][] = [
      ['/articles', 'PATCH', 'GET, HEAD, POST'],
      ['/articles/x', 'POST', 'GET, HEAD, PUT, DELETE'],
      ['/feeds/all.rss', 'POST', 'GET, HEAD, OPTIONS'],
      ['/healthz', 'POST', 'GET, HEAD'],
      ['/previews/x', 'DELETE', 'GET, HEAD'],
      ['/', 'PUT', 'GET, HEAD'],
    ];
    for (const [path, method, allow] of tries) {
      const answer = await service.fetch(path, { method, headers: { Authorization: `Bearer ${TOKEN}` } });
      expect([answer.status, answer.headers.get('Allow')]).toEqual([405, allow]);
    }
  });

  it('every kind of refusal has a page that says what to do', async () => {
    const document = (await (await service.fetch('/openapi.json')).json()) as {
      components: { schemas: { Problem: { properties: { type: { enum: string[] } } } } };
    };
    for (const type of document.components.schemas.Problem.properties.type.enum) {
      const answer = await service.fetch(type.slice(PUBLIC_URL.length));
      expect(answer.status).toBe(301);
      const page = await service.fetch(answer.headers.get('Location') ?? '');
      expect(page.status).toBe(200);
      expect(await page.text()).toMatch(/<h1 [^>]*>.+<\/h1>[\s\S]*>What to do<\/a><\/h2>\s<p>.+<\/p>/);
    }
  });
});
