import type { ServerResponse } from 'node:http';
import { afterAll, describe, expect, it } from 'vitest';
import { createNodeFetch, type ResolvedAddress } from '../../src/adapters/node/guarded-fetch.ts';
import type { Fetch } from '../../src/domain/ports.ts';
import { checkSignature } from '../../src/sources/webhooks/webhook-signature.ts';
import { openLocalServer } from '../local-server.ts';
import { openPartnerHouse } from './partner-house.ts';

interface Endpoint {
  id: string;
  state: string;
  failure?: string;
  secret?: string;
  waiting: number;
  dead: number;
}

interface Received {
  path: string;
  headers: Headers;
  body: Uint8Array<ArrayBuffer>;
}

/** How each address of the server of this test answers a message; to a verification it may answer otherwise. */
const ANSWERS: Record<string, (response: ServerResponse, challenge: string | undefined) => void> = {
  '/good': (response, challenge) => response.end(challenge ?? ''),
  '/mirror': (response, challenge) => response.end(JSON.stringify({ challenge })),
  '/wrong': (response) => response.end('hello'),
  '/moves': (response, challenge) => {
    if (challenge) response.end(challenge);
    else response.writeHead(302, { Location: '/secret-place' }).end();
  },
  '/moves-at-once': (response) => response.writeHead(302, { Location: '/good' }).end(),
  '/gone': (response, challenge) => {
    if (challenge) response.end(challenge);
    else response.writeHead(410).end();
  },
  '/endless': (response, challenge) => {
    if (challenge) response.end(challenge);
    else endless(response);
  },
  '/endless-at-once': (response) => endless(response),
  '/hangs-up': (response, challenge) => {
    if (challenge) response.end(challenge);
    else response.destroy();
  },
};

function endless(response: ServerResponse): void {
  const more = () => {
    while (!response.destroyed && response.write('x'.repeat(65_536)));
  };
  response.on('drain', more);
  more();
}

const received: Received[] = [];
const { origin, close } = await openLocalServer((request, response) => {
  const chunks: Uint8Array[] = [];
  request.on('data', (chunk: Uint8Array) => chunks.push(chunk));
  request.on('end', () => {
    const body = new Uint8Array(Buffer.concat(chunks));
    const path = request.url ?? '';
    const headers = new Headers(
      Object.entries(request.headers).map(([name, value]) => [name, String(value)]),
    );
    const { challenge } = (JSON.parse(new TextDecoder().decode(body)) as { data: { challenge?: string } })
      .data;
    if (!challenge) received.push({ path, headers, body });
    (ANSWERS[path] ?? ANSWERS['/good'])?.(response, challenge);
  });
});
afterAll(close);

/** A partner's house that reaches this machine, or only what is public, with its own look-ups of names. */
async function open(resolve?: () => Promise<ResolvedAddress[]>) {
  received.length = 0;
  let change: (way: Fetch) => Fetch = (way) => way;
  const house = await openPartnerHouse((ports) => {
    const local = resolve ? { resolve } : { loopback: true, localHosts: true };
    const way = createNodeFetch({ clock: ports.clock, ...local });
    return {
      ...ports,
      fetch: {
        get: (url, options) => change(way).get(url, options),
        post: (url, options) => change(way).post(url, options),
        refusalOf: (url) => way.refusalOf(url),
      },
    };
  });
  await house.product('all');
  await house.partner('herald', ['all']);
  const add = (url: string) => house.asPublisher('POST', '/partners/herald/endpoints', { url });
  const endpoint = async () =>
    (
      (await (await house.asPublisher('GET', '/partners/herald/endpoints')).json()) as {
        endpoints: Endpoint[];
      }
    ).endpoints[0];
  return {
    ...house,
    add,
    endpoint,
    instead: (post: Fetch['post']) => {
      change = (way) => ({ ...way, post });
    },
  };
}

