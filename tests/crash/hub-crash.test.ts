import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { openLocalServer } from '../local-server.ts';
import { liveThrough, openHouse } from './hub-house.ts';
import { fatalCalls, runKilled } from './killed-process.ts';

const STRIDE = 3;
const SCRIPT = new URL('./crashing-hub.ts', import.meta.url);
const START = new Date('2026-03-02T08:00:00Z');
const LATER = new Date('2026-03-02T08:10:00Z');
const PARALLEL = 4;
const root = mkdtempSync(join(tmpdir(), 'tearsheet-hub-crash-'));
afterAll(() => rmSync(root, { recursive: true, force: true }));

/** Subscribers that outlive the crashes; each case has callbacks of its own. */
const given = new Map<string, string[]>();
const { origin, close } = await openLocalServer((request, response) => {
  let body = '';
  request.setEncoding('utf8');
  request.on('data', (text: string) => {
    body += text;
  });
  request.on('end', () => {
    const { pathname, searchParams } = new URL(request.url ?? '', 'http://subscriber.example');
    if (request.method === 'POST') given.set(pathname, [...(given.get(pathname) ?? []), body]);
    response.end(searchParams.get('hub.challenge') ?? '');
  });
});
afterAll(close);

const readersOf = (name: string) => ({
  first: `${origin}/${name}/first`,
  second: `${origin}/${name}/second`,
});

/** Lives through the day in a process that dies before its `fatal`th call (0: never). */
function run(name: string, fatal: number) {
  const { first, second } = readersOf(name);
  const args = [join(root, name), START.toISOString(), first, second, String(fatal)];
  return runKilled(join(root, 'compiled'), SCRIPT, ...args);
}

/** Asserts that all that was accepted has come about, and nothing is left to do. */
async function inspect(name: string, house: Awaited<ReturnType<typeof openHouse>>, answered: number) {
  const rows = async (sql: string) => (await house.database.prepare(sql).all()).results;
  expect(await rows('PRAGMA integrity_check')).toEqual([{ integrity_check: 'ok' }]);
  expect(await rows('SELECT * FROM hub_requests')).toEqual([]);
  expect(await rows('SELECT * FROM hub_deliveries')).toEqual([]);
  expect(await rows('SELECT * FROM queue_messages')).toEqual([]);
  const callbacks = (await rows('SELECT callback FROM hub_subscriptions ORDER BY callback')).map(
    (row) => (row as { callback: string }).callback,
  );
  const { first, second } = readersOf(name);
  // The answer may have been lost on the way out, never the other way round.
  const expected = (steps: number) => [
    ...(steps >= 1 ? [first] : []),
    ...(steps >= 2 && steps < 4 ? [second] : []),
  ];
  expect([expected(answered), expected(answered + 1)]).toContainEqual(callbacks);

  const feed = await (await house.app.request('/feeds/all.json')).text();
  const published = (await rows('SELECT version FROM articles')).length > 0;
  for (const callback of callbacks) {
    const deliveries = given.get(new URL(callback).pathname) ?? [];
    if (published) expect(deliveries.at(-1)).toBe(feed);
    else expect(deliveries).toEqual([]);
  }
}

describe('a hub killed before any call to its storage, its queue or a subscriber', () => {
  it('loses nothing that it accepted: subscriptions come about, and subscribers end with the newest feed', {
    timeout: 240_000,
  }, async () => {
    const { calls: total, answered } = await run('unharmed', 0);
    expect(answered).toBe(6);
    expect(total).toBeGreaterThan(60);
    expect(given.get('/unharmed/first')).toHaveLength(3);
    expect(given.get('/unharmed/second')).toHaveLength(1);
    const cases = fatalCalls(total, STRIDE);
    const lane = async () => {
      for (let fatal = cases.shift(); fatal !== undefined; fatal = cases.shift()) {
        const name = String(fatal);
        const crash = await run(name, fatal);
        expect(crash.killed).toBe(true);
        const house = await openHouse(join(root, name), LATER);
        await house.recover();
        await inspect(name, house, crash.answered);

        await liveThrough(house, readersOf(name), (_step, status) => expect(status).toBeLessThan(300));
        await house.recover();
        await inspect(name, house, 6);
        house.database.close();
      }
    };
    await Promise.all(Array.from({ length: PARALLEL }, lane));
  });
});
