import { describe, expect, it } from 'vitest';
import { PROBLEMS, Problem, type ProblemCode } from '../../src/domain/problem.ts';
import { prefersHtml } from '../../src/http/accepted-form.ts';
import { renderRefusalPage } from '../../src/pages/refusal-page.ts';
import { AS_PUBLISHER } from '../store/open-house.ts';
import { named, openReadingRoom, parsePage, wordsOf } from './reading-room.ts';

const CHROME =
  'text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,image/webp,image/apng,*/*;q=0.8,application/signed-exchange;v=b3;q=0.7';

describe('who gets a page', () => {
  it.each([
    ['Chrome', CHROME, true],
    ['Firefox', 'text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8', true],
    ['a browser for text', 'text/html, text/plain;q=0.5', true],
    ['whoever wants text of any kind', 'text/*', true],
    ['curl', '*/*', false],
    ['nobody said', undefined, false],
    ['an empty header', '', false],
    ['a program', 'application/json', false],
    ['a program that can show pages', 'application/problem+json, text/html;q=0.5', false],
    ['one that likes both alike', 'text/html, application/json', false],
    ['one that likes anything better', 'text/html;q=0.3, */*', false],
    ['one that refuses HTML', 'text/html;q=0, */*', false],
    ['a picture', 'image/avif,image/webp,*/*;q=0.8', false],
    ['a feed reader', 'application/rss+xml, application/xml;q=0.9, */*;q=0.5', false],
    ['nonsense', ',;q=,text/html;q=many;;', false],
    ['a very long header', `${'x/y,'.repeat(20_000)}text/html`, false],
  ])('%s', (_, accept, page) => {
    expect(prefersHtml(accept)).toBe(page);
  });
});

const room = await openReadingRoom();
const asked: [
  path: string,
  method: string,
  status: number,
  headers?: Record<string, string>,
  body?: string,
][] = [
  ['/never-was', 'GET', 404],
  ['/articles/never-was', 'GET', 404],
  ['/articles', 'POST', 401],
  ['/articles/lighthouse-en', 'POST', 405],
  ['/articles/withdrawn-one', 'GET', 410],
  ['/articles/withdrawn-one.json', 'GET', 410],
  ['/articles?after=forged', 'GET', 400],
  ['/feeds/nothing/of/it', 'GET', 404],
  ['/cards/x/1.html', 'GET', 404],
  [
    '/articles/too-large',
    'PUT',
    413,
    { ...AS_PUBLISHER, 'Content-Type': 'text/plain' },
    'a'.repeat(2 ** 21 + 1),
  ],
];

describe.each(asked)('%s asked with %s', (path, method, status, headers = {}, body = undefined) => {
  const ask = (accept: Record<string, string>) =>
    room.app.request(path, { method, headers: { ...headers, ...accept }, ...(body && { body }) });

  it(`is ${status} as a page for a browser`, async () => {
    const answer = await ask({ Accept: CHROME });
    expect(answer.status).toBe(status);
    expect(answer.headers.get('Content-Type')).toBe('text/html; charset=utf-8');
    expect(answer.headers.get('Vary')).toBe('Accept');
    expect(answer.headers.get('Content-Security-Policy')).toContain("default-src 'none'");
    const page = parsePage(await answer.text());
    expect(named(page, 'h1').map(wordsOf)).not.toEqual(['']);
    expect(page.html).toContain('<meta name="robots" content="noindex">');
  });

  it(`is ${status} as a problem for everyone else`, async () => {
    const answer = await ask({});
    expect(answer.status).toBe(status);
    expect(answer.headers.get('Content-Type')).toBe('application/problem+json');
    expect(answer.headers.get('Vary')).toBe('Accept');
    expect(await answer.json()).toMatchObject({ status });
  });

  it('has the same headers for both', async () => {
    const headersFor = async (accept: string) => {
      const all = Object.fromEntries((await ask({ Accept: accept })).headers);
      const { 'content-type': _, 'x-request-id': __, ...kept } = all;
      return kept;
    };
    const [page, problem] = [await headersFor(CHROME), await headersFor('*/*')];
    expect(page).toEqual(problem);
  });
});

describe('a refusal as a page', () => {
  it.each(Object.keys(PROBLEMS) as ProblemCode[])('%s is told in words', (code) => {
    const page = parsePage(
      renderRefusalPage(room.config, new Problem(code, 'What <b>is</b> wrong with "this".')),
    );
    expect(wordsOf(named(page, 'main')[0] ?? page.root)).toContain('What <b>is</b> wrong with "this".');
    expect(named(page, 'b')).toEqual([]);
    expect(named(page, 'h1')).toHaveLength(1);
    expect(page.html).toContain(`href="/problems/${code}"`);
  });

  it('speaks the language of the publication, and marks what is English', () => {
    const publication = { ...room.config.publication, language: 'ar' };
    const page = parsePage(
      renderRefusalPage({ ...room.config, publication }, new Problem('not-found', 'Nothing here.')),
    );
    expect(named(page, 'html')[0]?.properties).toMatchObject({ lang: 'ar', dir: 'rtl' });
    expect(wordsOf(named(page, 'h1')[0] ?? page.root)).toBe('لا شيء في هذا العنوان');
    const english = page.elements.find(
      ({ properties }) => properties.lang === 'en' && properties.dir === 'ltr' && properties.className,
    );
    expect(wordsOf(english ?? page.root)).toContain('Nothing here.');
  });

  it('lists the fields that are wrong', () => {
    const errors = [{ field: 'authors.0.name', detail: 'is missing' }];
    const page = parsePage(renderRefusalPage(room.config, new Problem('invalid-article', 'No.', { errors })));
    expect(named(page, 'dt', 'dd').map(wordsOf)).toEqual(['authors.0.name', 'is missing']);
  });

  it('says nothing of what went wrong inside', async () => {
    const app = room.app;
    app.get('/tests/failing', () => {
      throw new Error('a secret of the inside');
    });
    const answer = await app.request('/tests/failing', { headers: { Accept: CHROME } });
    expect(answer.status).toBe(500);
    const page = parsePage(await answer.text());
    expect(page.html).not.toContain('secret');
    expect(named(page, 'h1').map(wordsOf)).toEqual(['Something went wrong']);
  });
});

describe('a withdrawn article', () => {
  it('says who withdrew it and when, in its language, and none of its words', async () => {
    const page = await room.page('/articles/withdrawn-one');
    expect(named(page, 'html')[0]?.properties.lang).toBe('fr');
    expect(wordsOf(named(page, 'main')[0] ?? page.root)).toContain(
      'Cet article a été retiré par son éditeur le 2 mars 2026.',
    );
    expect(page.html).not.toMatch(/A title nobody|Secret words/);
  });
});
