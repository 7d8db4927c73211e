import { beforeEach, describe, expect, it } from 'vitest';
import { readConfig } from '../../src/config.ts';
import type { FetchOutcome, Log, PostOptions } from '../../src/domain/ports.ts';
import { createSealer } from '../../src/domain/sealed-text.ts';
import { savePartner } from '../../src/partners/partner-records.ts';
import { saveProduct } from '../../src/partners/product-records.ts';
import { replayDeliveries } from '../../src/partners/webhooks/delivery-records.ts';
import {
  addEndpoint,
  listEndpoints,
  loadEndpoint,
  renewSecret,
} from '../../src/partners/webhooks/endpoint-records.ts';
import { verifyEndpoint } from '../../src/partners/webhooks/verification.ts';
import { createWebhooks, type Webhooks } from '../../src/partners/webhooks/webhooks.ts';
import { checkSignature } from '../../src/sources/webhooks/webhook-signature.ts';
import { withdrawArticle } from '../../src/store/publishing.ts';
import { openMemoryPorts } from '../memory-ports.ts';
import { publish } from './contract-oracle.ts';

const KEY = '0123456789abcdef'.repeat(4);
const config = readConfig({
  PUBLIC_URL: 'https://news.example',
  PUBLICATION_NAME: 'The Example Times',
  TAG_AUTHORITY: 'example.org,2026',
  SECRETS_KEY: KEY,
});
const answer = (status: number, body = '', retryAfterSeconds?: number): FetchOutcome => ({
  outcome: 'answered',
  url: 'https://herald.example/hook',
  status,
  contentType: 'text/plain',
  body: new TextEncoder().encode(body),
  ...(retryAfterSeconds !== undefined && { retryAfterSeconds }),
});

interface Message {
  type: string;
  data: { id: string; change: string; challenge?: string; article?: { pubstatus: string } };
}

async function openHerald() {
  const received: { id: string; message: Message; options: PostOptions }[] = [];
  const logged: string[] = [];
  const memory = await openMemoryPorts('2026-03-01T12:00:00.000Z');
  const herald = { respond: (_: Message): FetchOutcome => answer(204) };
  const log: Log = (_, message) => void logged.push(message);
  const ports = {
    ...memory,
    log,
    fetch: {
      ...memory.fetch,
      refusalOf: () => undefined,
      async post(_: string, options: PostOptions): Promise<FetchOutcome> {
        const message = JSON.parse(new TextDecoder().decode(options.body)) as Message;
        if (message.type === 'endpoint.verification') return answer(200, message.data.challenge);
        received.push({ id: options.headers['webhook-id'] ?? '', message, options });
        return herald.respond(message);
      },
    },
  };
  const sealer = createSealer(KEY, ports.random);
  await saveProduct(ports, {
    id: 'all',
    name: 'All',
    permit: [],
    block: [],
    rights: { text: 'full', pictures: 'none', uncleared: 'leave-out-picture' },
    profile: 'generic',
    embargoMinutes: 0,
  });
  await savePartner(ports, { id: 'herald', name: 'Herald', products: ['all'], requestsPerMinute: 60 });
  const made = await addEndpoint(ports, sealer, 'herald', new URL('https://herald.example/hook'));
  if (!made) throw new Error('not added');
  const endpoint = await loadEndpoint(ports.database, 'herald', made.id);
  if (!endpoint) throw new Error('not stored');
  const webhooks = createWebhooks(ports, config, { width: 4, perRun: 100 });
  return { ports, sealer, made, endpoint, webhooks, received, logged, herald };
}

let house: Awaited<ReturnType<typeof openHerald>>;
let webhooks: Webhooks;
beforeEach(async () => {
  house = await openHerald();
  ({ webhooks } = house);
});

/** What the queue would do by now. */
async function run(): Promise<void> {
  await webhooks.sweep();
  await webhooks.handle({ webhooks: 'deliver' });
}
const types = () => house.received.map(({ message }) => `${message.type} ${message.data.id}`);
const stateOf = async () => (await listEndpoints(house.ports.database, 'herald'))[0];

