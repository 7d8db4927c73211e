import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createNodeFetch } from '../../src/adapters/node/guarded-fetch.ts';
import type { Ports } from '../../src/domain/ports.ts';
import {
  ALL,
  answering,
  closeSubscribers,
  MINUTE,
  type OpenHub,
  openHub,
  openSubscriber,
  PUBLIC_URL,
  TOKEN,
} from './open-hub.ts';

afterAll(closeSubscribers);

const CALLBACK = 'https://reader.example/callback';
const GOOD: Record<string, string> = { 'hub.mode': 'subscribe', 'hub.topic': ALL, 'hub.callback': CALLBACK };
const without = (field: string) => Object.entries(GOOD).filter(([name]) => name !== field);
const with_ = (more: Record<string, string>): [string, string][] => Object.entries({ ...GOOD, ...more });
const twice = (field: string, value = GOOD[field] ?? '1'): [string, string][] => [
  ...Object.entries({ [field]: value, ...GOOD }),
  [field, value],
];

interface Answer {
  type: string;
  detail: string;
  errors?: { field: string; detail: string }[];
}

describe('a request to the hub', () => {
  let hub: OpenHub;
  beforeAll(async () => {
    // As the service runs: only public addresses.
    const wrap = (ports: Ports): Ports => ({ ...ports, fetch: createNodeFetch({ clock: ports.clock }) });
    hub = await openHub({ settings: { HUB_CALLBACKS: 'public' }, wrap });
  });

  it.each<[string, [string, string][] | string, string]>([
    ['no mode', without('hub.mode'), 'hub.mode'],
    ['no topic', without('hub.topic'), 'hub.topic'],
    ['no callback', without('hub.callback'), 'hub.callback'],
    ['nothing at all', '', 'hub.mode'],
    ['an unknown mode', with_({ 'hub.mode': 'retrieve' }), 'hub.mode'],
    ['a mode in capitals', with_({ 'hub.mode': 'SUBSCRIBE' }), 'hub.mode'],
    ['two modes', twice('hub.mode'), 'hub.mode'],
    ['two topics', twice('hub.topic'), 'hub.topic'],
    ['two callbacks', twice('hub.callback'), 'hub.callback'],
    ['two secrets', twice('hub.secret'), 'hub.secret'],
    ['two leases', twice('hub.lease_seconds'), 'hub.lease_seconds'],
    ['a secret of 200 bytes', with_({ 'hub.secret': 'é'.repeat(100) }), 'hub.secret'],
    ['a lease in words', with_({ 'hub.lease_seconds': 'for ever' }), 'hub.lease_seconds'],
    ['a negative lease', with_({ 'hub.lease_seconds': '-1' }), 'hub.lease_seconds'],
    ['a broken lease', with_({ 'hub.lease_seconds': '1e3' }), 'hub.lease_seconds'],
    ['a lease of 13 digits', with_({ 'hub.lease_seconds': '9'.repeat(13) }), 'hub.lease_seconds'],
    ['a long topic', with_({ 'hub.topic': `${ALL}?${'x'.repeat(2048)}` }), 'hub.topic'],
    ['somebody else’s topic', with_({ 'hub.topic': 'https://other.example/feeds/all.rss' }), 'hub.topic'],
    [
      'a topic that only begins like ours',
      with_({ 'hub.topic': `${PUBLIC_URL}.evil.example/feeds/all.rss` }),
      'hub.topic',
    ],
    ['a topic that is no feed', with_({ 'hub.topic': `${PUBLIC_URL}/articles/one` }), 'hub.topic'],
    ['an unknown topic', with_({ 'hub.topic': `${PUBLIC_URL}/feeds/nonsense.rss` }), 'hub.topic'],
    ['a topic without a format', with_({ 'hub.topic': `${PUBLIC_URL}/feeds/all` }), 'hub.topic'],
    ['a topic of another scheme', with_({ 'hub.topic': 'http://news.example/feeds/all.rss' }), 'hub.topic'],
    [
      'a topic spelled otherwise',
      with_({ 'hub.topic': `${PUBLIC_URL}/feeds/section/Local%20News.rss` }),
      'hub.topic',
    ],
    ['a topic with a tracker', with_({ 'hub.topic': `${ALL}?utm_source=x` }), 'hub.topic'],
    [
      'a topic with broken escapes',
      with_({ 'hub.topic': `${PUBLIC_URL}/feeds/tag/%E0%A4%A.rss` }),
      'hub.topic',
    ],
    ['a page of the archive', with_({ 'hub.topic': `${ALL}?page=1` }), 'hub.topic'],
    ['a forged cursor', with_({ 'hub.topic': `${ALL}?before=x` }), 'hub.topic'],
    ['a callback that is no address', with_({ 'hub.callback': 'reader.example/callback' }), 'hub.callback'],
    ['a callback without a host', with_({ 'hub.callback': 'https://' }), 'hub.callback'],
    ['a callback over http', with_({ 'hub.callback': 'http://reader.example/' }), 'hub.callback'],
    ['a script as callback', with_({ 'hub.callback': 'javascript:alert(1)' }), 'hub.callback'],
    ['a file as callback', with_({ 'hub.callback': 'file:///etc/passwd' }), 'hub.callback'],
    ['this machine', with_({ 'hub.callback': 'https://localhost/' }), 'hub.callback'],
    ['this machine by number', with_({ 'hub.callback': 'https://127.0.0.1/' }), 'hub.callback'],
    ['this machine in hex', with_({ 'hub.callback': 'https://0x7f.1/' }), 'hub.callback'],
    ['this machine in IPv6', with_({ 'hub.callback': 'https://[::1]/' }), 'hub.callback'],
    ['a private network', with_({ 'hub.callback': 'https://10.0.0.1/' }), 'hub.callback'],
    ['a cloud’s metadata', with_({ 'hub.callback': 'https://169.254.169.254/' }), 'hub.callback'],
    ['an internal name', with_({ 'hub.callback': 'https://metadata.google.internal/' }), 'hub.callback'],
    ['another port', with_({ 'hub.callback': 'https://reader.example:8443/' }), 'hub.callback'],
    ['a password', with_({ 'hub.callback': 'https://u:p@reader.example/' }), 'hub.callback'],
    ['a fragment', with_({ 'hub.callback': `${CALLBACK}#x` }), 'hub.callback'],
    ['a line feed', with_({ 'hub.callback': 'https://reader.example/a\nb' }), 'hub.callback'],
    [
      'bytes that are no text',
      `hub.mode=subscribe&hub.topic=${ALL}&hub.callback=https://reader.example/%ff`,
      'hub.callback',
    ],
    ['a long callback', with_({ 'hub.callback': `${CALLBACK}?${'x'.repeat(2048)}` }), 'hub.callback'],
    ['the hub itself as callback', with_({ 'hub.callback': `${PUBLIC_URL}/hub` }), 'hub.callback'],
  ])('with %s is a problem that names the field', async (_name, fields, field) => {
    const answer = await hub.post(fields);
    const problem = (await answer.json()) as Answer;
    expect(answer.status).toBe(422);
    expect(answer.headers.get('Content-Type')).toBe('application/problem+json');
    expect(problem.type).toBe(`${PUBLIC_URL}/problems/invalid-subscription`);
    expect(problem.errors?.map((error) => error.field)).toContain(field);
    expect(await hub.rows('SELECT * FROM hub_requests')).toEqual([]);
  });

  it('with several mistakes is told of all of them, and never of its secret', async () => {
    const secret = 'hush'.repeat(60);
    const fields = {
      'hub.mode': 'subscribe',
      'hub.callback': 'x',
      'hub.lease_seconds': 'y',
      'hub.secret': secret,
    };
    const answer = await hub.post(fields);
    const text = await answer.text();
    expect((JSON.parse(text) as Answer).errors?.map(({ field }) => field).sort()).toEqual([
      'hub.callback',
      'hub.lease_seconds',
      'hub.secret',
      'hub.topic',
    ]);
    expect(text + hub.logged.join()).not.toContain('hush');
  });

  it('says how a feed’s address is to be spelled', async () => {
    const answer = await hub.post(with_({ 'hub.topic': `${PUBLIC_URL}/feeds/all.rss?tag=b&tag=a` }));
    const { detail } = (await answer.json()) as Answer;
    expect(detail).toBe(`hub.topic is to be spelled ${PUBLIC_URL}/feeds/all.rss?tag=a&tag=b.`);
  });

  it('is taken with parameters it does not know, and at the limits', async () => {
    const more = { 'hub.verify': 'sync', 'hub.verify_token': 'x', other: 'y', 'hub.secret': 'x'.repeat(199) };
    const charset = { 'Content-Type': 'application/x-www-form-urlencoded; charset=UTF-8' };
    const long = `${CALLBACK}?${'x'.repeat(2048 - CALLBACK.length - 1)}`;
    expect((await hub.post(with_({ ...more, 'hub.callback': long }), charset)).status).toBe(202);
    await hub.database.prepare('DELETE FROM hub_requests').run();
  });

  it.each([
    ['application/json', '{}', 415],
    ['multipart/form-data; boundary=x', '--x--', 415],
    ['application/x-www-form-urlencoded; charset=utf-16', 'x', 415],
    ['', 'x', 415],
    ['application/x-www-form-urlencoded', 'x'.repeat(32_769), 413],
    ['application/x-www-form-urlencoded', '&'.repeat(32_768), 422],
    ['application/x-www-form-urlencoded', '%%%=%', 422],
  ])('of the type %j with such a body is refused', async (type, body, status) => {
    const answer = await hub.post(body, { 'Content-Type': type });
    expect(answer.status).toBe(status);
    expect(answer.headers.get('Content-Type')).toBe('application/problem+json');
  });

  it('by another method says which it takes', async () => {
    const answer = await hub.app.request('/hub', { method: 'PUT' });
    expect([answer.status, answer.headers.get('Allow')]).toEqual([405, 'GET, HEAD, POST']);
    const page = await hub.app.request('/hub');
    expect([page.status, page.headers.get('Content-Type')]).toEqual([200, 'text/plain; charset=UTF-8']);
    expect(await page.text()).toContain(`${PUBLIC_URL}/feeds/all.rss`);
  });

  it('from the publisher tells of a change, with the token only', async () => {
    const ping = { 'hub.mode': 'publish', 'hub.url': ALL };
    const authorized = { Authorization: `Bearer ${TOKEN}` };
    expect((await hub.post(ping)).status).toBe(401);
    expect((await hub.post(ping, { Authorization: 'Bearer wrong' })).status).toBe(401);
    expect((await hub.post(ping, authorized)).status).toBe(202);
    expect((await hub.post({ 'hub.mode': 'publish', 'hub.topic': ALL }, authorized)).status).toBe(202);
    expect((await hub.post({ 'hub.mode': 'publish' }, authorized)).status).toBe(422);
    expect((await hub.post({ ...ping, 'hub.url': 'https://other.example/' }, authorized)).status).toBe(422);
    await hub.settle();
  });
});

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
