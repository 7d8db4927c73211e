import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { openNodePorts } from '../../../src/adapters/node/node-ports.ts';
import { PUBLIC_URL, serve } from '../partner-house.ts';
import { MortalServer } from './mortal-server.ts';

/** KILLS=30 and more for the long form; SEED=… for another day. */
const KILLS = Number(process.env.KILLS ?? 3);
const SEED = Number(process.env.SEED ?? 20_241_124);
const WRITERS = 3;
const ARTICLES = ['anchor', 'bridge', 'canal', 'dyke', 'estuary', 'ferry'];
/** Requests between two deaths. */
const LONGEST_LIFE = 60;

const root = mkdtempSync(join(tmpdir(), 'tearsheet-consumer-'));
afterAll(() => rmSync(root, { recursive: true, force: true }));

/** Numbers that seem random (mulberry32), below `end`. */
function numbers(seed: number): (end: number) => number {
  let state = seed;
  return (end) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) % end;
  };
}

interface Change {
  change: string;
  id: string;
  version: number;
  article?: { version: string; headlines?: { value: string }[] };
}

/** Does what the changes say, a page at a time. */
class Consumer {
  readonly held = new Map<string, { version: number; title: string | undefined }>();
  readonly seen: string[] = [];
  private next = '/partners/articles?limit=3';

  /** One page; returns whether there is more. Where it cannot be had, nothing has happened. */
  async take(fetch: (path: string) => Promise<{ status: number; text: string }>): Promise<boolean> {
    const { status, text } = await fetch(this.next);
    expect([status, status === 200 ? '' : text]).toEqual([200, '']);
    const page = JSON.parse(text) as { changes: Change[]; next: string; more: boolean };
    for (const { change, id, version, article } of page.changes) {
      this.seen.push(`${id} ${version} ${change}`);
      if (change === 'withdrawn') this.held.delete(id);
      else this.held.set(id, { version, title: article?.headlines?.[0]?.value });
    }
    this.next = page.next.replace(PUBLIC_URL, '');
    return page.more;
  }
}

describe('a consumer that walks along while the server is killed', () => {
  it('ends with what the publisher has: no change twice, and none missing', {
    timeout: 120_000 + KILLS * 15_000,
  }, async () => {
    const folder = join(root, 'data');
    const ports = { ...(await openNodePorts(folder)), log: () => undefined };
    const house = serve(ports);
    await house.product('all');
    await house.partner('herald', ['all'], { requestsPerMinute: 6000 });
    const { key } = await house.makeKey('herald');
    const server = new MortalServer(folder, join(root, 'compiled'));
    const random = numbers(SEED);
    let isOver = false;

    /** Until it is answered: whoever sends again what was taken changes nothing. */
    const persistently = async (work: () => Promise<{ status: number }>): Promise<void> => {
      for (;;) {
        const status = await work().then(
          (answer) => answer.status,
          () => 0,
        );
        if (status > 0 && status !== 429 && status < 500) return;
      }
    };
    const publisher = { ...house.headers, 'Content-Type': 'application/json' };
    const write = async (writer: number, round: number): Promise<void> => {
      const id = ARTICLES[random(ARTICLES.length)] ?? '';
      const isWithdrawal = random(4) === 0;
      const fields = { title: `What ${writer} says of the ${id} in ${round}`, html: '<p>Words.</p>' };
      // The first writer is in this process, beside the server; the others go through it.
      if (writer === 0) {
        await persistently(() => (isWithdrawal ? house.withdraw(id) : house.article(id, fields)));
      } else {
        const init = isWithdrawal
          ? { method: 'DELETE', headers: publisher }
          : { method: 'PUT', headers: publisher, body: JSON.stringify(fields) };
        await persistently(() => server.fetch(`/articles/${id}`, init));
      }
    };
    const writing = Array.from({ length: WRITERS }, async (_, writer) => {
      for (let round = 0; !isOver; round++) await write(writer, round);
    });

    const consumer = new Consumer();
    const take = () =>
      consumer.take((path) => server.fetch(path, { headers: { Authorization: `Bearer ${key}` } }));
    while (server.deaths < KILLS) {
      for (let life = random(LONGEST_LIFE); life > 0; life--) await take();
      // It dies in the midst of this page, or just before or after it.
      const page = take().catch((error: Error) => {
        if (error.name === 'AssertionError') throw error;
      });
      for (let turns = random(20); turns > 0; turns--) await new Promise(setImmediate);
      await server.kill();
      await page;
    }
    isOver = true;
    await Promise.all(writing);
    while (await take());

    const rows = async (sql: string) =>
      (await ports.database.prepare(sql).all<Record<string, unknown>>()).results;
    const changes = await rows('SELECT article_id, version, change FROM product_changes ORDER BY sequence');
    expect(consumer.seen).toEqual(
      changes.map(({ article_id, version, change }) => `${article_id} ${version} ${change}`),
    );
    expect(new Set(consumer.seen).size).toBe(consumer.seen.length);
    const live = await rows(
      `SELECT id, version, content ->> '$.title' AS title FROM articles WHERE state = 'live' ORDER BY id`,
    );
    expect([...consumer.held].sort().map(([id, { version, title }]) => ({ id, version, title }))).toEqual(
      live,
    );
    expect(changes.length).toBeGreaterThan(KILLS * 5);
    await server.stop();
    ports.database.close();
  });
});
