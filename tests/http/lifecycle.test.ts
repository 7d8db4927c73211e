import { expect, it } from 'vitest';
import { describeRuntimes, PUBLIC_URL, TOKEN } from './services.ts';

const quoting = (id: string) =>
  `<p>See:</p><blockquote class="twitter-tweet"><p>Kept back with it.</p>&mdash; Ada (@ada) <a href="https://x.com/ada/status/${id}">June 3, 2024</a></blockquote>`;
const article = (title: string, rest: object = {}) =>
  JSON.stringify({ title, language: 'en', html: `<p>${title}: the first paragraph.</p>`, ...rest });
const fromNow = (seconds: number) => new Date(Date.now() + seconds * 1000).toISOString();

interface Stored {
  version: number;
  state: string;
  publishedAt: string;
  opensAt?: string;
}

describeRuntimes('the lifecycle of an article', (service) => {
  const authorization = { Authorization: `Bearer ${TOKEN}` };
  const status = async (path: string) => (await service.fetch(path)).status;
  const text = async (path: string) => (await service.fetch(path)).text();
  const record = async (id: string) =>
    (await (await service.fetch(`/articles/${id}.json`, { headers: authorization })).json()) as Stored;

  it('an embargoed article is nowhere, and opens by itself when somebody asks', async () => {
    await service.publish('/articles/before', 'application/json', article('Before'));
    const tag = (await service.fetch('/feeds/all.rss')).headers.get('ETag') ?? '';
    const opensAt = fromNow(4);
    const post = '1797753265873129095';
    const answer = await service.publish(
      '/articles/secret',
      'application/json',
      article('Secret', { section: 'Hush', embargoUntil: opensAt, html: quoting(post) }),
    );
    expect([answer.status, await answer.json()]).toEqual([
      201,
      expect.objectContaining({ state: 'embargoed', opensAt, version: 1 }),
    ]);
    const everywhere = [
      '/articles/secret',
      '/articles/secret.json',
      '/previews/secret',
      '/feeds/section/hush.rss',
      `/cards/x/${post}.html`,
    ];
    for (const path of everywhere) expect(await status(path)).toBe(404);
    const unchanged = await service.fetch('/feeds/all.rss', { headers: { 'If-None-Match': tag } });
    expect(unchanged.status).toBe(304);
    for (const path of ['/', '/articles', '/feeds.opml', '/sitemap-news.xml', '/feeds/all.json']) {
      expect(await text(path)).not.toMatch(/secret|hush/i);
    }
    expect(await record('secret')).toMatchObject({ state: 'embargoed', opensAt });

    await expect.poll(() => text('/feeds/all.json'), { timeout: 15_000, interval: 100 }).toContain('Secret');
    expect(await record('secret')).toMatchObject({ state: 'live', version: 2, publishedAt: opensAt });
    const statuses = await Promise.all(everywhere.map(status));
    expect(statuses).toEqual([200, 200, 302, 200, 200]);
    expect(await text('/feeds.opml')).toContain('hush');
    await service.settle();
  });

  it('many readers at once open it once', async () => {
    const opensAt = fromNow(2);
    await service.publish('/articles/rush', 'application/json', article('Rush', { publishedAt: opensAt }));
    await expect.poll(() => fromNow(0) > opensAt, { timeout: 5000 }).toBe(true);
    const answers = await Promise.all(
      Array.from({ length: 12 }, (_, index) =>
        service.fetch(['/feeds/all.rss', '/articles/rush', '/feeds/lang/en.json'][index % 3] ?? '/'),
      ),
    );
    expect(answers.map((answer) => answer.status)).toEqual(Array(12).fill(200));
    for (const answer of answers) expect(await answer.text()).toContain('Rush');
    expect(await record('rush')).toMatchObject({ state: 'live', version: 2 });
  });

  it('withheld is 404, canceled is 410, and both are said in the feed', async () => {
    for (const [id, stated, code] of [
      ['withheld', 'withheld', 404],
      ['canceled', 'canceled', 410],
    ] as const) {
      await service.publish(`/articles/${id}`, 'application/json', article(id, { status: 'usable' }));
      expect(await status(`/articles/${id}`)).toBe(200);
      await service.publish(`/articles/${id}`, 'application/json', article(id, { status: stated }));
      expect(await status(`/articles/${id}`)).toBe(code);
      expect(await text('/feeds/all.atom')).toContain(`ref="tag:example.org,2026:articles/${id}"`);
    }
    await service.publish(
      '/articles/withheld',
      'application/json',
      article('withheld', { status: 'usable' }),
    );
    expect(await status('/articles/withheld')).toBe(200);
    expect(await text('/feeds/all.atom')).not.toContain(
      '<at:deleted-entry ref="tag:example.org,2026:articles/withheld"',
    );
    const refused = await service.publish(
      '/articles/x',
      'application/json',
      article('x', { status: 'draft' }),
    );
    expect([refused.status, ((await refused.json()) as { type: string }).type]).toEqual([
      422,
      `${PUBLIC_URL}/problems/invalid-article`,
    ]);
  });

  it('a text says it in the query, and Markdown in its front matter', async () => {
    const words = 'A first paragraph that says what happened on that day in the town.\n';
    const query = new URLSearchParams({ title: 'Held', status: 'withheld', embargoUntil: fromNow(60) });
    await service.publish(`/articles/text?${query}`, 'text/plain', words);
    expect(await record('text')).toMatchObject({ state: 'withheld' });
    const markdown = `---\ntitle: Held\nembargoUntil: ${fromNow(60)}\n---\n\n${words}`;
    await service.publish('/articles/markdown', 'text/markdown', markdown);
    expect(await record('markdown')).toMatchObject({ state: 'embargoed' });
  });
});
