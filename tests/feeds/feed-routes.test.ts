import { expect, test } from 'vitest';
import { readConfig } from '../../src/config.ts';
import type { Database, Ports } from '../../src/domain/ports.ts';
import { feedRoutes } from '../../src/feeds/routes.ts';
import { withdrawArticle } from '../../src/store/publishing.ts';
import { openNewsroom } from '../store/newsroom.ts';

const CONFIG = readConfig({
  PUBLIC_URL: 'https://news.example',
  PUBLICATION_NAME: 'Le Courant',
  TAG_AUTHORITY: 'example.org,2026',
});
const HUB = 'https://hub.example/';

async function openFeeds() {
  const newsroom = await openNewsroom();
  for (let count = 1; count <= 21; count++) await newsroom.publish(`article-${count}`);
  const asked: string[] = [];
  const database: Database = {
    ...newsroom.ports.database,
    prepare: (sql) => {
      asked.push(sql);
      return newsroom.ports.database.prepare(sql);
    },
  };
  const ports: Ports = { ...newsroom.ports, database };
  const feeds = feedRoutes(ports, CONFIG, { hubUrl: HUB });
  return { feeds, bare: feedRoutes(ports, CONFIG), asked, newsroom };
}

test('a 304 is one point read, and a feed made before is no more', async () => {
  const { feeds, asked } = await openFeeds();
  for (const format of ['rss', 'atom', 'json']) {
    const path = `/all.${format}`;
    const etag = (await feeds.request(path)).headers.get('ETag') ?? '';
    for (const [headers, status] of [
      [{ 'If-None-Match': etag }, 304],
      [{ 'If-None-Match': etag, 'A-IM': 'feed', 'Accept-Encoding': 'gzip' }, 304],
      [{}, 200],
    ] as const) {
      asked.length = 0;
      expect((await feeds.request(path, { headers })).status).toBe(status);
      expect(asked).toHaveLength(1);
      expect(asked[0]).toContain('FROM topics WHERE topic = ?');
    }
  }
});

test('a feed names its hub in the document and in the answer, 304 too; its archive does not', async () => {
  const { feeds, bare } = await openFeeds();
  const answer = await feeds.request('/all.atom');
  const link = '<https://news.example/feeds/all.atom>; rel="self", <https://hub.example/>; rel="hub"';
  expect(answer.headers.get('Link')).toBe(link);
  expect(await answer.text()).toContain('<link rel="hub" href="https://hub.example/"/>');
  const headers = { 'If-None-Match': answer.headers.get('ETag') ?? '' };
  const again = await feeds.request('/all.atom', { headers });
  expect([again.status, again.headers.get('Link')]).toEqual([304, link]);
  const page = await feeds.request('/all.atom?page=1');
  expect([page.status, page.headers.get('Link')]).toEqual([
    200,
    '<https://news.example/feeds/all.atom?page=1>; rel="self"',
  ]);
  expect(await page.text()).not.toContain('rel="hub"');
  expect((await bare.request('/all.atom', { headers })).status).toBe(200);
});

test('pages, formats, summaries and settings never share an entity tag', async () => {
  const { feeds, bare } = await openFeeds();
  const tags = new Set<string | null>();
  let count = 0;
  for (const path of ['/all.rss', '/all.atom', '/all.json', '/all.rss?content=summary', '/all.rss?page=1']) {
    for (const accept of ['*/*', 'text/html']) {
      for (const routes of [feeds, bare]) {
        tags.add((await routes.request(path, { headers: { Accept: accept } })).headers.get('ETag'));
        count += 1;
      }
    }
  }
  expect(tags.size).toBe(count);
});

test('what was read of an address once says nothing of what has happened since', async () => {
  const { feeds, newsroom } = await openFeeds();
  const first = await feeds.request('/all.rss');
  const headers = { 'If-None-Match': first.headers.get('ETag') ?? '' };
  expect((await feeds.request('/all.rss', { headers })).status).toBe(304);
  await newsroom.publish('one-more');
  const changed = await feeds.request('/all.rss', { headers });
  expect(changed.status).toBe(200);
  expect(await changed.text()).toContain('one-more');
  await withdrawArticle(newsroom.ports, 'one-more');
  const withdrawn = await feeds.request('/all.rss', {
    headers: { 'If-None-Match': changed.headers.get('ETag') ?? '' },
  });
  expect(withdrawn.status).toBe(200);
});

test('one address is read for each Accept header, and as often as there are addresses', async () => {
  const { feeds } = await openFeeds();
  const typeOf = async (path: string, accept: string) =>
    (await feeds.request(path, { headers: { Accept: accept } })).headers.get('Content-Type')?.split(';')[0];
  for (const round of ['first', 'second']) {
    for (const path of ['/all', `/all?utm_source=${round}`, `/all?utm_source=${'x'.repeat(700)}`]) {
      expect(await typeOf(path, 'text/html')).toBe('text/html');
      expect(await typeOf(path, 'application/atom+xml')).toBe('application/atom+xml');
      expect(await typeOf(path, 'application/feed+json')).toBe('application/feed+json');
    }
    // More than are kept.
    for (let count = 0; count < 1100; count++) {
      const headers = { 'If-None-Match': '*' };
      await feeds.request(`/all.rss?fbclid=${round}-${count}`, { headers });
    }
  }
  expect((await feeds.request('/all.rss?tag=rivers&tag=rivers')).status).toBe(301);
  expect((await feeds.request('/all.rss?tag=rivers&tag=rivers')).headers.get('Location')).toBe(
    '/feeds/tag/rivers.rss',
  );
});
