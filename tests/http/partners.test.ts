import { expect, it } from 'vitest';
import { describeRuntimes, PUBLIC_URL, type Service, TOKEN } from './services.ts';

const PUBLISHER = { Authorization: `Bearer ${TOKEN}` };
const local = (address: string) => address.slice(PUBLIC_URL.length);

describeRuntimes(
  'partners',
  (service) => {
    const put = (path: string, body: unknown) =>
      service.fetch(path, {
        method: 'PUT',
        headers: { ...PUBLISHER, 'Content-Type': 'application/json' },
        body: JSON.stringify(body),
      });
    const article = (id: string, fields: Record<string, unknown>) =>
      service.publish(
        `/articles/${id}`,
        'application/json',
        JSON.stringify({ title: `About ${id}`, html: `<p>The words of ${id}.</p>`, ...fields }),
      );

    it('take what their contract has, are told of every change once, and lose it with the contract', async () => {
      expect(
        (await put('/partners/products/sport', { name: 'Sport', permit: ['section/Sport'] })).status,
      ).toBe(201);
      expect((await put('/partners/herald', { name: 'The Herald', products: ['sport'] })).status).toBe(201);
      const key = await makeKey(service, 'herald', {});
      const taken = (path: string, headers: Record<string, string> = {}) =>
        service.fetch(path, { headers: { Authorization: `Bearer ${key.key}`, ...headers } });

      await article('boats', { section: 'Sport' });
      await article('taxes', { section: 'Politics' });
      const feed = await taken('/partners/feeds/sport.rss');
      expect(feed.status).toBe(200);
      expect(feed.headers.get('Cache-Control')).toBe('private, max-age=60');
      expect(feed.headers.get('Vary')).toContain('Authorization');
      expect(feed.headers.get('RateLimit-Policy')).toBe('"key";q=60;w=60');
      const rss = await feed.text();
      expect(rss).toContain('The words of boats.');
      expect(rss).not.toContain('taxes');
      expect(rss).not.toContain(key.key);
      const etag = feed.headers.get('ETag') ?? '';
      expect((await taken('/partners/feeds/sport.rss', { 'If-None-Match': etag })).status).toBe(304);

      const first = await walk(taken, '/partners/articles');
      expect(first.changes.map(({ change, id }) => [change, id])).toEqual([['published', 'boats']]);
      expect(first.changes[0]?.article?.pubstatus).toBe('usable');
      await article('boats', { section: 'Sport', html: '<p>Better words.</p>' });
      await service.fetch('/articles/boats', { method: 'DELETE', headers: PUBLISHER });
      const second = await walk(taken, local(first.next));
      expect(second.changes.map(({ change, superseded }) => [change, superseded])).toEqual([
        ['corrected', true],
        ['withdrawn', undefined],
      ]);
      expect(second.changes[1]?.article?.pubstatus).toBe('canceled');
      expect(JSON.stringify(second)).not.toContain('etter words');
      expect((await taken('/partners/articles/boats')).status).toBe(410);
      expect((await taken('/partners/articles/taxes')).status).toBe(404);
      expect((await taken('/partners/feeds/sport.rss', { 'If-None-Match': etag })).status).toBe(200);

      await put('/partners/herald', { name: 'The Herald', products: [] });
      expect((await taken('/partners/feeds/sport.rss')).status).toBe(404);
      await service.fetch(`/partners/herald/keys/${key.prefix}`, { method: 'DELETE', headers: PUBLISHER });
      const refused = await taken('/partners/articles');
      expect(refused.status).toBe(401);
      expect(refused.headers.get('WWW-Authenticate')).toContain('Bearer');
    });

    it('read a feed by its address alone where a reader sends no key, until that is revoked', async () => {
      await put('/partners/products/all', { name: 'All' });
      await put('/partners/gazette', { name: 'The Gazette', products: ['all'] });
      const link = await makeKey(service, 'gazette', { link: 'all' });
      await article('lighthouse', {});
      const path = `${local(link.feed ?? '')}.atom`;
      expect(path).toMatch(/^\/partners\/links\/tsp_[a-z0-9]{50}\/all\.atom$/);
      const atom = await (await service.fetch(path)).text();
      expect(atom).toContain('The words of lighthouse.');
      expect(atom).not.toContain(link.key);
      await service.fetch(`/partners/gazette/keys/${link.prefix}`, { method: 'DELETE', headers: PUBLISHER });
      expect((await service.fetch(path)).status).toBe(401);
    });

    it('are refused in words: a key in the query, another’s cursor, a product that is none of theirs', async () => {
      await put('/partners/products/part', { name: 'Part', permit: ['tag/none'] });
      for (const id of ['one', 'two']) await put(`/partners/${id}`, { name: id, products: ['part'] });
      const [one, two] = [await makeKey(service, 'one', {}), await makeKey(service, 'two', {})];
      const as = ({ key }: { key: string }, path: string) =>
        service.fetch(path, { headers: { Authorization: `Bearer ${key}` } });
      const { next } = (await (await as(one, '/partners/articles')).json()) as { next: string };
      expect((await as(one, local(next))).status).toBe(200);
      for (const [key, path, status] of [
        [two, local(next), 400],
        [one, `/partners/articles?key=${one.key}`, 400],
        [one, '/partners/articles?since=nonsense', 400],
        [one, '/partners/articles?limit=0', 400],
        [one, '/partners/articles?product=all', 404],
        [one, '/partners/feeds/all.rss', 404],
        [one, '/partners/feeds/part.xml', 404],
        [one, '/partners/articles/none', 404],
        [{ key: 'tsp_x' }, '/partners/articles', 401],
      ] as const) {
        const answer = await as(key, path);
        expect([path, answer.status]).toEqual([path, status]);
        expect(answer.headers.get('Content-Type')).toBe('application/problem+json');
      }
    });

    it('are on record with what they took, and with whether they know that it is taken back', async () => {
      await put('/partners/products/record', { name: 'Record', permit: ['tag/record'] });
      for (const id of ['taker', 'sleeper']) await put(`/partners/${id}`, { name: id, products: ['record'] });
      const key = await makeKey(service, 'taker', {});
      const taken = (path: string, method = 'GET') =>
        service.fetch(path, { method, headers: { Authorization: `Bearer ${key.key}` } });
      const report = async (path: string) => {
        const answer = await service.fetch(path, { headers: PUBLISHER });
        expect(answer.status).toBe(200);
        return answer;
      };
      const standings = async () =>
        ((await (await report('/partners/report/storm')).json()) as Standings).partners
          .filter(({ product }) => product === 'record')
          .map(({ partner, state }) => `${partner} ${state}`);
      await article('storm', { tags: ['Record'] });
      expect(await standings()).toEqual(['sleeper never-took', 'taker never-took']);
      await taken('/partners/feeds/record.rss');
      expect(await standings()).toEqual(['sleeper never-took', 'taker holds']);
      expect((await taken('/partners/articles/storm/confirmation', 'POST')).status).toBe(404);
      await service.fetch('/articles/storm', { method: 'DELETE', headers: PUBLISHER });
      expect(await standings()).toEqual(['sleeper never-took', 'taker not-told']);
      await taken('/partners/articles');
      expect(await standings()).toEqual(['sleeper never-took', 'taker told']);
      expect((await taken('/partners/articles/storm/confirmation', 'POST')).status).toBe(204);
      expect(await standings()).toEqual(['sleeper never-took', 'taker confirmed']);
      const csv = await report('/partners/taker/report.csv?since=2020-01-01');
      expect(csv.headers.get('Content-Type')).toContain('text/csv');
      const lines = (await csv.text()).split('\r\n').map((line) => line.split(',').slice(1).join(' '));
      expect(lines).toEqual([
        'partner product article version way change',
        'taker record storm 1 feed held',
        'taker record storm 2 changes withdrawn',
        'taker record storm 2 confirmed withdrawn',
        '',
      ]);
      expect((await service.fetch('/partners/report/storm')).status).toBe(401);
    });

    it('are made by the publisher alone, and every field that cannot be taken is named', async () => {
      const body = JSON.stringify({ name: 'X' });
      for (const path of ['/partners/products/x', '/partners/x'])
        expect((await service.fetch(path, { method: 'PUT', body })).status).toBe(401);
      const wrong = await put('/partners/products/x', {
        permit: ['sport'],
        embargoMinutes: -1,
        profile: 'yahoo',
        x: 1,
      });
      expect(wrong.status).toBe(422);
      const { errors } = (await wrong.json()) as { errors: { field: string }[] };
      expect(errors.map(({ field }) => field).sort()).toEqual([
        'embargoMinutes',
        'name',
        'permit.0',
        'profile',
        'x',
      ]);
      expect((await put('/partners/feeds', { name: 'X' })).status).toBe(422);
      expect((await put('/partners/x', { name: 'X', products: ['nothing'] })).status).toBe(422);
    });
  },
  { SECRETS_KEY: '0123456789abcdef'.repeat(4) },
);

interface Key {
  key: string;
  prefix: string;
  feed?: string;
}

async function makeKey(service: Service, partner: string, fields: object): Promise<Key> {
  const answer = await service.fetch(`/partners/${partner}/keys`, {
    method: 'POST',
    headers: PUBLISHER,
    body: JSON.stringify(fields),
  });
  expect(answer.status).toBe(201);
  return (await answer.json()) as Key;
}

interface Standings {
  partners: { partner: string; product: string; state: string }[];
}

interface Walk {
  changes: { change: string; id: string; superseded?: boolean; article?: { pubstatus: string } }[];
  next: string;
}

async function walk(take: (path: string) => Promise<Response>, path: string): Promise<Walk> {
  const answer = await take(path);
  expect(answer.status).toBe(200);
  return (await answer.json()) as Walk;
}
