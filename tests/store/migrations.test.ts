import { cpSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { createOfflineFetch } from '../../src/adapters/memory/offline-fetch.ts';
import { applyMigrations } from '../../src/adapters/node/migrations.ts';
import { MIGRATIONS } from '../../src/adapters/node/node-ports.ts';
import { openSqlite } from '../../src/adapters/node/sqlite-database.ts';
import {
  CALLBACK,
  countRows,
  ENDPOINT,
  LAST_FILLED,
  LEVEL_SETTINGS,
  LEVELS,
  openAtLevel,
  PARTNER_KEY,
  SESSION_SECRET,
} from './levels.ts';
import { AS_PUBLISHER, HOUR, openHouse } from './open-house.ts';

const folder = mkdtempSync(join(tmpdir(), 'tearsheet-migrations-'));
afterAll(() => rmSync(folder, { recursive: true }));

it('what was published before there were embargoes is as it was, and was public', async () => {
  for (const name of readdirSync(MIGRATIONS).filter((name) => name < '0005')) {
    cpSync(join(MIGRATIONS, name), join(folder, name));
  }
  const database = openSqlite(':memory:');
  await applyMigrations(database, folder);
  database.execute(`
    INSERT INTO articles VALUES
      ('a', 'tag:a', 2, 'live', 'https://times.example.org/a', 'd1', '2024-06-04T05:30:00.000Z', '{"id":"a"}'),
      ('b', 'tag:b', 1, 'withdrawn', NULL, 'd2', '2024-06-05T05:30:00.000Z', '{"id":"b"}');
    INSERT INTO article_versions VALUES
      ('a', 1, '2024-06-04T06:00:00.000Z', '{}'), ('a', 2, '2024-06-04T07:00:00.000Z', '{}');
  `);
  expect(await applyMigrations(database, MIGRATIONS)).toContain('0005_lifecycle.sql');
  const { results } = await database
    .prepare(
      'SELECT id, guid, version, state, url, digest, published_at, content, opens_at, public_since FROM articles ORDER BY id',
    )
    .all();
  expect(results.map((row) => ({ ...(row as object) }))).toEqual([
    {
      id: 'a',
      guid: 'tag:a',
      version: 2,
      state: 'live',
      url: 'https://times.example.org/a',
      digest: 'd1',
      published_at: '2024-06-04T05:30:00.000Z',
      content: '{"id":"a"}',
      opens_at: null,
      public_since: '2024-06-04T06:00:00.000Z',
    },
    {
      id: 'b',
      guid: 'tag:b',
      version: 1,
      state: 'withdrawn',
      url: null,
      digest: 'd2',
      published_at: '2024-06-05T05:30:00.000Z',
      content: '{"id":"b"}',
      opens_at: null,
      public_since: '2024-06-05T05:30:00.000Z',
    },
  ]);
  database.close();
});

describe.each(LEVELS.slice(0, -1))('a database of level %s, with something in it', (level) => {
  const open = async () => {
    const database = await openAtLevel(level);
    const fetch = createOfflineFetch({ [CALLBACK]: { text: '' }, [ENDPOINT]: { text: '' } });
    return { database, fetch };
  };
  const houseOn = ({ database, fetch }: Awaited<ReturnType<typeof open>>) =>
    openHouse((ports) => ({ ...ports, database, fetch }), LEVEL_SETTINGS);

  it('loses no row on the way to the newest', async () => {
    const { database } = await open();
    const before = await countRows(database);
    // An outside hub stands there only where the settings name one.
    const empty = [...before].filter(([table, rows]) => rows === 0 && table !== 'outside_hubs');
    if (level <= LAST_FILLED) expect(empty).toEqual([]);
    await applyMigrations(database, MIGRATIONS);
    const after = await countRows(database);
    for (const [table, rows] of before) expect([table, after.get(table)]).toEqual([table, rows]);
    expect(await database.prepare('PRAGMA integrity_check').first()).toEqual({ integrity_check: 'ok' });
    expect(await applyMigrations(database, MIGRATIONS)).toEqual([]);
  });

  it('reads as it did: articles, feeds, cards, and what was withdrawn', async () => {
    const kept = await open();
    await applyMigrations(kept.database, MIGRATIONS);
    const house = await houseOn(kept);
    const article = await (await house.get('/articles/harbour')).text();
    for (const words of ['The harbour budget', 'Words about the harbour.', 'The bridge is open again.']) {
      expect(article).toContain(words);
    }
    expect((await house.record('harbour')).version).toBe(2);
    expect(await house.status('/articles/quay')).toBe(410);
    for (const path of ['/feeds/all.rss', '/feeds/all.atom', '/feeds/all.json', '/feeds/tag/bridges.rss']) {
      const feed = await (await house.get(path)).text();
      expect(feed, path).toContain('tag:example.org,2026:articles/harbour');
      expect(feed, path).toContain('The bridge is open again.');
      expect(feed, path).not.toContain('The quay');
    }
    const card = await (await house.get('/cards/x/1797753265873129095.html')).text();
    expect(card).toContain('The bridge is open again.');
  });

  const fromLevel = (since: string) => (level < since ? () => undefined : it);

  fromLevel('0009')('keeps its contracts: what partners have, and are owed', async () => {
    const kept = await open();
    await applyMigrations(kept.database, MIGRATIONS);
    const house = await houseOn(kept);
    const asPartner = { Authorization: `Bearer ${PARTNER_KEY}` };
    const feed = await (await house.get('/partners/feeds/local.rss', asPartner)).text();
    expect(feed).toContain('Words about the harbour.');
    expect(feed).not.toContain('<item>old</item>');
    const walk = await (await house.get('/partners/articles', asPartner)).json();
    expect(walk).toMatchObject({
      changes: [
        { id: 'harbour', change: 'published', version: 1, superseded: true },
        { id: 'quay', change: 'withdrawn', version: 2 },
        { id: 'harbour', change: 'corrected', version: 2, article: expect.anything() },
      ],
      more: false,
    });
    const report = await (await house.get('/partners/report/harbour.csv', AS_PUBLISHER)).text();
    expect(report).toContain('herald,local,');
    const known = await (await house.get('/partners/herald', AS_PUBLISHER)).json();
    expect(known).toMatchObject({ products: ['local'], keys: [{ note: 'their CMS' }] });
    if (level < '0011') return;
    await house.settle();
    const told = kept.fetch.posted.filter(({ url }) => url === ENDPOINT);
    expect(told.map(({ headers }) => Object.keys(headers).includes('webhook-signature'))).toContain(true);
  });

  fromLevel('0010')('keeps its account, what it posted, and who is logged in', async () => {
    const kept = await open();
    await applyMigrations(kept.database, MIGRATIONS);
    const house = await houseOn(kept);
    const posts = await (await house.get('/crossposts', AS_PUBLISHER)).text();
    expect(posts).toContain('at://did:plc:gazette/app.bsky.feed.post/3lh4qzv2xks2a');
    if (level < '0012') return;
    const cookie = { Cookie: `__Host-tearsheet-console=${SESSION_SECRET}` };
    const desk = await house.get('/console', cookie);
    expect(desk.status).toBe(200);
    expect(await desk.text()).toContain('<html lang="fr"');
  });

  it('does what was left undone', async () => {
    const kept = await open();
    const undone = () => kept.database.prepare('SELECT article_id FROM outbox WHERE done_at IS NULL').all();
    expect((await undone()).results).toHaveLength(1);
    await applyMigrations(kept.database, MIGRATIONS);
    const house = await houseOn(kept);
    await house.settle();
    expect((await undone()).results).toEqual([]);
  });

  it('takes corrections, withdrawals and new articles, and gives them to subscribers', async () => {
    const kept = await open();
    await applyMigrations(kept.database, MIGRATIONS);
    const house = await houseOn(kept);
    expect((await house.put('harbour', { title: 'Corrected' })).status).toBe(200);
    expect((await house.put('new', { section: 'Local' })).status).toBe(201);
    expect(await (await house.get('/feeds/section/local.rss')).text()).toContain('About new');
    if (level >= '0004') {
      await house.settle();
      expect(kept.fetch.posted.map(({ url }) => url)).toContain(CALLBACK);
    }
    expect((await house.withdraw('harbour')).status).toBeLessThan(300);
    expect(await house.status('/articles/harbour')).toBe(410);
    expect(await (await house.get('/feeds/all.rss')).text()).not.toContain('Corrected');
    if (level >= '0005') {
      house.advance(2 * HOUR);
      expect(await house.status('/articles/pier')).toBe(200);
    }
  });
});
