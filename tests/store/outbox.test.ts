import { beforeEach, describe, expect, it } from 'vitest';
import type { Ports } from '../../src/domain/ports.ts';
import { handleEvent, type OutboxWork, sweepOutbox } from '../../src/store/outbox.ts';
import { openMemoryPorts } from '../memory-ports.ts';
import { at, HOUR } from './open-house.ts';

const MINUTE = 60;
const DAY = 24 * HOUR;
const done: string[] = [];
/** What the article at hand needs; what is wrong with a bad one is wrong each time. */
const work: OutboxWork = {
  async published({ article }) {
    if (article.id.startsWith('bad')) throw new Error(`${article.id} cannot be drawn`);
    done.push(article.id);
  },
  async withdrawn() {},
};

let ports: Awaited<ReturnType<typeof openMemoryPorts>>;
beforeEach(async () => {
  done.length = 0;
  ports = await openMemoryPorts(at(0));
});

/** Writes an event whose message was lost. */
async function record(...ids: string[]): Promise<void> {
  const now = ports.clock.now().toISOString();
  for (const id of ids) {
    const content = JSON.stringify({ id, version: 1, state: 'live' });
    ports.database.execute(
      `INSERT INTO articles (id, guid, version, state, digest, published_at, content)
         VALUES ('${id}', 'tag:${id}', 1, 'live', 'd', '${now}', '${content}');
       INSERT INTO outbox (article_id, version, kind, recorded_at) VALUES ('${id}', 1, 'published', '${now}');`,
    );
  }
}

/** Sweeps each minute for so long, and gives the queue what was sent. Returns the minutes in which something was. */
async function spend(seconds: number): Promise<number[]> {
  const minutes: number[] = [];
  for (let minute = 1; minute * MINUTE <= seconds; minute++) {
    ports.clock.advance(MINUTE);
    if ((await sweepOutbox(ports)) > 0) minutes.push(minute);
    await ports.queue.drain(async (message) => {
      // As from a queue that gives a message up: it is not kept.
      if ('articleId' in message) await handleEvent(ports, message, work).catch(() => undefined);
    });
  }
  return minutes;
}

const rows = async (sql: string) => (await ports.database.prepare(sql).all()).results;

describe('an event that fails each time', () => {
  it('is sent again later each time, and never given up', async () => {
    await record('bad');
    expect(await spend(DAY)).toEqual([1, 2, 7, 37, 157, 517, 877, 1237]);
    await spend(30 * DAY);
    expect(await rows('SELECT sends FROM outbox WHERE done_at IS NULL')).toMatchObject([{ sends: 128 }]);
  });

  it('is done when what was wrong with it is mended', async () => {
    await record('bad');
    await spend(HOUR);
    ports.database.execute(`UPDATE articles SET content = replace(content, '"bad"', '"good"')`);
    await spend(2 * HOUR);
    expect(done).toEqual(['good']);
    expect(await rows('SELECT 1 FROM outbox WHERE done_at IS NULL')).toEqual([]);
  });

  it('holds up nobody, however many there are of them', async () => {
    await record(...Array.from({ length: 350 }, (_, n) => `bad-${n}`));
    await spend(HOUR);
    // The service stands still, and then all of them are due.
    ports.clock.advance(7 * HOUR);
    await record('news');
    await spend(MINUTE);
    expect(done).toEqual(['news']);
    await spend(DAY);
    const [least] = await rows('SELECT min(sends) AS sends FROM outbox WHERE done_at IS NULL');
    expect(least).toEqual({ sends: 8 });
  });

  it('waits no longer than a pause where the clock is set back meanwhile', async () => {
    await record('bad');
    await spend(DAY);
    ports.clock.advance(-2 * DAY);
    expect(await spend(2 * MINUTE)).toEqual([1]);
  });
});

describe('a sweep', () => {
  it('sends what another one sends at the same time no second time', async () => {
    await record('one', 'two');
    ports.clock.advance(MINUTE);
    expect(await Promise.all([sweepOutbox(ports), sweepOutbox(ports)])).toEqual([2, 0]);
  });

  it('that ends before it sends anything makes what it took later by a pause, and loses nothing', async () => {
    await record('one');
    ports.clock.advance(MINUTE);
    await sweepOutbox(ports);
    await ports.queue.drain(async () => undefined);
    expect(await spend(2 * MINUTE)).toEqual([1]);
    expect(done).toEqual(['one']);
  });

  it('leaves to the next one what the queue does not take', async () => {
    await record('one', 'two', 'three');
    ports.clock.advance(MINUTE);
    let room = 1;
    const queue: Ports['queue'] = {
      async send(message) {
        if (room-- < 1) throw new Error('the queue is down');
        await ports.queue.send(message);
      },
    };
    await expect(sweepOutbox({ ...ports, queue })).rejects.toThrow('the queue is down');
    await expect(sweepOutbox({ ...ports, queue })).rejects.toThrow('the queue is down');
    expect(await rows('SELECT sends FROM outbox ORDER BY sends')).toMatchObject([
      { sends: 0 },
      { sends: 0 },
      { sends: 1 },
    ]);
    expect(await sweepOutbox(ports)).toBe(2);
  });

  it('finds at once what was recorded before the clock was set back', async () => {
    await record('one');
    ports.clock.advance(-HOUR);
    expect(await sweepOutbox(ports)).toBe(1);
  });
});
