import { createHmac } from 'node:crypto';
import { afterAll, describe, expect, it } from 'vitest';
import { HOUR } from '../still-service.ts';
import { closeSubscribers, type OpenHub, openHub, openSubscriber } from './open-hub.ts';

afterAll(closeSubscribers);

const settings = { SECRETS_KEY: '5a'.repeat(32) };
const SEALED = /^v1\.[A-Za-z0-9+/]+={0,2}$/;
const secretsOf = (hub: OpenHub, table = 'hub_subscriptions') =>
  hub.rows(`SELECT secret FROM ${table}`).then((rows) => rows.map(({ secret }) => secret));

async function openBoth(given: Record<string, string> = settings) {
  const hub = await openHub({ settings: given });
  const reader = await openSubscriber();
  await hub.publish('first', 'A first article');
  return { hub, reader };
}

type Reader = Awaited<ReturnType<typeof openSubscriber>>;

/** Which of these secrets the deliveries so far were signed with. */
function signers({ deliveries }: Reader, secrets: readonly string[]): (string | undefined)[] {
  return deliveries.map(({ headers, body }) =>
    secrets.find(
      (secret) =>
        headers['x-hub-signature'] === `sha256=${createHmac('sha256', secret).update(body).digest('hex')}`,
    ),
  );
}

/** The row as it was before there was a key. */
const unseal = async (hub: OpenHub, secret: string) =>
  void (await hub.database.prepare('UPDATE hub_subscriptions SET secret = ?').bind(secret).run());

describe('with SECRETS_KEY', () => {
  it('the secret of a subscriber is sealed from the request on, and signs what is delivered', async () => {
    const { hub, reader } = await openBoth();
    const fields = { 'hub.mode': 'subscribe', 'hub.topic': 'https://news.example/feeds/all.rss' };
    await hub.post({ ...fields, 'hub.callback': reader.url, 'hub.secret': 'hush' });
    expect(await secretsOf(hub, 'hub_requests')).toEqual([expect.stringMatching(SEALED)]);
    await hub.settle();
    expect(await secretsOf(hub)).toEqual([expect.stringMatching(SEALED)]);
    await hub.publish('second', 'A second article');
    expect(signers(reader, ['hush'])).toEqual(['hush']);
  });

  it('one that looks sealed itself is a secret like any other', async () => {
    const { hub, reader } = await openBoth();
    await hub.subscribe(reader.url, { 'hub.secret': 'v1.AAAA' });
    await hub.publish('second', 'A second article');
    expect(signers(reader, ['v1.AAAA'])).toEqual(['v1.AAAA']);
  });

  it('one from before signs, and is sealed at the next delivery', async () => {
    const { hub, reader } = await openBoth();
    await hub.subscribe(reader.url, { 'hub.secret': 'hush' });
    await unseal(hub, 'from-before');
    await hub.publish('second', 'A second article');
    const sealed = await secretsOf(hub);
    expect(sealed).toEqual([expect.stringMatching(SEALED)]);
    await hub.publish('third', 'A third article');
    expect(signers(reader, ['from-before'])).toEqual(['from-before', 'from-before']);
    expect(await secretsOf(hub)).toEqual(sealed);
  });

  it('where it cannot be opened nothing is sent unsigned; renewing the subscription mends it', async () => {
    const { hub, reader } = await openBoth();
    await hub.subscribe(reader.url, { 'hub.secret': 'hush' });
    await unseal(hub, 'v1.QUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQQ==');
    await hub.publish('second', 'A second article');
    await hub.pass(HOUR);
    expect(reader.deliveries).toEqual([]);
    expect(hub.logged.filter((line) => line.includes('cannot be opened'))).toHaveLength(1);
    await hub.subscribe(reader.url, { 'hub.secret': 'again' });
    await hub.pass(HOUR);
    expect(signers(reader, ['again'])).toEqual(['again']);
  });

  it('a subscription without a secret has none, and is not signed', async () => {
    const { hub, reader } = await openBoth();
    await hub.subscribe(reader.url);
    await hub.publish('second', 'A second article');
    expect(await secretsOf(hub)).toEqual([null]);
    expect(reader.deliveries.map(({ headers }) => headers['x-hub-signature'])).toEqual([undefined]);
  });
});

describe('without SECRETS_KEY', () => {
  it('the secret is stored as it is, and signs', async () => {
    const { hub, reader } = await openBoth({});
    await hub.subscribe(reader.url, { 'hub.secret': 'hush' });
    await hub.publish('second', 'A second article');
    expect(await secretsOf(hub)).toEqual(['hush']);
    expect(signers(reader, ['hush'])).toEqual(['hush']);
  });
});
