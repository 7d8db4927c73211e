import { beforeEach, describe, expect, it } from 'vitest';
import { type MadeKey, openPartnerHouse, type PartnerHouse } from './partner-house.ts';

const DAY = 24 * 60 * 60;

let house: PartnerHouse;
let key: string;
beforeEach(async () => {
  house = await openPartnerHouse();
  await house.product('all');
  await house.product('sport', { permit: ['section/sport'] });
  await house.partner('herald', ['all', 'sport']);
  ({ key } = await house.makeKey('herald'));
});

const problemOf = async (answer: Response) =>
  ((await answer.json()) as { type: string }).type.split('/').at(-1);
const nextOf = async (path: string, as = key) => {
  const answer = await house.get(path, { key: as });
  expect(answer.status).toBe(200);
  return ((await answer.json()) as { next: string }).next;
};

describe('a partner’s key', () => {
  it.each([
    (it: string) => `?key=${it}`,
    (it: string) => `?key=${it.toUpperCase()}`,
    (it: string) => `?key=%74%73%70%5f${it.slice(4)}`,
    (it: string) => `?${it}`,
    (it: string) => `?limit=2&since=Bearer+${it}`,
  ])('in a query is refused, and named as lost: %s', async (query) => {
    const { feed = '' } = await house.makeKey('herald', { link: 'all' });
    for (const path of [
      '/partners/articles',
      '/partners/articles/one',
      '/partners/feeds/all.rss',
      `${feed}.rss`,
    ]) {
      const answer = await house.get(path + query(key), { key });
      expect([path, answer.status]).toEqual([path, 400]);
      expect(await answer.text()).toContain('revoke this one');
    }
  });

  it('of another product’s link, cut, doubled or swapped opens nothing, in words that tell nothing', async () => {
    const links = [
      await house.makeKey('herald', { link: 'all' }),
      await house.makeKey('herald', { link: 'sport' }),
    ];
    const [all, sport] = links as [MadeKey, MadeKey];
    const texts = new Set<string>();
    for (const wrong of [
      all.key.slice(0, -1),
      `${all.key}0`,
      all.key.slice(0, 14) + sport.key.slice(14),
      key,
      '%00',
    ]) {
      const answer = await house.get(`/partners/links/${wrong}/all.rss`);
      expect([wrong, answer.status]).toEqual([wrong, 401]);
      texts.add(((await answer.json()) as { detail: string }).detail);
    }
    expect(texts.size).toBe(1);
    expect((await house.get(`/partners/links/${sport.key}/all.rss`)).status).toBe(404);
    expect((await house.get(`/partners/links/${sport.key}/sport.rss`)).status).toBe(200);
  });

  it('goes on beside the next one until it is revoked, each with a minute of its own', async () => {
    await house.partner('herald', ['all'], { requestsPerMinute: 1 });
    const { key: next } = await house.makeKey('herald');
    const status = async (one: string) => (await house.get('/partners/articles', { key: one })).status;
    expect([await status(key), await status(next), await status(key)]).toEqual([200, 200, 429]);
    house.advance(60);
    await house.asPublisher('DELETE', `/partners/herald/keys/${key.slice(4, 14)}`);
    expect([await status(key), await status(next)]).toEqual([401, 200]);
  });

  it('has its limit whatever comes at once, and is told when to come again', async () => {
    await house.partner('herald', ['all'], { requestsPerMinute: 7 });
    const answers = await Promise.all(
      Array.from({ length: 40 }, () => house.get('/partners/feeds/all.rss', { key })),
    );
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(7);
    const refused = answers.find(({ status }) => status === 429);
    expect(Object.fromEntries(refused?.headers ?? [])).toMatchObject({
      'ratelimit-policy': '"key";q=7;w=60',
      ratelimit: '"key";r=0;t=60',
      'retry-after': '60',
      'content-type': 'application/problem+json',
    });
    // What is asked with another key has nothing to do with it.
    const { key: other } = await house.makeKey('herald');
    expect((await house.get('/partners/articles', { key: other })).headers.get('RateLimit')).toBe(
      '"key";r=6;t=60',
    );
  });
});

