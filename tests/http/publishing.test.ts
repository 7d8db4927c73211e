import { expect, it } from 'vitest';
import { guardedWrites } from './guarded-writes.ts';
import { idempotencyKeys } from './idempotency-keys.ts';
import { article, type Stored } from './published-articles.ts';
import { describeRuntimes, PUBLIC_URL } from './services.ts';
import { withdrawals } from './withdrawals.ts';

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

  idempotencyKeys(service);

  it('two requests without any name are two articles', async () => {
    const send = async () =>
      (await (await service.publish('/articles', 'application/json', article('Twice'))).json()) as Stored;
    expect((await send()).id).not.toBe((await send()).id);
  });

  guardedWrites(service, read);

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

  withdrawals(service);
});
