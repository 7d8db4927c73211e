import { beforeEach, describe, expect, it } from 'vitest';
import type { FetchOutcome, PostOptions } from '../../src/domain/ports.ts';
import { pingOutsideHub } from '../../src/hub/outside-hub.ts';
import { type MadeKey, openPartnerHouse, type PartnerHouse, PUBLIC_URL } from './partner-house.ts';

const CALLBACK = 'https://reader.example/callback?id=7';

let house: PartnerHouse;
let link: MadeKey;
let topic: string;
/** What the callback was asked, what it was sent, and how it answers a challenge. */
let asked: URL[];
let sent: PostOptions[];
let consent: (challenge: string) => string;

const answer = (url: string, status: number, body = ''): FetchOutcome => ({
  outcome: 'answered',
  url,
  status,
  contentType: 'text/plain',
  body: new TextEncoder().encode(body),
});

beforeEach(async () => {
  asked = [];
  sent = [];
  consent = (challenge) => challenge;
  house = await openPartnerHouse((ports) => ({
    ...ports,
    fetch: {
      refusalOf: () => undefined,
      async get(url) {
        const address = new URL(url);
        asked.push(address);
        return answer(url, 200, consent(address.searchParams.get('hub.challenge') ?? ''));
      },
      async post(url, options) {
        sent.push(options);
        return answer(url, 204);
      },
    },
  }));
  await house.product('sport', { permit: ['section/sport'] });
  await house.product('all');
  await house.partner('herald', ['sport', 'all']);
  link = await house.makeKey('herald', { link: 'sport' });
  topic = `${link.feed}.atom`;
});

const hub = async (fields: Record<string, string> = {}) =>
  house.app.request('/hub', {
    method: 'POST',
    headers: { 'Content-Type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams({
      'hub.mode': 'subscribe',
      'hub.topic': topic,
      'hub.callback': CALLBACK,
      'hub.secret': 'hush',
      ...fields,
    }).toString(),
  });
const publish = async (id: string, section = 'Sport') => {
  await house.article(id, { section });
  await house.settle();
  house.advance(1);
};
const subscriptions = async () =>
  (await house.rows('SELECT feed FROM hub_subscriptions')).map(({ feed }) => feed);
const words = ({ body }: PostOptions) => new TextDecoder().decode(body);

