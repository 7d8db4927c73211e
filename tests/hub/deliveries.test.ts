import { afterAll, describe, expect, it } from 'vitest';
import type { Ports } from '../../src/domain/ports.ts';
import { DAY, HOUR, MINUTE } from '../still-service.ts';
import { answering, closeSubscribers, openHub, openSubscriber } from './open-hub.ts';

afterAll(closeSubscribers);

async function openSubscribed(options = {}) {
  const hub = await openHub(options);
  const reader = await openSubscriber();
  await hub.publish('zero', 'Zero');
  await hub.subscribe(reader.url);
  return { hub, reader };
}

const waiting = 'SELECT attempts, failure, next_at IS NULL AS dead FROM hub_deliveries';

describe('a delivery', () => {
  it('that fails is tried again after a minute, five, half an hour, two hours and every six, for a day', async () => {
    const { hub, reader } = await openSubscribed();
    reader.answer = answering(500);
    await hub.publish('one', 'One');
    const minutes: number[] = [0];
    for (let minute = 1; minute <= 27 * 60; minute++) {
      const before = reader.deliveries.length;
      await hub.pass(MINUTE);
      if (reader.deliveries.length > before) minutes.push(minute);
    }
    expect(minutes).toEqual([0, 1, 6, 36, 156, 516, 876, 1236]);
    expect(await hub.rows(waiting)).toEqual([{ attempts: 8, failure: '500', dead: 1 }]);
    const errors = hub.logged.filter((line) => line.startsWith('error'));
    expect(errors).toHaveLength(1);
    expect(errors[0]).toContain('took nothing for a day');
    expect(errors[0]).not.toContain('/callback');
  });

  it('that was set aside is made with the next change, and with a renewal', async () => {
    for (const revive of ['change', 'renewal']) {
      const { hub, reader } = await openSubscribed();
      reader.answer = answering(503);
      await hub.publish('one', 'One');
      for (let hour = 0; hour < 30; hour++) await hub.pass(HOUR);
      expect(await hub.rows(waiting)).toMatchObject([{ dead: 1 }]);
      const before = reader.deliveries.length;
      reader.answer = answering(200);
      if (revive === 'change') {
        await hub.publish('two', 'Two');
      } else {
        reader.answer = ({ query }, response) => void response.end(query.get('hub.challenge') ?? '');
        await hub.subscribe(reader.url);
        await hub.pass(MINUTE);
      }
      expect(reader.titles.slice(before)).toEqual([revive === 'change' ? 'Two' : 'One']);
      expect(await hub.rows(waiting)).toEqual([]);
    }
  });

  it('that waits gives way to a newer one, and the subscriber ends with the newest', async () => {
    const { hub, reader } = await openSubscribed();
    reader.answer = answering(500);
    for (const title of ['One', 'Two', 'Three']) await hub.publish(title.toLowerCase(), title);
    // A change does not hurry a subscriber that fails.
    expect(reader.titles).toEqual(['One']);
    reader.answer = answering(204);
    await hub.pass(MINUTE);
    expect(reader.titles).toEqual(['One', 'Three']);
    expect(await hub.rows(waiting)).toEqual([]);
    await hub.pass(DAY);
    expect(reader.deliveries).toHaveLength(2);
  });

  it('under way while the feed changes is followed by another one, never overtaken', async () => {
    const { hub, reader } = await openSubscribed();
    let arrived = () => undefined as unknown;
    const first = new Promise((resolve) => {
      arrived = () => resolve(undefined);
    });
    let finish = () => undefined as unknown;
    reader.answer = (_request, response) => {
      finish = () => response.end();
      arrived();
    };
    const publishing = hub.publish('one', 'One');
    await first;
    reader.answer = answering(200);
    await hub.publish('two', 'Two');
    expect(reader.titles).toEqual(['One']);
    finish();
    await publishing;
    await hub.settle();
    await hub.pass(0);
    expect(reader.titles).toEqual(['One', 'Two']);
    expect(await hub.rows(waiting)).toEqual([]);
  });

  it('waits for as long as the subscriber asks, and six hours at most', async () => {
    for (const [asked, minutes] of [
      ['1800', 30],
      ['86400', 360],
    ] as const) {
      const { hub, reader } = await openSubscribed();
      reader.answer = answering(503, { 'Retry-After': asked });
      await hub.publish('one', 'One');
      await hub.pass((minutes - 1) * MINUTE);
      expect(reader.deliveries).toHaveLength(1);
      await hub.pass(MINUTE);
      expect(reader.deliveries).toHaveLength(2);
    }
  });

  it('that failed leaves open what the subscriber has, so that nothing is spared it later', async () => {
    const { hub, reader } = await openSubscribed();
    await hub.publish('one', 'One');
    expect(await hub.rows('SELECT content IS NULL AS unknown FROM hub_subscriptions')).toEqual([
      { unknown: 0 },
    ]);
    reader.answer = answering(500);
    await hub.publish('two', 'Two');
    expect(await hub.rows('SELECT content IS NULL AS unknown FROM hub_subscriptions')).toEqual([
      { unknown: 1 },
    ]);
  });

  it('that is answered 410 ends the subscription', async () => {
    const { hub, reader } = await openSubscribed();
    reader.answer = answering(410);
    await hub.publish('one', 'One');
    expect(await hub.rows('SELECT * FROM hub_subscriptions')).toEqual([]);
    expect(await hub.rows(waiting)).toEqual([]);
    await hub.publish('two', 'Two');
    expect(reader.deliveries).toHaveLength(1);
  });

  it.each([200, 201, 202, 204, 299])('is made with a %i', async (status) => {
    const { hub, reader } = await openSubscribed();
    reader.answer = answering(status);
    await hub.publish('one', 'One');
    expect(await hub.rows(waiting)).toEqual([]);
  });

  it.each([
    [301, '301'],
    [400, '400'],
    [404, '404'],
    [429, '429'],
  ])('is not made with a %i', async (status, failure) => {
    const { hub, reader } = await openSubscribed();
    reader.answer = answering(status, { Location: reader.url });
    await hub.publish('one', 'One');
    expect(reader.deliveries).toHaveLength(1);
    expect(await hub.rows(waiting)).toEqual([{ attempts: 1, failure, dead: 0 }]);
  });

  it('is found by the sweep where its message was lost', async () => {
    let lost = false;
    const wrap = (ports: Ports): Ports => ({
      ...ports,
      queue: {
        send: async (message) => {
          if (!(lost && 'hub' in message)) await ports.queue.send(message);
        },
      },
    });
    const { hub, reader } = await openSubscribed({ wrap });
    lost = true;
    await hub.publish('one', 'One');
    expect(reader.deliveries).toHaveLength(0);
    lost = false;
    await hub.pass(MINUTE);
    expect(reader.titles).toEqual(['One']);
  });

  it('whose feed cannot be made waits, and is made once it can', async () => {
    let broken = false;
    const wrap = (ports: Ports): Ports => ({
      ...ports,
      database: {
        ...ports.database,
        prepare(sql) {
          if (broken && sql.includes('feed_lengths')) throw new Error('a disk is on fire');
          return ports.database.prepare(sql);
        },
      },
    });
    const { hub, reader } = await openSubscribed({ wrap });
    await hub.app.request('/articles/zero', {
      method: 'DELETE',
      headers: { Authorization: 'Bearer ts_hub-test' },
    });
    broken = true;
    await hub.settle();
    expect(hub.logged.join()).toContain('a delivery could not be made');
    broken = false;
    await hub.pass(5 * MINUTE);
    expect(reader.deliveries).toHaveLength(1);
  });
});

