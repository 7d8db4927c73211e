import { expect, it } from 'vitest';
import { describeRuntimes, TOKEN } from '../http/services.ts';
import { READER_ARTICLES } from './reader-articles.ts';

const BROWSER = { Accept: 'text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8' };

describeRuntimes('the pages of readers', (service) => {
  it('are there in every script', async () => {
    for (const { id, fields } of READER_ARTICLES) {
      const put = await service.publish(`/articles/${id}`, 'application/json', JSON.stringify(fields));
      expect(put.status).toBe(201);
      const page = await service.fetch(`/articles/${id}`, { headers: BROWSER });
      expect(page.status).toBe(200);
      expect(await page.text()).toContain(`<h1>${fields.title}</h1>`);
    }
    const home = await (await service.fetch('/', { headers: BROWSER })).text();
    expect(home).toMatch(/<h3>Languages<\/h3><ul[^>]*>.*Hindi.*Japanese/);
  });

  it('say that an article was corrected, then that it was withdrawn', async () => {
    const path = '/articles/lighthouse-ru';
    const change = JSON.stringify({
      ...READER_ARTICLES.find(({ id }) => path.endsWith(id))?.fields,
      dek: 'Короче.',
    });
    await service.publish(path, 'application/json', change);
    expect(await (await service.fetch(path)).text()).toMatch(
      /<p class="correction"><strong>Исправлено .*: вступление\.</,
    );
    await service.fetch(path, { method: 'DELETE', headers: { Authorization: `Bearer ${TOKEN}` } });
    const page = await service.fetch(path, { headers: BROWSER });
    expect([page.status, page.headers.get('Vary')]).toEqual([410, 'Accept']);
    const html = await page.text();
    expect(html).toContain('Эта статья отозвана издателем');
    expect(html).not.toMatch(/Маяк|Короче/);
    const problem = await service.fetch(path);
    expect([problem.status, problem.headers.get('Content-Type')]).toEqual([410, 'application/problem+json']);
  });

  it('tell a browser of what is not there, and of what it may not do', async () => {
    for (const [path, method, status] of [
      ['/articles/never-was', 'GET', 404],
      ['/feeds/never/was', 'GET', 404],
      ['/articles', 'POST', 401],
      ['/articles', 'PATCH', 405],
    ] as const) {
      const page = await service.fetch(path, { method, headers: BROWSER });
      expect([page.status, page.headers.get('Content-Type')]).toEqual([status, 'text/html; charset=utf-8']);
    }
  });
});
