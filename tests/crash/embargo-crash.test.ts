import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { AFTER, type EmbargoHouse, liveThrough, openEmbargoHouse } from './embargo-house.ts';
import { fatalCalls, runKilled } from './killed-process.ts';

const STRIDE = 3;
const SCRIPT = new URL('./crashing-embargo.ts', import.meta.url);
const root = mkdtempSync(join(tmpdir(), 'tearsheet-embargo-crash-'));
afterAll(() => rmSync(root, { recursive: true, force: true }));

/** Lives through the opening in a process that dies before its `fatal`th call (0: never). */
const run = (folder: string, fatal: number) =>
  runKilled(join(root, 'compiled'), SCRIPT, folder, String(fatal));

/** Asserts that what is stored is whole: each article embargoed and nowhere, or opened once and everywhere. */
async function inspect({ database }: EmbargoHouse): Promise<string[]> {
  const rows = async (sql: string) => (await database.prepare(sql).all<Record<string, unknown>>()).results;
  expect(await rows('PRAGMA integrity_check')).toEqual([{ integrity_check: 'ok' }]);
  const articles = await rows('SELECT id, state, version FROM articles ORDER BY id');
  for (const { id, state, version } of articles) {
    const isLive = state === 'live';
    // What was first sent after its embargo had nothing to wait for.
    expect(isLive ? [1, 2] : [1]).toContain(version);
    const own = (sql: string) => rows(sql.replace('$', `'${id}'`));
    const topics = await own('SELECT topic FROM article_topics WHERE article_id = $ ORDER BY 1');
    expect(topics.map(({ topic }) => topic)).toEqual(isLive ? ['all', 'lang/en', 'section/local'] : []);
    expect(await own('SELECT 1 FROM article_versions WHERE article_id = $')).toHaveLength(Number(version));
    expect(await own('SELECT 1 FROM outbox WHERE article_id = $')).toHaveLength(Number(version));
    expect(await own('SELECT 1 FROM article_captures WHERE article_id = $')).toHaveLength(isLive ? 1 : 0);
    expect(await own('SELECT 1 FROM held_captures WHERE article_id = $')).toHaveLength(isLive ? 0 : 1);
  }
  const live = articles.filter(({ state }) => state === 'live').map(({ id }) => String(id));
  const places = await rows(`SELECT sequence FROM article_topics WHERE topic = 'all' ORDER BY sequence`);
  expect(places.map(({ sequence }) => sequence)).toEqual(live.map((_, index) => index + 1));
  const lengths = await rows(`SELECT entries FROM feed_lengths WHERE topic = 'all'`);
  expect(lengths).toEqual(live.length > 0 ? [{ entries: live.length }] : []);
  return live;
}

describe('a process killed before any call to its storage while embargoes end', () => {
  it('opens each article once and whole, whoever comes next', { timeout: 400_000 }, async () => {
    const total = (await run(join(root, 'unharmed'), 0)).calls;
    expect(total).toBeGreaterThan(15);
    for (const fatal of fatalCalls(total, STRIDE)) {
      const folder = join(root, String(fatal));
      expect((await run(folder, fatal)).killed).toBe(true);
      const house = await openEmbargoHouse(folder, undefined, AFTER);
      const before = await inspect(house);
      // Either a reader comes first, or the sweep; or the publisher, who had no answer.
      if (fatal % 2 === 0) await house.recover();
      else await (await house.app.request('/feeds/all.atom')).text();
      expect(await inspect(house)).toEqual(expect.arrayContaining(before));
      await liveThrough(house);
      await house.recover();
      expect(await inspect(house)).toEqual(['bridge', 'tunnel']);
      const undone = await house.database.prepare('SELECT 1 FROM outbox WHERE done_at IS NULL').all();
      expect(undone.results).toEqual([]);
      expect((await house.database.prepare('SELECT id FROM queue_messages').all()).results).toEqual([]);
      const feed = (await (await house.app.request('/feeds/all.json')).json()) as { items: unknown[] };
      expect(feed.items).toHaveLength(2);
      house.database.close();
    }
  });
});
