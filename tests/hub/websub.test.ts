import { createHmac } from 'node:crypto';
import { afterAll, describe, expect, it } from 'vitest';
import { DAY, HOUR, MINUTE } from '../still-service.ts';
import { ALL, answering, closeSubscribers, openHub, openSubscriber, PUBLIC_URL, TOKEN } from './open-hub.ts';

// What the W3C's hub tests 100 to 106 ask of a hub, and what follows from the Recommendation besides.

afterAll(closeSubscribers);

async function openBoth(options = {}) {
  const hub = await openHub(options);
  await hub.publish('first', 'A first article', { section: 'Local' });
  const reader = await openSubscriber();
  return { hub, reader };
}

describe('a subscription', () => {
  it('is accepted at once and verified afterwards, with the callback’s own query in its place', async () => {
    const { hub, reader } = await openBoth();
    const fields = { 'hub.mode': 'subscribe', 'hub.topic': ALL, 'hub.callback': `${reader.url}?id=7&x=%20` };
    const answer = await hub.post(fields);
    expect([answer.status, reader.received.length]).toEqual([202, 0]);
    await hub.settle();
    expect(reader.received[0]?.path).toBe('/callback');
    expect(reader.verifications).toEqual([
      {
        id: '7',
        x: ' ',
        'hub.mode': 'subscribe',
        'hub.topic': ALL,
        'hub.challenge': expect.stringMatching(/^[0-9a-f]{48}$/),
        'hub.lease_seconds': String(10 * DAY),
      },
    ]);
    expect(await hub.rows('SELECT feed, host FROM hub_subscriptions')).toEqual([
      { feed: '/feeds/all.rss', host: `reader.example:${reader.port}` },
    ]);
  });

  it('gets the whole feed with its type, its links and a signature when there is something new', async () => {
    const { hub, reader } = await openBoth();
    await hub.subscribe(reader.url, { 'hub.secret': 's3cret 🔑' });
    await hub.publish('second', 'A second article');
    const [delivery, ...more] = reader.deliveries;
    expect(more).toEqual([]);
    expect(delivery?.path).toBe('/callback');
    expect(delivery?.headers['content-type']).toBe('application/rss+xml; charset=utf-8');
    expect(delivery?.headers.link).toBe(`<${ALL}>; rel="self", <${PUBLIC_URL}/hub>; rel="hub"`);
    expect(delivery?.body.equals(await hub.feed())).toBe(true);
    expect(reader.titles).toEqual(['A second article']);
    const expected = createHmac('sha256', 's3cret 🔑')
      .update(delivery?.body ?? '')
      .digest('hex');
    expect(delivery?.headers['x-hub-signature']).toBe(`sha256=${expected}`);
  });

  it.each([
    ['/feeds/all.rss', 'application/rss+xml; charset=utf-8'],
    ['/feeds/section/local.atom', 'application/atom+xml; charset=utf-8'],
    ['/feeds/lang/en.json?content=summary', 'application/feed+json; charset=utf-8'],
    ['/feeds/all.json?lang=en&section=local', 'application/feed+json; charset=utf-8'],
  ])('to %s gets what a GET gets, as %s', async (path, type) => {
    const { hub, reader } = await openBoth();
    await hub.subscribe(reader.url, { 'hub.topic': PUBLIC_URL + path });
    await hub.publish('second', 'A second article', { section: 'Local' });
    expect(reader.deliveries).toHaveLength(1);
    expect(reader.deliveries[0]?.headers['content-type']).toBe(type);
    expect(reader.deliveries[0]?.body.equals(await hub.feed(path))).toBe(true);
    expect(reader.deliveries[0]?.headers['x-hub-signature']).toBeUndefined();
  });

  it('to a section hears of that section only, corrections and withdrawals included', async () => {
    const { hub, reader } = await openBoth();
    await hub.subscribe(reader.url, { 'hub.topic': `${PUBLIC_URL}/feeds/section/local.rss` });
    await hub.publish('elsewhere', 'Elsewhere', { section: 'World' });
    expect(reader.deliveries).toHaveLength(0);
    await hub.publish('first', 'A corrected article', { section: 'Local' });
    expect(reader.titles).toEqual(['A corrected article']);
    await hub.withdraw('first');
    expect(reader.deliveries).toHaveLength(2);
    expect(reader.deliveries[1]?.body.toString()).not.toContain('corrected');
  });

  it('to several topics at once is left alone where nothing it shows has changed', async () => {
    const { hub, reader } = await openBoth();
    const topic = `${PUBLIC_URL}/feeds/all.rss?lang=en&section=local`;
    await hub.subscribe(reader.url, { 'hub.topic': topic });
    await hub.publish('second', 'A second article', { section: 'Local' });
    expect(reader.deliveries).toHaveLength(1);
    await hub.publish('third', 'A third article', { section: 'World' });
    expect(reader.deliveries).toHaveLength(1);
    expect(await hub.rows('SELECT * FROM hub_deliveries')).toEqual([]);
  });

  it('hears of a post that is taken down, with the sweep', async () => {
    const { hub, reader } = await openBoth();
    const quote =
      '<p>See.</p><blockquote class="twitter-tweet"><p>Regrettable words</p>&mdash; Ada (@ada) <a href="https://x.com/ada/status/1797753265873129095">June 3, 2024</a></blockquote>';
    await hub.publish('quoting', 'Quoting', { html: quote });
    await hub.subscribe(reader.url);
    const headers = { Authorization: `Bearer ${TOKEN}` };
    await hub.app.request('/cards/x/1797753265873129095', { method: 'DELETE', headers });
    await hub.pass(MINUTE);
    expect(reader.deliveries).toHaveLength(1);
    expect(reader.deliveries[0]?.body.toString()).not.toContain('Regrettable');
  });

  it('is for the lease that was asked for, within five minutes and thirty days', async () => {
    for (const [asked, given] of [
      ['3600', HOUR],
      ['1', 5 * MINUTE],
      ['0', 10 * DAY],
      ['', 10 * DAY],
      ['999999999', 30 * DAY],
    ] as const) {
      const { hub, reader } = await openBoth();
      await hub.subscribe(reader.url, { 'hub.lease_seconds': asked });
      expect(reader.verifications[0]?.['hub.lease_seconds']).toBe(String(given));
    }
  });

  it('ends with its lease, whether or not anybody sweeps', async () => {
    const { hub, reader } = await openBoth();
    await hub.subscribe(reader.url, { 'hub.lease_seconds': '3600' });
    hub.clock.advance(HOUR - 1);
    await hub.publish('second', 'Just in time');
    hub.clock.advance(1);
    await hub.publish('third', 'Too late');
    expect(reader.titles).toEqual(['Just in time']);
    await hub.pass(MINUTE);
    for (const table of ['hub_subscriptions', 'hub_deliveries', 'hub_feeds', 'hub_feed_topics']) {
      expect(await hub.rows(`SELECT * FROM ${table}`)).toEqual([]);
    }
  });

  it('is renewed by asking again, with another lease and another secret', async () => {
    const { hub, reader } = await openBoth();
    await hub.subscribe(reader.url, { 'hub.lease_seconds': '3600', 'hub.secret': 'old' });
    hub.clock.advance(HOUR / 2);
    await hub.subscribe(reader.url, { 'hub.lease_seconds': '7200', 'hub.secret': 'new' });
    expect(await hub.rows('SELECT count(*) AS n FROM hub_subscriptions')).toEqual([{ n: 1 }]);
    hub.clock.advance(HOUR);
    await hub.publish('second', 'A second article');
    const [delivery] = reader.deliveries;
    const signature = createHmac('sha256', 'new')
      .update(delivery?.body ?? '')
      .digest('hex');
    expect(delivery?.headers['x-hub-signature']).toBe(`sha256=${signature}`);
  });

  it('ends when the callback confirms that it wants no more', async () => {
    const { hub, reader } = await openBoth();
    await hub.subscribe(reader.url);
    await hub.subscribe(reader.url, { 'hub.mode': 'unsubscribe' });
    expect(reader.verifications[1]).toEqual({
      'hub.mode': 'unsubscribe',
      'hub.topic': ALL,
      'hub.challenge': expect.any(String),
    });
    expect(await hub.rows('SELECT * FROM hub_subscriptions')).toEqual([]);
    await hub.publish('second', 'A second article');
    expect(reader.deliveries).toEqual([]);
  });

  it('goes on where the callback does not confirm an end, or a renewal', async () => {
    const { hub, reader } = await openBoth();
    await hub.subscribe(reader.url, { 'hub.secret': 'mine', 'hub.lease_seconds': '7200' });
    const before = await hub.rows('SELECT * FROM hub_subscriptions');
    reader.answer = (_request, response) => void response.writeHead(404).end();
    await hub.subscribe(reader.url, { 'hub.mode': 'unsubscribe' });
    await hub.subscribe(reader.url, { 'hub.secret': 'stolen', 'hub.lease_seconds': '300' });
    expect(await hub.rows('SELECT * FROM hub_subscriptions')).toEqual(before);
    reader.answer = answering(204);
    await hub.publish('second', 'A second article');
    expect(reader.deliveries).toHaveLength(1);
  });

  it('of one callback to two feeds, and of two callbacks to one feed, are different ones', async () => {
    const { hub, reader } = await openBoth();
    await hub.subscribe(reader.url);
    await hub.subscribe(`${reader.url}/2`);
    await hub.subscribe(reader.url, { 'hub.topic': `${PUBLIC_URL}/feeds/all.atom` });
    await hub.publish('second', 'A second article');
    expect(reader.deliveries.map(({ path }) => path).sort()).toEqual([
      '/callback',
      '/callback',
      '/callback/2',
    ]);
  });

  it('to a feed that no article was ever in is denied, with the reason', async () => {
    const { hub, reader } = await openBoth();
    const topic = `${PUBLIC_URL}/feeds/tag/unheard-of.rss`;
    const answer = await hub.subscribe(reader.url, { 'hub.topic': topic });
    expect(answer.status).toBe(202);
    expect(reader.verifications).toEqual([
      { 'hub.mode': 'denied', 'hub.topic': topic, 'hub.reason': expect.stringContaining('No article') },
    ]);
    expect(await hub.rows('SELECT * FROM hub_subscriptions')).toEqual([]);
  });

  it('to everything is possible before the first article', async () => {
    const hub = await openHub();
    const reader = await openSubscriber();
    await hub.subscribe(reader.url);
    await hub.publish('first', 'The very first');
    expect(reader.titles).toEqual(['The very first']);
  });
});

