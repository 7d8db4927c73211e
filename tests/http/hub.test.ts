import { createHmac } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { openLocalServer } from '../local-server.ts';
import { describeRuntimes, PUBLIC_URL, type Service, TOKEN } from './services.ts';

interface Delivery {
  headers: IncomingHttpHeaders;
  body: Buffer;
}

/** A subscriber on this machine that consents to all it is asked. */
async function openSubscriber() {
  const asked: URLSearchParams[] = [];
  const given: Delivery[] = [];
  const { origin, close } = await openLocalServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const { searchParams } = new URL(request.url ?? '', 'http://subscriber.example');
      if (request.method === 'GET') asked.push(searchParams);
      else given.push({ headers: request.headers, body: Buffer.concat(chunks) });
      response.end(searchParams.get('hub.challenge') ?? '');
    });
  });
  return { url: `${origin}/callback?id=7`, asked, given, close };
}

const article = (title: string) =>
  JSON.stringify({ title, html: `<p>${title}, at length.</p>`, language: 'en' });
const soon = (check: () => void | Promise<void>) => vi.waitFor(check, { timeout: 20_000, interval: 50 });

function suite(service: Service): void {
  const topic = `${PUBLIC_URL}/feeds/all.atom`;
  let reader: Awaited<ReturnType<typeof openSubscriber>>;
  beforeAll(async () => {
    reader = await openSubscriber();
  });
  afterAll(() => reader.close());
  const post = (fields: Record<string, string>, headers: Record<string, string> = {}) =>
    service.fetch('/hub', {
      method: 'POST',
      headers: { 'Content-Type': 'application/x-www-form-urlencoded', ...headers },
      body: new URLSearchParams(fields).toString(),
    });
  const subscribe = (mode: string) =>
    post({ 'hub.mode': mode, 'hub.topic': topic, 'hub.callback': reader.url, 'hub.secret': 's3cret' });
  const feed = async () => (await service.fetch('/feeds/all.atom')).text();

  it('a feed names the hub, in its header and in itself', async () => {
    const answer = await service.fetch('/feeds/all.atom');
    expect(answer.headers.get('Link')).toBe(`<${topic}>; rel="self", <${PUBLIC_URL}/hub>; rel="hub"`);
    expect(await answer.text()).toContain(`<link rel="hub" href="${PUBLIC_URL}/hub"/>`);
  });

  it('a subscriber is asked whether it wants the feed', async () => {
    const answer = await subscribe('subscribe');
    expect(answer.status).toBe(202);
    await soon(() => expect(reader.asked).toHaveLength(1));
    expect(Object.fromEntries(reader.asked[0] ?? [])).toMatchObject({
      id: '7',
      'hub.mode': 'subscribe',
      'hub.topic': topic,
      'hub.lease_seconds': '864000',
    });
  });

  it('it is given the signed feed when an article is published', async () => {
    const answer = await service.publish('/articles/one', 'application/json', article('A bridge opens'));
    expect(answer.status).toBe(201);
    await soon(() => expect(reader.given).toHaveLength(1));
    const [{ headers, body } = { headers: {}, body: Buffer.of() }] = reader.given;
    expect(headers['content-type']).toBe('application/atom+xml; charset=utf-8');
    expect(headers.link).toBe(`<${topic}>; rel="self", <${PUBLIC_URL}/hub>; rel="hub"`);
    const signature = createHmac('sha256', 's3cret').update(body).digest('hex');
    expect(headers['x-hub-signature']).toBe(`sha256=${signature}`);
    expect(body.toString()).toBe(await feed());
    expect(body.toString()).toContain('A bridge opens');
  });

  it('it is given the feed without the article when that is withdrawn', async () => {
    await service.fetch('/articles/one', {
      method: 'DELETE',
      headers: { Authorization: `Bearer ${TOKEN}` },
    });
    await soon(() => expect(reader.given).toHaveLength(2));
    expect(reader.given[1]?.body.toString()).toBe(await feed());
    expect(reader.given[1]?.body.toString()).not.toContain('A bridge opens');
  });

  it('it is given nothing more once it wants no more', async () => {
    await subscribe('unsubscribe');
    await soon(() => expect(reader.asked).toHaveLength(2));
    await service.settle();
    // A second subscriber shows when the first one would have been given the feed as well.
    const witness = await openSubscriber();
    await post({ 'hub.mode': 'subscribe', 'hub.topic': topic, 'hub.callback': witness.url });
    await soon(() => expect(witness.asked).toHaveLength(1));
    await service.publish('/articles/two', 'application/json', article('A bridge closes'));
    await soon(() => expect(witness.given).toHaveLength(1));
    expect(reader.given).toHaveLength(2);
    witness.close();
  });

  it('a subscription that cannot be is refused', async () => {
    const answer = await post({
      'hub.mode': 'subscribe',
      'hub.topic': topic,
      'hub.callback': 'https://10.0.0.1/',
    });
    expect([answer.status, answer.headers.get('Content-Type')]).toEqual([422, 'application/problem+json']);
    expect((await post({ 'hub.mode': 'publish', 'hub.url': topic })).status).toBe(401);
    const ping = { 'hub.mode': 'publish', 'hub.url': topic };
    expect((await post(ping, { Authorization: `Bearer ${TOKEN}` })).status).toBe(202);
    const page = await service.fetch('/hub');
    expect([page.status, (await page.text()).slice(0, 27)]).toEqual([200, 'This is the WebSub hub of T']);
  });
}

describeRuntimes('the hub', suite, { HUB_CALLBACKS: 'loopback' });