describe('a cursor', () => {
  it('of somebody else, cut, forged or huge is refused, and changes nothing', async () => {
    await house.article('one');
    await house.partner('gazette', ['all']);
    const { key: theirs } = await house.makeKey('gazette');
    const since = new URL(await nextOf('/partners/articles', theirs)).searchParams.get('since') ?? '';
    const forged = `${btoa('[["all",0]]')}.${'0'.repeat(16)}`;
    for (const wrong of [
      since,
      since.slice(0, -1),
      '.',
      '',
      forged,
      'x'.repeat(50_000),
      '%',
      '[["all",1]]',
    ]) {
      const answer = await house.get(`/partners/articles?since=${encodeURIComponent(wrong)}`, { key });
      expect([wrong.slice(0, 40), answer.status]).toEqual([wrong.slice(0, 40), 400]);
      expect(await answer.text()).not.toContain('words of');
    }
    expect(await house.rows("SELECT * FROM partner_pickups WHERE partner_id = 'herald'")).toEqual([]);
  });

  it('from before a withdrawal that is forgotten is refused as outdated; a new walk is whole', async () => {
    await house.article('one', { section: 'Sport' });
    await house.article('two', { section: 'Sport' });
    const [next, sportOnly] = [
      await nextOf('/partners/articles'),
      await nextOf('/partners/articles?product=sport'),
    ];
    await house.withdraw('one');
    const later = await nextOf('/partners/articles');
    house.advance(401 * DAY);
    await house.jobs.sweep();
    for (const outdated of [next, sportOnly]) {
      const answer = await house.get(outdated, { key });
      expect([answer.status, await problemOf(answer)]).toEqual([410, 'cursor-outdated']);
    }
    expect((await house.get(later, { key })).status).toBe(200);
    const whole = await (await house.get('/partners/articles', { key })).text();
    expect(whole).toContain('The words of two.');
    expect(whole).not.toContain('"one"');
  });

  it('goes on, each change once, however many products came and went between', async () => {
    for (let n = 0; n < 60; n++)
      await house.product(`product-with-a-name-of-length-40-at-most${n}`.slice(-40));
    const names = Array.from({ length: 60 }, (_, n) =>
      `product-with-a-name-of-length-40-at-most${n}`.slice(-40),
    );
    await house.article('one');
    let next = '/partners/articles';
    for (let from = 0; from < 60; from += 20) {
      await house.partner('herald', names.slice(from, from + 20), { requestsPerMinute: 1000 });
      next = await nextOf(next);
    }
    expect(((await (await house.get(next, { key })).json()) as { changes: [] }).changes).toEqual([]);
  });
});

describe('a product', () => {
  it('that matches nothing is an empty feed, and one that matches everything is full', async () => {
    await house.article('one');
    const feed = await (await house.get('/partners/feeds/sport.atom', { key })).text();
    expect(feed).toContain('<feed');
    expect(feed).not.toContain('<entry');
    expect(await (await house.get('/partners/feeds/all.atom', { key })).text()).toContain(
      'The words of one.',
    );
    await house.product('all', { block: ['lang/en'] });
    expect(await (await house.get('/partners/feeds/all.atom', { key })).text()).not.toContain(
      'The words of one.',
    );
  });
});

describe('what partners ask for', () => {
  const PATHS = ['/partners/feeds/all.rss', '/partners/articles', '/partners/articles/one'];

  it.each(PATHS)('%s is told by HEAD without a body, and nothing goes on record', async (path) => {
    await house.article('one');
    const head = await house.get(path, { key }, 'HEAD');
    expect([head.status, await head.text()]).toEqual([200, '']);
    expect(await house.rows('SELECT * FROM partner_pickups')).toEqual([]);
    const got = await house.get(path, { key });
    expect(got.headers.get('ETag')).toBe(head.headers.get('ETag'));
    expect(await house.rows('SELECT DISTINCT version FROM partner_pickups')).toEqual([{ version: 1 }]);
  });

  it.each(PATHS)('%s is not sent again to who has it, nor taken for another partner’s', async (path) => {
    await house.article('one');
    const etag = (await house.get(path, { key })).headers.get('ETag') ?? '';
    const again = await house.get(path, { key, 'If-None-Match': etag });
    expect([again.status, again.headers.get('Cache-Control')]).toEqual([304, 'private, max-age=60']);
    await house.partner('gazette', ['all', 'sport']);
    const { key: theirs } = await house.makeKey('gazette');
    expect((await house.get(path, { key: theirs, 'If-None-Match': etag })).status).toBe(200);
    await house.article('one', { html: '<p>Better words.</p>' });
    expect((await house.get(path, { key, 'If-None-Match': etag })).status).toBe(200);
  });

  it.each([...PATHS, '/partners/pictures/a/b/c'])(
    '%s takes no other method, and says which',
    async (path) => {
      for (const method of ['OPTIONS', 'POST', 'PUT', 'DELETE', 'PATCH']) {
        const answer = await house.get(path, { key }, method);
        expect([method, answer.status, answer.headers.get('Allow')]).toEqual([method, 405, 'GET, HEAD']);
      }
    },
  );
});
