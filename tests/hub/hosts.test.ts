import { afterAll, describe, expect, it } from 'vitest';
import { MINUTE } from '../still-service.ts';
import { closeSubscribers, openHub, openSubscriber, PUBLIC_URL } from './open-hub.ts';

afterAll(closeSubscribers);

describe('a host', () => {
  const callbackOf = (n: number, port: number) => `http://crowd.example:${port}/${n}`;

  it('gets twenty subscriptions to a feed and two hundred in all, however many it asks for', async () => {
    const hub = await openHub();
    await hub.publish('zero', 'Zero', { tags: Array.from({ length: 12 }, (_, n) => `t${n}`) });
    const crowd = await openSubscriber();
    const statuses = new Map<number, number>();
    const ask = async (n: number) => {
      const topic = `${PUBLIC_URL}/feeds/tag/t${Math.floor(n / 25) % 12}.rss`;
      const answer = await hub.post({
        'hub.mode': 'subscribe',
        'hub.topic': topic,
        'hub.callback': callbackOf(n, crowd.port),
      });
      statuses.set(answer.status, (statuses.get(answer.status) ?? 0) + 1);
      return answer;
    };
    for (let n = 0; n < 10_000; n++) await ask(n);
    expect(Object.fromEntries(statuses)).toEqual({ 202: 200, 429: 9800 });
    const refusal = await ask(10_000);
    expect(refusal.headers.get('Retry-After')).toBe('600');
    expect(await refusal.json()).toMatchObject({
      status: 429,
      type: expect.stringMatching(/too-many-subscriptions$/),
    });
    await hub.settle();
    expect(
      await hub.rows(
        'SELECT count(*) AS n, max(per_feed) AS most FROM (SELECT count(*) AS per_feed FROM hub_subscriptions GROUP BY feed)',
      ),
    ).toEqual([{ n: 10, most: 20 }]);
    const renewal = await hub.post({
      'hub.mode': 'subscribe',
      'hub.topic': `${PUBLIC_URL}/feeds/tag/t0.rss`,
      'hub.callback': callbackOf(0, crowd.port),
    });
    expect(renewal.status).toBe(202);
    const other = await openSubscriber();
    expect((await hub.subscribe(other.url)).status).toBe(202);
  });

  it('is the same with a dot at its end', async () => {
    const hub = await openHub();
    const reader = await openSubscriber();
    await hub.subscribe(`http://reader.example.:${reader.port}/`);
    expect(await hub.rows('SELECT host FROM hub_subscriptions')).toEqual([
      { host: `reader.example:${reader.port}` },
    ]);
  });

  it('that is one of thousands is refused while five thousand requests wait', async () => {
    const hub = await openHub();
    const reader = await openSubscriber();
    await hub.subscribe(`${reader.url}/subscribed`);
    await hub.database
      .prepare(
        `WITH RECURSIVE n (x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n WHERE x < 5000)
         INSERT INTO hub_requests
           (id, mode, feed, topics, callback, host, lease_seconds, challenge, requested_at)
         SELECT x, 'subscribe', '/feeds/all.rss', '[]', 'x', 'host ' || x, 300, 'x', ? FROM n`,
      )
      .bind(hub.clock.now().toISOString())
      .run();
    expect((await hub.subscribe(reader.url)).status).toBe(429);
    expect((await hub.subscribe(`${reader.url}/subscribed`)).status).toBe(202);
    await hub.pass(11 * MINUTE);
    expect((await hub.subscribe(reader.url)).status).toBe(202);
  });

  it('that confirms nothing is asked no more than that, and is free again ten minutes later', async () => {
    const hub = await openHub();
    const victim = await openSubscriber((_request, response) => void response.writeHead(404).end());
    const ask = (n: number) => hub.subscribe(callbackOf(n, victim.port));
    for (let n = 0; n < 20; n++) expect((await ask(n)).status).toBe(202);
    expect((await ask(20)).status).toBe(429);
    expect(victim.received).toHaveLength(20);
    await hub.pass(11 * MINUTE);
    expect((await ask(20)).status).toBe(202);
  });
});