describe('a verification', () => {
  it.each([
    ['another challenge', 200, 'something else'],
    ['the challenge and more', 200, 'echo '],
    ['nothing', 200, ''],
    ['404', 404, 'echo'],
    ['a redirect', 302, 'echo'],
  ])('that is answered with %s subscribes nobody, and is not repeated', async (_name, status, body) => {
    const { hub, reader } = await openBoth();
    reader.answer = ({ query }, response) => {
      const text = body.startsWith('echo') ? `${query.get('hub.challenge')}${body.slice(4)}` : body;
      response.writeHead(status, { Location: 'http://elsewhere.example/' }).end(text);
    };
    await hub.subscribe(reader.url);
    await hub.pass(10 * MINUTE);
    expect(reader.received).toHaveLength(1);
    expect(await hub.rows('SELECT * FROM hub_subscriptions')).toEqual([]);
  });

  it('of a callback that is down is tried three times, and then forgotten', async () => {
    const { hub, reader } = await openBoth();
    reader.answer = (_request, response) => void response.writeHead(503).end();
    await hub.subscribe(reader.url);
    expect(await hub.rows('SELECT attempts, failure FROM hub_requests')).toEqual([
      { attempts: 1, failure: '503' },
    ]);
    for (let minute = 0; minute < 8; minute++) await hub.pass(MINUTE);
    expect(reader.received).toHaveLength(3);
    expect(await hub.rows('SELECT next_at FROM hub_requests')).toEqual([{ next_at: null }]);
    await hub.pass(10 * MINUTE);
    expect(await hub.rows('SELECT * FROM hub_requests')).toEqual([]);
  });

  it('comes about once the callback is up again', async () => {
    const { hub, reader } = await openBoth();
    const { answer } = reader;
    reader.answer = (_request, response) => void response.socket?.destroy();
    await hub.subscribe(reader.url);
    reader.answer = answer;
    await hub.pass(MINUTE);
    expect(await hub.rows('SELECT count(*) AS n FROM hub_subscriptions')).toEqual([{ n: 1 }]);
  });

  it('misses no change that comes while the callback is being asked', async () => {
    const { hub, reader } = await openBoth();
    let consent = () => undefined as unknown;
    const asked = new Promise<void>((resolve) => {
      reader.answer = ({ query }, response) => {
        consent = () => response.end(query.get('hub.challenge') ?? '');
        resolve();
      };
    });
    const subscribing = hub.subscribe(reader.url);
    await asked;
    reader.answer = answering(200);
    await hub.publish('second', 'In between');
    consent();
    await subscribing;
    expect(reader.titles).toEqual(['In between']);
  });

  it('of an earlier request does not count once a later one has taken its place', async () => {
    const { hub, reader } = await openBoth();
    const fields = { 'hub.topic': ALL, 'hub.callback': reader.url };
    await hub.post({ ...fields, 'hub.mode': 'subscribe', 'hub.secret': 'one' });
    await hub.post({ ...fields, 'hub.mode': 'subscribe', 'hub.secret': 'two' });
    await hub.settle();
    expect(reader.verifications).toHaveLength(1);
    expect(await hub.rows('SELECT secret FROM hub_subscriptions')).toEqual([{ secret: 'two' }]);
  });
});