describe('many subscribers', () => {
  it('all get a change, although some hang, fail or are gone', async () => {
    const hub = await openHub();
    await hub.publish('zero', 'Zero');
    const readers = await Promise.all(Array.from({ length: 40 }, () => openSubscriber()));
    for (const reader of readers) await hub.subscribe(reader.url);
    const [hanging, failing, gone, closed, ...healthy] = readers;
    let released = () => undefined as unknown;
    if (hanging) {
      hanging.answer = (_request, response) => {
        released = () => response.end();
      };
    }
    if (failing) failing.answer = answering(500);
    if (gone) gone.answer = answering(410);
    await closed?.close();
    let served = 0;
    const allServed = new Promise<void>((resolve) => {
      for (const reader of healthy) {
        reader.answer = (_request, response) => {
          response.end();
          if (++served === healthy.length) resolve();
        };
      }
    });
    const publishing = hub.publish('one', 'One');
    // Nobody waits for the one that hangs.
    await allServed;
    expect(healthy.map((reader) => reader.titles)).toEqual(healthy.map(() => ['One']));
    released();
    await publishing;
    expect(await hub.rows('SELECT failure FROM hub_deliveries ORDER BY failure')).toEqual([
      { failure: '500' },
      { failure: 'unreachable' },
    ]);
    expect(await hub.rows('SELECT count(*) AS n FROM hub_subscriptions')).toEqual([{ n: 39 }]);
  });

  it('of one host are given something four at a time', async () => {
    const hub = await openHub();
    await hub.publish('zero', 'Zero');
    const reader = await openSubscriber();
    for (let count = 1; count <= 20; count++) await hub.subscribe(`${reader.url}/${count}`);
    let now = 0;
    let most = 0;
    reader.answer = (_request, response) => {
      most = Math.max(most, ++now);
      setImmediate(() => {
        now--;
        response.end();
      });
    };
    await hub.publish('one', 'One');
    expect(reader.deliveries).toHaveLength(20);
    expect(most).toBeLessThanOrEqual(4);
  });
});
