import { beforeAll, describe, expect, it } from 'vitest';
import { createNodeFetch } from '../../src/adapters/node/guarded-fetch.ts';
import type { Ports } from '../../src/domain/ports.ts';
import { ALL, type OpenHub, openHub, PUBLIC_URL, TOKEN } from './open-hub.ts';

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
