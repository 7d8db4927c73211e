import { expect, it } from 'vitest';
import { article } from './published-articles.ts';
import { PUBLIC_URL, type Service, TOKEN } from './services.ts';

interface Output {
  output: string;
  state: string;
  count?: number;
}

/** Where an article that is withdrawn is gone from. */
export function withdrawals(service: Service): void {
  it('a withdrawn article is gone everywhere before the answer, and comes back only by a new PUT', async () => {
    const html =
      '<p>Words.</p><blockquote class="twitter-tweet"><p>A quoted post.</p>&mdash; Name (@handle) <a href="https://x.com/handle/status/1790309205070239367">May 14, 2024</a></blockquote>';
    await service.publish(
      '/articles/short-lived',
      'application/json',
      article('Short-lived', { html, section: 'Fleeting' }),
    );
    await service.settle();
    const preview =
      (await service.fetch('/previews/short-lived')).headers.get('Location')?.slice(PUBLIC_URL.length) ?? '';
    expect((await service.fetch(preview)).status).toBe(200);
    const everywhere = [
      '/articles/short-lived',
      '/articles/short-lived.json',
      '/previews/short-lived',
      preview,
      '/cards/x/1790309205070239367.html',
    ];

    const headers = { Authorization: `Bearer ${TOKEN}` };
    const answer = await service.fetch('/articles/short-lived', { method: 'DELETE', headers });
    expect(answer.status).toBe(200);
    const { state, outputs } = (await answer.json()) as { state: string; outputs: Output[] };
    expect(state).toBe('withdrawn');
    expect(outputs.map((output) => `${output.output} ${output.state} ${output.count ?? ''}`.trim())).toEqual([
      'page done 1',
      'oembed done 1',
      'rewriter done 1',
      'feeds done 3',
      'archive done 3',
      'previews done 1',
      'cards done 1',
      'partners none',
      'webhooks none',
      'hub none',
      'crossposts none',
    ]);
    const statuses = await Promise.all(everywhere.map(async (path) => (await service.fetch(path)).status));
    expect(statuses).toEqual([410, 410, 410, 410, 404]);
    expect(await (await service.fetch('/feeds/section/fleeting.rss')).text()).not.toContain('<item>');
    const feed = (await (await service.fetch('/feeds/all.json')).json()) as { items: { title: string }[] };
    expect(feed.items.map(({ title }) => title)).not.toContain('Short-lived');
    expect(await (await service.fetch('/')).text()).not.toContain('fleeting');
    expect((await service.fetch('/articles/short-lived', { method: 'DELETE', headers })).status).toBe(200);

    const again = await service.publish(
      '/articles/short-lived',
      'application/json',
      article('Short-lived', { html }),
    );
    expect(await again.json()).toMatchObject({
      version: 3,
      guid: 'tag:example.org,2026:articles/short-lived',
    });
    expect((await service.fetch('/articles/short-lived')).status).toBe(200);
  });
}