describe('an endpoint', () => {
  it.each([
    'http://herald.example/hook',
    'https://127.0.0.1/hook',
    'https://localhost/hook',
    'https://[::1]/hook',
    'https://10.1.2.3/hook',
    'https://169.254.169.254/latest/meta-data',
    'https://0x7f000001/',
    'https://user:password@herald.example/hook',
    'https://herald.example:22/hook',
    'ftp://herald.example/hook',
    'file:///etc/passwd',
    'javascript:alert(1)',
    'hook',
    '',
    `https://herald.example/${'x'.repeat(3000)}`,
  ])('is not added where nobody outside is: %s', async (url) => {
    const house = await open(async () => [{ address: '192.0.2.1', family: 4 }]);
    const answer = await house.add(url);
    expect([url, answer.status]).toEqual([url, 422]);
    expect(await house.rows('SELECT 1 FROM partner_endpoints')).toEqual([]);
  });

  it.each(['10.0.0.5', '127.0.0.1', '::1', 'fd00::1', '::ffff:10.0.0.1'])(
    'whose name leads to %s is never asked',
    async (address) => {
      const house = await open(async () => [{ address, family: address.includes(':') ? 6 : 4 }]);
      const answer = await house.add('https://herald.example/hook');
      expect([answer.status, await house.endpoint()]).toMatchObject([201, { state: 'unverified' }]);
      expect((await house.endpoint())?.failure).toContain('address');
    },
  );

  it.each([
    ['/good', 'active', undefined],
    ['/mirror', 'active', undefined],
    ['/wrong', 'unverified', 'its answer did not hold the challenge'],
    ['/moves-at-once', 'unverified', 'it answered the verification with 302'],
    ['/endless-at-once', 'unverified', 'it answered the verification with too-large'],
  ])('is verified by its own answer alone: %s', async (path, state, failure) => {
    const house = await open();
    await house.add(origin + path);
    expect(await house.endpoint()).toMatchObject({ state, ...(failure && { failure }) });
    await house.article('one');
    await house.settle();
    expect(received.map((one) => one.path)).toEqual(state === 'active' ? [path] : []);
  });

  it.each([
    ['/moves', { state: 'active', waiting: 1 }, '302'],
    ['/hangs-up', { state: 'active', waiting: 1 }, 'unreachable'],
    ['/gone', { state: 'disabled', waiting: 0, dead: 1 }, '410'],
    ['/endless', { state: 'active', waiting: 0 }, null],
  ])('is told once and then as its answer says: %s', async (path, state, failure) => {
    const house = await open();
    await house.add(origin + path);
    await house.article('one');
    await house.settle();
    await house.settle();
    expect(await house.endpoint()).toMatchObject(state);
    // A redirect is followed nowhere.
    expect(received.map((one) => one.path)).toEqual([path]);
    if (state.waiting === 1)
      expect(await house.rows('SELECT failure FROM partner_deliveries')).toEqual([{ failure }]);
  });

  it.each(['too-slow', 'address', 'protocol', 'busy'] as const)(
    'that is not reached (%s) is asked again later and gets what is newest then',
    async (reason) => {
      const house = await open();
      await house.add(`${origin}/good`);
      house.instead(async () => ({ outcome: 'refused', reason }));
      await house.article('one');
      await house.settle();
      await house.withdraw('one');
      expect(await house.endpoint()).toMatchObject({ state: 'active', waiting: 1, dead: 0 });
      house.instead(async (url, options) => {
        received.push({
          path: url,
          headers: new Headers(options.headers),
          body: new Uint8Array(options.body),
        });
        return { outcome: 'answered', url, status: 204, contentType: '', body: new Uint8Array() };
      });
      house.advance(61);
      await house.settle();
      expect(
        received.map(({ body }) => (JSON.parse(new TextDecoder().decode(body)) as { type: string }).type),
      ).toEqual(['article.withdrawn']);
    },
  );
});

describe('a message', () => {
  it('is known by its id when it comes twice, and refused where the clocks are more than five minutes apart', async () => {
    const house = await open();
    const { secret = '' } = (await (await house.add(`${origin}/good`)).json()) as Endpoint;
    const outcomes = [503, 204];
    house.instead(async (url, { headers, body }) => {
      received.push({ path: url, headers: new Headers(headers), body: new Uint8Array(body) });
      const status = outcomes.shift() ?? 204;
      return { outcome: 'answered', url, status, contentType: '', body: new Uint8Array() };
    });
    await house.article('one');
    await house.settle();
    house.advance(3600);
    await house.settle();
    const [first, again] = received;
    if (!first || !again) throw new Error('not told twice');
    expect(again.headers.get('webhook-id')).toBe(first.headers.get('webhook-id'));
    const now = house.ports.clock.now().getTime();
    const check = (message: Received, seconds: number, body = message.body) =>
      checkSignature(message.headers, body, secret, new Date(now + seconds * 1000)).then(
        (signed) => signed?.messageId,
        (problem: { code: string }) => problem.code,
      );
    const known = `standard:${first.headers.get('webhook-id')}`;
    for (const seconds of [-300, 0, 300]) expect(await check(again, seconds)).toBe(known);
    for (const seconds of [-301, 301]) expect(await check(again, seconds)).toBe('invalid-signature');
    // Sent again by somebody else, an hour later, it is refused by its time.
    expect(await check(first, 0)).toBe('invalid-signature');
    expect(await check(again, 0, new TextEncoder().encode('{}'))).toBe('invalid-signature');
    again.headers.set('webhook-timestamp', String(now / 1000 + 1));
    expect(await check(again, 0)).toBe('invalid-signature');
  });
});
