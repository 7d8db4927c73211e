import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { fatalCalls, runKilled } from '../../crash/killed-process.ts';
import { openLocalServer } from '../../local-server.ts';
import { addListener, liveThrough, openWebhookHouse } from './webhook-house.ts';

const SCRIPT = new URL('./crashing-webhooks.ts', import.meta.url);
const START = new Date('2026-03-02T08:00:00Z');
const LATER = new Date('2026-03-02T08:10:00Z');
const PARALLEL = 4;
const STRIDE = 7;
const root = mkdtempSync(join(tmpdir(), 'tearsheet-webhook-crash-'));
afterAll(() => rmSync(root, { recursive: true, force: true }));

interface Message {
  type: string;
  id: string;
  sequence: number;
}

/** A listener that outlives the crashes; each case has an address of its own. */
const given = new Map<string, Message[]>();
const { origin, close } = await openLocalServer((request, response) => {
  let body = '';
  request.setEncoding('utf8');
  request.on('data', (text: string) => {
    body += text;
  });
  request.on('end', () => {
    const { type, data } = JSON.parse(body) as { type: string; data: { id: string; challenge?: string } };
    if (data.challenge) return void response.end(data.challenge);
    const path = request.url ?? '';
    const sequence = Number(String(request.headers['webhook-id']).split('_')[2]);
    given.set(path, [...(given.get(path) ?? []), { type, id: data.id, sequence }]);
    response.end();
  });
});
afterAll(close);

const toldOf = (name: string) => given.get(`/${name}`) ?? [];
const inShort = ({ type, id }: Message) => `${type} ${id}`;

/** Lives through the day, with a listener, in a process that dies before its `fatal`th call (0: never). */
async function run(name: string, fatal: number) {
  const folder = join(root, name);
  const house = await openWebhookHouse(folder, START);
  await addListener(house, `${origin}/${name}`);
  await house.drain();
  house.database.close();
  return runKilled(join(root, 'compiled'), SCRIPT, folder, START.toISOString(), String(fatal));
}

/** Asserts that the listener knows the newest of every article, that nothing overtook anything, and nothing is left to do. */
async function inspect(name: string, house: Awaited<ReturnType<typeof openWebhookHouse>>): Promise<void> {
  const rows = async (sql: string) =>
    (await house.database.prepare(sql).all<Record<string, unknown>>()).results;
  expect(await rows('PRAGMA integrity_check')).toEqual([{ integrity_check: 'ok' }]);
  expect(await rows('SELECT * FROM partner_deliveries')).toEqual([]);
  expect(await rows('SELECT * FROM queue_messages')).toEqual([]);
  const newest = await rows(
    'SELECT article_id AS id, max(sequence) AS sequence FROM product_changes GROUP BY article_id ORDER BY 1',
  );
  const told = toldOf(name);
  const ids = [...new Set(told.map(({ id }) => id))].sort();
  expect(ids.map((id) => ({ id, sequence: told.findLast((one) => one.id === id)?.sequence }))).toEqual(
    newest,
  );
  for (const id of ids) {
    const sequences = told.filter((one) => one.id === id).map(({ sequence }) => sequence);
    expect(sequences).toEqual(sequences.toSorted((a, b) => a - b));
  }
}

describe('a service killed before any call to its storage, its queue or a partner’s endpoint', () => {
  it('tells every change at last, each article’s in their order, and of none too few', {
    timeout: 600_000,
  }, async () => {
    const { calls: total } = await run('unharmed', 0);
    expect(total).toBeGreaterThan(60);
    expect(toldOf('unharmed').map(inShort)).toEqual([
      'article.published bridge',
      'article.corrected bridge',
      'article.published canal',
      'article.withdrawn bridge',
    ]);
    const cases = fatalCalls(total, STRIDE);
    const lane = async () => {
      for (let fatal = cases.shift(); fatal !== undefined; fatal = cases.shift()) {
        const name = String(fatal);
        expect((await run(name, fatal)).killed).toBe(true);
        const house = await openWebhookHouse(join(root, name), LATER);
        await house.recover();
        await inspect(name, house);
        await liveThrough(house);
        await house.recover();
        await inspect(name, house);
        expect(toldOf(name).findLast(({ id }) => id === 'bridge')?.type).toBe('article.withdrawn');
        house.database.close();
      }
    };
    await Promise.all(Array.from({ length: PARALLEL }, lane));
  });
});
