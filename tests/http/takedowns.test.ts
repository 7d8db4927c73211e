import { expect, it } from 'vitest';
import { describeRuntimes, TOKEN } from './services.ts';

const SECRET = 'Words somebody wants back';

const article = (title: string, id: string, handle: string) =>
  JSON.stringify({
    title,
    section: title,
    language: 'en',
    html: `<p>Around it.</p><blockquote class="twitter-tweet"><p>${SECRET}</p>&mdash; Ada (@${handle}) <a href="https://x.com/${handle}/status/${id}">June 3, 2024</a></blockquote>`,
  });

describeRuntimes('take-downs', (service) => {
  const takeDown = (path: string, token = TOKEN) =>
    service.fetch(path, { method: 'DELETE', headers: { Authorization: `Bearer ${token}` } });
  const text = async (path: string) => (await service.fetch(path)).text();

  it('one call takes a post out of every page, feed and card before it answers', async () => {
    const id = '1797753265873129095';
    await service.publish('/articles/one', 'application/json', article('One', id, 'ada'));
    await service.publish('/articles/two', 'application/json', article('Two', id, 'ada'));
    const everywhere = [
      '/articles/one',
      '/articles/one.json',
      '/articles/two',
      '/feeds/all.rss',
      '/feeds/all.atom',
      '/feeds/all.json',
    ];
    const cards = ['html', 'json', 'txt'].map((format) => `/cards/x/${id}.${format}`);
    for (const path of [...everywhere, ...cards]) {
      if (!path.endsWith('one.json')) expect(await text(path)).toContain(SECRET);
    }
    const tag = (await service.fetch('/feeds/all.rss')).headers.get('ETag') ?? '';

    const answer = await takeDown(
      `/cards?url=${encodeURIComponent(`https://twitter.com/ada/status/${id}?s=20`)}`,
    );
    expect(answer.status).toBe(200);
    const { outputs, ...report } = (await answer.json()) as { outputs: { output: string; state: string }[] };
    expect(report).toEqual({ captures: [`x/${id}`], articles: ['one', 'two'], pictures: 0 });
    expect(outputs.map(({ output, state }) => `${output} ${state}`)).toEqual([
      'page done',
      'oembed done',
      'rewriter done',
      'feeds done',
      'archive done',
      expect.stringMatching(/^previews (?:done|none)$/),
      'cards done',
      'partners none',
      'webhooks none',
      'hub none',
    ]);
    for (const path of [...everywhere, ...cards])
      expect(await text(path)).not.toMatch(/somebody wants|@ada|x\.com\/ada/);
    const again = await service.fetch('/feeds/all.rss', { headers: { 'If-None-Match': tag } });
    expect(again.status).toBe(200);
  });

  it('an author is taken down with everything that is published of them later', async () => {
    expect((await takeDown('/cards/x/@eve')).status).toBe(200);
    await service.publish(
      '/articles/three',
      'application/json',
      article('Three', '1797753265873129999', 'Eve'),
    );
    expect(await text('/articles/three')).not.toContain(SECRET);
    expect(await text('/articles/three')).toContain('Around it.');
  });

  it('needs the token, and a post or an author', async () => {
    expect((await takeDown('/cards/x/1', 'wrong')).status).toBe(401);
    expect((await takeDown('/cards?url=https%3A%2F%2Fexample.org%2F')).status).toBe(400);
    expect((await takeDown('/cards')).status).toBe(400);
    expect((await takeDown('/cards/myspace/1')).status).toBe(400);
    expect((await takeDown('/cards/x/a%20b')).status).toBe(400);
  });
});
