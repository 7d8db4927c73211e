import { afterAll, describe, expect, it } from 'vitest';
import type { Ports } from '../../src/domain/ports.ts';
import { MINUTE } from '../still-service.ts';
import { answering, closeSubscribers, openHub, openSubscriber } from './open-hub.ts';

afterAll(closeSubscribers);

describe('a callback', () => {
  it('that hangs is given up, and subscribes nobody', async () => {
    // The guard’s time limits are real time: these are short ones.
    const wrap = (ports: Ports): Ports => ({
      ...ports,
      fetch: {
        ...ports.fetch,
        get: (url, options) => ports.fetch.get(url, { ...options, timeoutMs: 30 }),
        post: (url, options) => ports.fetch.post(url, { ...options, timeoutMs: 30 }),
      },
    });
    const hub = await openHub({ wrap });
    const reader = await openSubscriber(() => undefined);
    await hub.subscribe(reader.url);
    expect(await hub.rows('SELECT failure FROM hub_requests')).toEqual([{ failure: 'too-slow' }]);
  });

  it('that answers 100 MB to a verification is cut off and subscribes nobody', async () => {
    const hub = await openHub();
    const chunk = Buffer.alloc(1_048_576);
    let sent = 0;
    const reader = await openSubscriber((_request, response) => {
      const send = () => {
        while (!response.destroyed && sent < 100 && response.write(chunk)) sent++;
        if (!response.destroyed && sent < 100) response.once('drain', send);
      };
      send();
    });
    await hub.subscribe(reader.url);
    expect(await hub.rows('SELECT failure, next_at FROM hub_requests')).toEqual([
      { failure: 'too-large', next_at: null },
    ]);
    expect(sent).toBeLessThan(50);
  });

  it('that answers 100 MB to a delivery has taken it', async () => {
    const hub = await openHub();
    const reader = await openSubscriber();
    await hub.subscribe(reader.url);
    reader.answer = (_request, response) => {
      const send = () => {
        while (!response.destroyed && response.write(Buffer.alloc(1_048_576)));
        if (!response.destroyed) response.once('drain', send);
      };
      send();
    };
    await hub.publish('one', 'One');
    expect(await hub.rows('SELECT * FROM hub_deliveries')).toEqual([]);
  });

  it('that redirects is not followed, to a verification or a delivery', async () => {
    const hub = await openHub();
    const elsewhere = await openSubscriber();
    const reader = await openSubscriber(answering(307, { Location: elsewhere.url }));
    await hub.subscribe(reader.url);
    await hub.publish('one', 'One');
    reader.answer = (_request, response) => void response.writeHead(307, { Location: elsewhere.url }).end();
    await hub.subscribe(`${reader.url}/2`);
    expect(await hub.rows("SELECT failure FROM hub_requests WHERE callback LIKE '%/2'")).toEqual([
      { failure: '307' },
    ]);
    await hub.publish('two', 'Two');
    expect(elsewhere.received).toEqual([]);
  });

  it('whose name leads into a private network when it is asked is never reached', async () => {
    let address = '127.0.0.1';
    const hub = await openHub({ resolve: async () => [{ address, family: 4 }] });
    const reader = await openSubscriber();
    address = '10.0.0.1';
    await hub.subscribe(`${reader.url}/before`);
    expect(await hub.rows('SELECT failure, next_at FROM hub_requests')).toEqual([
      { failure: 'address', next_at: null },
    ]);
    address = '127.0.0.1';
    await hub.subscribe(reader.url);
    address = '169.254.169.254';
    await hub.publish('one', 'One');
    expect(reader.deliveries).toEqual([]);
    expect(await hub.rows('SELECT failure FROM hub_deliveries')).toEqual([{ failure: 'address' }]);
    address = '127.0.0.1';
    await hub.pass(MINUTE);
    expect(reader.titles).toEqual(['One']);
  });

  it('may be a hub that asks this one: the circle ends there', async () => {
    const hub = await openHub();
    let calls = 0;
    const loop = await openSubscriber((request, response) => {
      calls++;
      if (request.method === 'GET') return void response.end(request.query.get('hub.challenge') ?? '');
      const type = { 'Content-Type': request.headers['content-type'] ?? '' };
      void Promise.resolve(hub.post(request.body.toString(), type)).then(({ status }) =>
        response.writeHead(status).end(),
      );
    });
    await hub.subscribe(loop.url);
    await hub.publish('one', 'One');
    expect(calls).toBe(2);
    expect(await hub.rows('SELECT failure FROM hub_deliveries')).toEqual([{ failure: '415' }]);
  });

  it('and its secret stand in no line of the log and in no answer', async () => {
    const hub = await openHub();
    const reader = await openSubscriber();
    await hub.subscribe(`${reader.url}?capability=xyzzy`, { 'hub.secret': 'hush-hush' });
    reader.answer = answering(500);
    await hub.publish('one', 'One');
    for (let hour = 0; hour < 30; hour++) await hub.pass(3600);
    expect(hub.logged.length).toBeGreaterThan(0);
    expect(hub.logged.join()).not.toMatch(/xyzzy|hush-hush/);
  });
});