describe('a partner that subscribes to the feed of its link', () => {
  it('is sent that feed as it changes, and it goes on record', async () => {
    const found = await house.get(topic);
    expect(found.headers.get('Link')).toBe(`<${PUBLIC_URL}/hub>; rel="hub", <${topic}>; rel="self"`);
    expect((await hub()).status).toBe(202);
    expect(asked.map(({ searchParams }) => searchParams.get('hub.topic'))).toEqual([topic]);
    expect(asked[0]?.searchParams.get('id')).toBe('7');
    await publish('match');
    await publish('opera', 'Culture');
    expect(sent).toHaveLength(1);
    const [first] = sent;
    if (!first) throw new Error('nothing was sent');
    expect(words(first)).toContain('The words of match.');
    expect(words(first)).toBe(await (await house.get(topic)).text());
    expect(first.headers['Content-Type']).toContain('application/atom+xml');
    expect(first.headers['X-Hub-Signature']).toMatch(/^sha256=[0-9a-f]{64}$/);
    await house.withdraw('match');
    await house.settle();
    expect(sent).toHaveLength(2);
    expect(
      await house.rows(`SELECT article_id, version, change FROM partner_pickups WHERE way = 'websub'`),
    ).toEqual([
      { article_id: 'match', version: 1, change: 'held' },
      { article_id: 'match', version: 2, change: 'withdrawn' },
    ]);
  });

  it('leaves nothing of its key in the tables of the hub, in what is sent or in the log', async () => {
    await hub();
    await publish('match');
    const secret = link.key.slice(14);
    for (const table of [
      'hub_subscriptions',
      'hub_requests',
      'hub_feeds',
      'hub_feed_topics',
      'hub_deliveries',
    ])
      expect(JSON.stringify(await house.rows(`SELECT * FROM ${table}`))).not.toContain(secret);
    expect(JSON.stringify([sent.map(words), sent.map(({ headers }) => headers), house.logged])).not.toContain(
      secret,
    );
    expect(await subscriptions()).toEqual([`partner/${link.prefix}/sport.atom`]);
  });

  it.each<[string, () => Promise<unknown>]>([
    ['its key is revoked', () => house.asPublisher('DELETE', `/partners/herald/keys/${link.prefix}`)],
    ['it loses the product', () => house.partner('herald', ['all'])],
    ['its contract ends', () => house.asPublisher('DELETE', '/partners/herald')],
    [
      'the product is told in another form',
      () => house.product('sport', { permit: ['section/sport'], profile: 'msn' }),
    ],
  ])('is sent nothing more once %s, and is no subscriber any more', async (_, end) => {
    await hub();
    await publish('match');
    expect(sent).toHaveLength(1);
    await end();
    await publish('race');
    expect([sent.length, await subscriptions()]).toEqual([1, []]);
    await house.partner('herald', ['sport', 'all']);
    await publish('final');
    expect(sent).toHaveLength(1);
  });

  it('is sent nothing more once its key has expired', async () => {
    const expiresAt = new Date(house.ports.clock.now().getTime() + 60_000).toISOString();
    const { feed } = await house.makeKey('herald', { link: 'all', expiresAt });
    expect((await hub({ 'hub.topic': `${feed}.rss` })).status).toBe(202);
    await publish('match');
    house.advance(60);
    await publish('race');
    expect([sent.length, await subscriptions()]).toEqual([1, []]);
  });

  it('is sent what its contract held back when that is over', async () => {
    await house.product('sport', { permit: ['section/sport'], embargoMinutes: 30 });
    await hub();
    await publish('match');
    expect(sent).toEqual([]);
    house.advance(30 * 60);
    await house.settle();
    expect(sent.map(words).join()).toContain('The words of match.');
  });

  it('may end it, or renew it', async () => {
    await hub();
    await hub({ 'hub.secret': 'another' });
    expect(await subscriptions()).toHaveLength(1);
    expect((await hub({ 'hub.mode': 'unsubscribe' })).status).toBe(202);
    expect(await subscriptions()).toEqual([]);
  });

  it.each<[string, () => string]>([
    ['another product', () => topic.replace('sport.atom', 'all.atom')],
    ['a format that the product has not', () => topic.replace('.atom', '.xml')],
    ['no format', () => topic.replace('.atom', '')],
    ['a query', () => `${topic}?a=1`],
    ['a fragment', () => `${topic}#a`],
    ['a key of its first letters alone', () => topic.replace(link.key, link.prefix)],
    ['a forged key', () => topic.replace(link.key, `${link.key.slice(0, 14)}${'0'.repeat(40)}`)],
    ['the feed that wants a header', () => `${PUBLIC_URL}/partners/feeds/sport.atom`],
    ['the name that the hub has for it', () => `${PUBLIC_URL}/partner/${link.prefix}/sport.atom`],
    ['a topic of the product', () => `${PUBLIC_URL}/feeds/product/sport.atom`],
  ])('is refused %s', async (_, made) => {
    const refused = await hub({ 'hub.topic': made() });
    expect(refused.status).toBe(422);
    expect(await refused.text()).not.toContain(link.key.slice(14));
    expect([asked, await house.rows('SELECT * FROM hub_requests')]).toEqual([[], []]);
  });

  it('is told at once that its callback did not want it, and is not asked again', async () => {
    consent = () => 'no';
    expect((await hub()).status).toBe(422);
    await house.settle();
    house.advance(120);
    await house.settle();
    expect([asked.length, await subscriptions()]).toEqual([1, []]);
  });

  it('asks with its key, whose minute it is', async () => {
    await house.partner('herald', ['sport', 'all'], { requestsPerMinute: 1 });
    expect((await hub()).status).toBe(202);
    const refused = await hub();
    expect([refused.status, refused.headers.get('Retry-After')]).toEqual([429, '60']);
  });
});

describe('an outside hub', () => {
  it('hears nothing of products', async () => {
    await house.rows(`INSERT INTO outside_hubs (address, next_at) VALUES ('https://hub.example/', '2026')`);
    await house.article('match', { section: 'Sport' });
    await pingOutsideHub(house.ports, PUBLIC_URL);
    expect(sent.map(words).join()).toContain('section%2Fsport');
    expect(sent.map(words).join()).not.toContain('product');
    expect(await house.rows('SELECT * FROM outside_hub_pings')).toEqual([]);
  });
});
