import { expect, it } from 'vitest';
import { describeRuntimes, PUBLIC_URL, TOKEN } from './services.ts';

const article = (title: string, rest: object = {}) =>
  JSON.stringify({
    title,
    language: 'en',
    publishedAt: '2024-06-04T05:30:00Z',
    html: `<p>${title}: the first paragraph.</p>`,
    ...rest,
  });

interface Stored {
  id: string;
  guid: string;
  version: number;
  title: string;
  publishedAt: string;
  updatedAt: string;
  body: { type: string; html?: string; card?: string }[];
}

describeRuntimes('publishing', (service) => {
  const read = async (id: string) => (await (await service.fetch(`/articles/${id}.json`)).json()) as Stored;

  it('a new article is created at its id, with a guid that outlives host and title', async () => {
    const answer = await service.publish('/articles/first', 'application/json', article('First'));
    expect(answer.status).toBe(201);
    expect(answer.headers.get('Location')).toBe(`${PUBLIC_URL}/articles/first`);
    const stored = (await answer.json()) as Stored;
    expect(stored).toMatchObject({ id: 'first', version: 1, guid: 'tag:example.org,2026:articles/first' });
    expect(await read('first')).toEqual(stored);
  });

  it('the same content again changes nothing', async () => {
    const answer = await service.publish('/articles/first', 'application/json', article('First'));
    expect(answer.status).toBe(200);
    expect(await answer.json()).toMatchObject({ version: 1 });
  });

  it('a correction keeps id, guid and publication date, and moves the update date', async () => {
    const before = await read('first');
    const answer = await service.publish(
      '/articles/first',
      'application/json',
      article('First, corrected', { publishedAt: undefined }),
    );
    const after = (await answer.json()) as Stored;
    expect(answer.status).toBe(200);
    expect(after).toMatchObject({
      version: 2,
      guid: before.guid,
      publishedAt: before.publishedAt,
      title: 'First, corrected',
    });
    expect(after.updatedAt > before.updatedAt).toBe(true);
  });

  it('a canonical URL finds its article again', async () => {
    const url = 'https://times.example.org/by-url';
    const created = await service.publish('/articles', 'application/json', article('By URL', { url }));
    const changed = await service.publish('/articles', 'application/json', article('By URL 2', { url }));
    expect([created.status, changed.status]).toEqual([201, 200]);
    const [a, b] = [(await created.json()) as Stored, (await changed.json()) as Stored];
    expect(b).toMatchObject({ id: a.id, version: 2 });
    expect(a.id).toMatch(/^[0-9a-z]{12}$/);
  });

  it('an Idempotency-Key makes one article of a repeated request, and refuses another request', async () => {
    const send = (title: string) =>
      service.publish('/articles', 'application/json', article(title), { 'Idempotency-Key': '"key-1"' });
    const [first, repeated, other] = [await send('Once'), await send('Once'), await send('Something else')];
    expect([first.status, repeated.status, other.status]).toEqual([201, 200, 422]);
    expect(((await repeated.json()) as Stored).id).toBe(((await first.json()) as Stored).id);
    expect(await other.json()).toMatchObject({ type: `${PUBLIC_URL}/problems/idempotency-key-reused` });
  });

  it('a repeated Idempotency-Key undoes no correction and brings nothing back', async () => {
    const send = () =>
      service.publish('/articles', 'application/json', article('Late'), { 'Idempotency-Key': 'key-late' });
    const { id } = (await (await send()).json()) as Stored;
    await service.publish(`/articles/${id}`, 'application/json', article('Late, corrected'));
    const replayed = await send();
    expect([replayed.status, await replayed.json()]).toEqual([
      200,
      expect.objectContaining({ title: 'Late, corrected' }),
    ]);
    await service.fetch(`/articles/${id}`, {
      method: 'DELETE',
      headers: { Authorization: `Bearer ${TOKEN}` },
    });
    expect((await send()).status).toBe(410);
    expect((await service.fetch(`/articles/${id}`)).status).toBe(410);
  });

  it('an Idempotency-Key also names a request that changed an article, or that chose its own id', async () => {
    const key = { 'Idempotency-Key': 'key-own-id' };
    const own = (title: string) =>
      service.publish('/articles', 'application/json', article(title, { id: 'own-id' }), key);
    expect((await own('Own')).status).toBe(201);
    expect((await own('Own')).status).toBe(200);
    expect((await own('Other')).status).toBe(422);
    const url = 'https://times.example.org/keyed';
    await service.publish('/articles', 'application/json', article('Keyed', { url }));
    const change = (title: string) =>
      service.publish('/articles', 'application/json', article(title, { url }), {
        'Idempotency-Key': 'key-change',
      });
    expect((await change('Keyed, changed')).status).toBe(200);
    expect((await change('Keyed, otherwise')).status).toBe(422);
  });

  it('an empty Idempotency-Key is refused', async () => {
    const answer = await service.publish('/articles', 'application/json', article('X'), {
      'Idempotency-Key': ' ',
    });
    expect(answer.status).toBe(400);
  });

  it('two requests without any name are two articles', async () => {
    const send = async () =>
      (await (await service.publish('/articles', 'application/json', article('Twice'))).json()) as Stored;
    expect((await send()).id).not.toBe((await send()).id);
  });

  it('If-Match lets a change of the version read pass, and refuses one of a version since overtaken', async () => {
    const created = await service.publish('/articles/guarded', 'application/json', article('Guarded'));
    const etag = created.headers.get('ETag') ?? '';
    const change = (title: string) =>
      service.publish('/articles/guarded', 'application/json', article(title), { 'If-Match': etag });
    expect((await change('Guarded, changed')).status).toBe(200);
    const stale = await change('Guarded, changed from the old version');
    expect(stale.status).toBe(412);
    expect(await stale.json()).toMatchObject({ type: `${PUBLIC_URL}/problems/stale-version` });
    expect(await read('guarded')).toMatchObject({ version: 2, title: 'Guarded, changed' });
  });

  it('If-Match refuses an article that is not there', async () => {
    const answer = await service.publish('/articles/nowhere', 'application/json', article('X'), {
      'If-Match': '*',
    });
    expect(answer.status).toBe(412);
    expect((await service.fetch('/articles/nowhere')).status).toBe(404);
  });

  it('an If-Match that is no entity tag never lets a write pass', async () => {
    const answer = await service.publish('/articles/guarded', 'application/json', article('X'), {
      'If-Match': 'unquoted',
    });
    expect(answer.status).toBe(412);
    const headers = { Authorization: `Bearer ${TOKEN}`, 'If-Match': 'unquoted' };
    expect((await service.fetch('/articles/guarded', { method: 'DELETE', headers })).status).toBe(412);
  });

  it('If-None-Match: * only ever creates', async () => {
    const create = () =>
      service.publish('/articles/only-new', 'application/json', article('Only new'), {
        'If-None-Match': '*',
      });
    expect([(await create()).status, (await create()).status]).toEqual([201, 412]);
  });

  it('an id or a canonical URL belongs to one article', async () => {
    const url = 'https://times.example.org/owned';
    await service.publish('/articles/owner', 'application/json', article('Owner', { url }));
    const sameUrl = await service.publish('/articles/thief', 'application/json', article('Thief', { url }));
    const sameId = await service.publish('/articles', 'application/json', article('Twin', { id: 'owner' }));
    expect([sameUrl.status, sameId.status]).toEqual([409, 409]);
    expect((await service.fetch('/articles/thief')).status).toBe(404);
    expect(await read('owner')).toMatchObject({ title: 'Owner', version: 1 });
  });

  it('of many writers at once each one’s version is whole and has its own number', async () => {
    const writes = await Promise.all(
      Array.from({ length: 30 }, (_, index) =>
        service.publish('/articles/busy', 'application/json', article(`Writer ${index}`)),
      ),
    );
    const answers = (await Promise.all(writes.map((write) => write.json()))) as Stored[];
    const versions = answers.map(({ version }) => version).sort((a, b) => a - b);
    expect(versions).toEqual(Array.from({ length: 30 }, (_, index) => index + 1));
    const last = answers.find(({ version }) => version === 30);
    expect(await read('busy')).toEqual(last);
  });

  it('the only article that shows a post can correct its words, and a second one cannot', async () => {
    const id = '1797753265873129222';
    const quoting = (title: string, words: string) =>
      article(title, {
        html: `<p>See:</p><blockquote class="twitter-tweet"><p>${words}</p>&mdash; Ada (@ada) <a href="https://x.com/ada/status/${id}">June 3, 2024</a></blockquote>`,
      });
    const card = async () => (await service.fetch(`/cards/x/${id}.txt`)).text();
    await service.publish('/articles/quoting', 'application/json', quoting('Quoting', 'Wrong words.'));
    await service.publish('/articles/quoting', 'application/json', quoting('Quoting', 'Right words.'));
    expect(await card()).toContain('Right words.');
    await service.publish('/articles/second', 'application/json', quoting('Second', 'Other words.'));
    expect(await card()).toContain('Right words.');
  });

  it('the query states fields of a text, and wins over what the text says', async () => {
    const query = new URLSearchParams([
      ['title', 'Stated title'],
      ['section', 'Stated section'],
      ['author', 'Ada Fenwick'],
      ['tag', 'one'],
      ['tag', 'two'],
      ['publishedAt', '2024-01-02'],
    ]);
    const answer = await service.publish(
      `/articles/stated?${query}`,
      'text/plain; charset=utf-8',
      'A first paragraph that says what happened on that day in the town.\n\nAnd a second one that says why it did.\n',
    );
    expect(answer.status).toBe(201);
    expect(await answer.json()).toMatchObject({
      title: 'Stated title',
      section: 'Stated section',
      authors: [{ name: 'Ada Fenwick' }],
      tags: ['one', 'two'],
      publishedAt: '2024-01-02T00:00:00.000Z',
      reading: { title: { source: 'given', confidence: 1 }, section: { source: 'given', confidence: 1 } },
    });
  });

  it('text in another charset is read by the charset it names', async () => {
    const latin1 = Uint8Array.from([...'Un été à la mer, et la pluie qui ne cesse pas de tomber.'], (c) =>
      c.charCodeAt(0),
    );
    const answer = await service.publish(
      '/articles/latin?title=Mer',
      'text/plain; charset=iso-8859-1',
      latin1,
    );
    expect(answer.status).toBe(201);
    expect(((await answer.json()) as Stored).body[0]?.html).toContain('été à la mer');
  });

  it('the list gives live articles, newest first, page by page and each once', async () => {
    for (let index = 0; index < 55; index++) {
      const publishedAt = `2020-01-01T00:00:${String(index).padStart(2, '0')}Z`;
      await service.publish(
        `/articles/list-${index}`,
        'application/json',
        article(`List ${index}`, { publishedAt }),
      );
    }
    const seen: Stored[] = [];
    let next: string | undefined = '/articles';
    while (next) {
      const page = (await (await service.fetch(next)).json()) as { articles: Stored[]; next?: string };
      seen.push(...page.articles);
      next = page.next?.slice(PUBLIC_URL.length);
    }
    expect(new Set(seen.map(({ id }) => id)).size).toBe(seen.length);
    expect(seen.filter(({ id }) => id.startsWith('list-'))).toHaveLength(55);
    const dates = seen.map(({ publishedAt }) => publishedAt);
    expect(dates).toEqual([...dates].sort().reverse());
  });

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
});

interface Output {
  output: string;
  state: string;
  count?: number;
}