describe('a partner’s endpoint', () => {
  it('is told of nothing before it has answered for itself, and of what happens from then on', async () => {
    await publish(house.ports, 'before', {});
    await run();
    expect(types()).toEqual([]);
    expect(await verifyEndpoint(house.ports, house.sealer, house.endpoint)).toBeUndefined();
    await publish(house.ports, 'one', {});
    await run();
    await withdrawArticle(house.ports, 'one');
    await run();
    await run();
    expect(types()).toEqual(['article.published one', 'article.withdrawn one']);
    expect(house.received[1]?.message.data.article?.pubstatus).toBe('canceled');
  });

  it('gets messages that Standard Webhooks verify, with the new secret and, for a day, with the old one', async () => {
    await verifyEndpoint(house.ports, house.sealer, house.endpoint);
    const renewed = await renewSecret(house.ports, house.sealer, house.endpoint.id);
    await publish(house.ports, 'one', {});
    await run();
    const { headers, body } = house.received[0]?.options ?? { headers: {}, body: new Uint8Array() };
    const now = house.ports.clock.now();
    const check = (secret: string) => checkSignature(new Headers(headers), new Uint8Array(body), secret, now);
    await check(house.made.secret);
    await check(renewed);
    await expect(check(`whsec_${btoa('x'.repeat(24))}`)).rejects.toMatchObject({ code: 'invalid-signature' });
    house.ports.clock.advance(25 * 3600);
    await publish(house.ports, 'two', {});
    await run();
    const later = house.received[1]?.options ?? { headers: {}, body: new Uint8Array() };
    const checkLater = checkSignature(
      new Headers(later.headers),
      new Uint8Array(later.body),
      house.made.secret,
      house.ports.clock.now(),
    );
    await expect(checkLater).rejects.toMatchObject({ code: 'invalid-signature' });
  });

  it('is told of an article’s newest change alone, after it failed, and never of an older one later', async () => {
    await verifyEndpoint(house.ports, house.sealer, house.endpoint);
    house.herald.respond = () => answer(500);
    await publish(house.ports, 'one', {});
    await run();
    await publish(house.ports, 'one', { dek: 'Corrected.' });
    await withdrawArticle(house.ports, 'one');
    await run();
    expect(types()).toEqual(['article.published one']);
    house.herald.respond = () => answer(200);
    house.ports.clock.advance(61);
    await run();
    await run();
    expect(types()).toEqual(['article.published one', 'article.withdrawn one']);
  });

  it('is asked again later and later, as it wishes, and disabled after three days with a line in the log', async () => {
    await verifyEndpoint(house.ports, house.sealer, house.endpoint);
    house.herald.respond = () => answer(503, '', 600);
    await publish(house.ports, 'one', {});
    await run();
    house.ports.clock.advance(599);
    await run();
    expect(house.received).toHaveLength(1);
    for (let hour = 0; hour < 80; hour++) {
      house.ports.clock.advance(3600);
      await run();
    }
    expect(house.received.length).toBeGreaterThan(10);
    expect(await stateOf()).toMatchObject({ state: 'disabled', dead: 1, waiting: 0 });
    expect(house.logged.join()).toContain('endpoint was disabled: it took nothing for three days');
    // Verified again it gets what it missed.
    house.herald.respond = () => answer(200);
    await publish(house.ports, 'two', {});
    await verifyEndpoint(house.ports, house.sealer, house.endpoint);
    const before = house.received.length;
    await run();
    expect(types().slice(before).sort()).toEqual(['article.published one', 'article.published two']);
  });

  it('that answers 410 is disabled at once', async () => {
    await verifyEndpoint(house.ports, house.sealer, house.endpoint);
    house.herald.respond = () => answer(410);
    await publish(house.ports, 'one', {});
    await run();
    expect(await stateOf()).toMatchObject({ state: 'disabled', failure: 'it answered 410: it is gone' });
  });

  it('is sent again what the publisher asks for, as another message', async () => {
    await verifyEndpoint(house.ports, house.sealer, house.endpoint);
    await publish(house.ports, 'one', {});
    await run();
    const { id } = house.endpoint;
    expect(await replayDeliveries(house.ports, id, { articleId: 'one' })).toBe(1);
    expect(await replayDeliveries(house.ports, id, { since: '2027-01-01T00:00:00.000Z' })).toBe(0);
    await run();
    expect(types()).toEqual(Array(2).fill('article.published one'));
    expect(house.received[0]?.id).not.toBe(house.received[1]?.id);
  });

  it('is told of nothing more once its partner has lost the product', async () => {
    await verifyEndpoint(house.ports, house.sealer, house.endpoint);
    await publish(house.ports, 'one', {});
    await webhooks.announce();
    await savePartner(house.ports, { id: 'herald', name: 'Herald', products: [], requestsPerMinute: 60 });
    await webhooks.handle({ webhooks: 'deliver' });
    expect([types(), await stateOf()]).toMatchObject([[], { waiting: 0, dead: 0 }]);
  });

  it('whose answer lacks the challenge, or whose secret cannot be opened, is not verified or told', async () => {
    const silent = {
      ...house.ports,
      fetch: { ...house.ports.fetch, post: async () => answer(200, 'hello') },
    };
    expect(await verifyEndpoint(silent, house.sealer, house.endpoint)).toContain('challenge');
    expect(await stateOf()).toMatchObject({ state: 'unverified' });
    await verifyEndpoint(house.ports, house.sealer, house.endpoint);
    await publish(house.ports, 'one', {});
    const other = createWebhooks(
      house.ports,
      { ...config, secretsKey: 'f'.repeat(64) },
      { width: 1, perRun: 10 },
    );
    await other.sweep();
    await other.handle({ webhooks: 'deliver' });
    expect([types(), await stateOf()]).toMatchObject([[], { state: 'disabled' }]);
  });
});
