import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fatalCalls, runKilled } from './killed-process.ts';
import { openNewsroom } from './newsroom.ts';
import { liveThrough } from './newsroom-day.ts';

const STRIDE = 3;
const SCRIPT = new URL('./crashing-newsroom.ts', import.meta.url);
const root = mkdtempSync(join(tmpdir(), 'tearsheet-crash-'));
afterAll(() => rmSync(root, { recursive: true, force: true }));

/** Lives through the day in a process that dies before its `fatal`th call (0: never). */
const run = (folder: string, fatal: number) =>
  runKilled(join(root, 'compiled'), SCRIPT, folder, String(fatal));

type Newsroom = Awaited<ReturnType<typeof openNewsroom>>;

async function rows(newsroom: Newsroom, sql: string): Promise<Record<string, unknown>[]> {
  return (await newsroom.ports.database.prepare(sql).all<Record<string, unknown>>()).results;
}

/** Asserts that what is stored is whole, that all background work was done, and returns the version reached. */
async function inspect(newsroom: Newsroom, folder: string): Promise<number> {
  expect(await rows(newsroom, 'PRAGMA integrity_check')).toEqual([{ integrity_check: 'ok' }]);
  const [article] = await rows(newsroom, 'SELECT version, state FROM articles');
  const version = Number(article?.version ?? 0);
  const numbers = Array.from({ length: version }, (_, index) => ({ version: index + 1 }));
  expect(await rows(newsroom, 'SELECT version FROM article_versions ORDER BY version')).toEqual(numbers);
  expect(
    await rows(newsroom, 'SELECT version FROM outbox WHERE done_at IS NOT NULL ORDER BY version'),
  ).toEqual(numbers);
  expect(await rows(newsroom, 'SELECT id FROM queue_messages')).toEqual([]);

  const live = article?.state === 'live';
  const topics = await rows(newsroom, 'SELECT topic FROM article_topics ORDER BY topic');
  expect(topics.map(({ topic }) => topic)).toEqual(
    live ? ['all', 'lang/en', 'section/local', 'tag/bridges'] : [],
  );
  expect(await rows(newsroom, 'SELECT capture_id FROM article_captures')).toHaveLength(live ? 1 : 0);
  expect(await rows(newsroom, 'SELECT id FROM captures')).toHaveLength(version > 0 ? 1 : 0);

  const pictures = join(folder, 'blobs/previews/bridge');
  const names = existsSync(pictures) ? readdirSync(pictures).filter((name) => name.endsWith('.png')) : [];
  const noted = await rows(newsroom, 'SELECT hash FROM previews');
  expect(names.sort()).toEqual(noted.map(({ hash }) => `${hash}.png`).sort());
  expect(names).toHaveLength(live ? 1 : 0);
  return version;
}

describe('a process killed before any call to its storage', () => {
  let total: number;
  beforeAll(async () => {
    total = (await run(join(root, 'unharmed'), 0)).calls;
  });

  it('loses no answered request, keeps none by half, and repeating the day doubles nothing', {
    timeout: 240_000,
  }, async () => {
    expect(total).toBeGreaterThan(20);
    for (const fatal of fatalCalls(total, STRIDE)) {
      const folder = join(root, String(fatal));
      const { answered, killed } = await run(folder, fatal);
      expect(killed).toBe(true);

      const newsroom = await openNewsroom(folder);
      await newsroom.recover();
      const version = await inspect(newsroom, folder);
      // The answer may have been lost on the way out, never the other way round.
      expect([answered, answered + 1]).toContain(version);

      const statuses: number[] = [];
      await liveThrough(newsroom.app, newsroom.drain, (_step, status) => statuses.push(status));
      expect(statuses.every((status) => status < 300)).toBe(true);
      await inspect(newsroom, folder);
      expect(await rows(newsroom, 'SELECT state FROM articles')).toEqual([{ state: 'withdrawn' }]);
      newsroom.ports.database.close();
    }
  });
});
