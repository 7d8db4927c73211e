import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { TOKEN } from './client.ts';
import { SETTINGS } from './mortal-service.ts';
import { DAY, HOUR, openHouse, removeFolders, START } from './open-house.ts';

afterAll(removeFolders);

/** A subscriber that may be down. */
const given: string[] = [];
let isDown = false;
const server = createServer((request, response) => {
  const challenge = new URL(request.url ?? '/', 'http://reader.example').searchParams.get('hub.challenge');
  let body = '';
  request.setEncoding('utf8').on('data', (text: string) => {
    body += text;
  });
  request.on('end', () => {
    if (challenge) return response.end(challenge);
    if (!isDown) given.push(body);
    response.writeHead(isDown ? 500 : 200).end();
  });
});
let callback: string;
beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  callback = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});

const afterStart = (seconds: number) => new Date(START.getTime() + seconds * 1000).toISOString();
const undone = 'SELECT 1 FROM outbox WHERE done_at IS NULL';
const JUMPS = [
  { jump: 'a day ahead', seconds: DAY },
  { jump: 'a day back', seconds: -DAY },
];

describe.each(JUMPS)('where the clock jumps $jump', ({ seconds }) => {
  it('what was published is done at once, once', async () => {
    const house = await openHouse();
    await house.put('before');
    house.clock.advance(seconds);
    await house.put('after');
    await house.jobs.sweep();
    await house.drain();
    expect(await house.rows(undone)).toEqual([]);
    expect(await house.rows('SELECT id FROM queue_messages')).toEqual([]);
    expect(await house.rows('SELECT 1 FROM previews')).toHaveLength(2);
    expect(house.faults()).toEqual([]);
    house.close();
  });

  it('what the queue lost is found by the next sweep', async () => {
    const house = await openHouse();
    await house.put('lost');
    house.database.execute('DELETE FROM queue_messages');
    house.clock.advance(seconds);
    await house.jobs.sweep();
    await house.drain();
    expect(await house.rows(undone)).toEqual([]);
    house.close();
  });

  it('an article opens once, and stays open when the clock goes back', async () => {
    const house = await openHouse();
    await house.put('soon', { embargoUntil: afterStart(HOUR) });
    house.clock.advance(seconds);
    await house.recover(1);
    expect(await house.status('/articles/soon')).toBe(seconds > 0 ? 200 : 404);
    house.clock.advance(-seconds + 2 * HOUR);
    await house.recover(1);
    expect(await house.status('/articles/soon')).toBe(200);
    house.clock.advance(-3 * HOUR);
    await house.recover(1);
    expect(await house.status('/articles/soon')).toBe(200);
    expect(await house.rows('SELECT version FROM article_versions ORDER BY 1')).toEqual([
      { version: 1 },
      { version: 2 },
    ]);
    expect(await house.rows(undone)).toEqual([]);
    house.close();
  });

  it('a subscription lasts, and a delivery that failed is made at once, once', async () => {
    const house = await openHouse();
    given.length = 0;
    const form = {
      'hub.mode': 'subscribe',
      'hub.topic': `${SETTINGS.PUBLIC_URL}/feeds/all.json`,
      'hub.callback': callback,
    };
    const body = new URLSearchParams(form).toString();
    const type = { 'Content-Type': 'application/x-www-form-urlencoded' };
    await house.app.request('/hub', { method: 'POST', body, headers: type });
    await house.recover(1);
    isDown = true;
    await house.put('news');
    await house.drain();
    expect(given).toEqual([]);
    isDown = false;
    house.clock.advance(seconds);
    await house.recover(1);
    expect(given).toHaveLength(1);
    expect(given[0]).toBe(await (await house.app.request('/feeds/all.json')).text());
    expect(await house.rows('SELECT 1 FROM hub_subscriptions')).toHaveLength(1);
    house.close();
  });

  it('a partner has a minute of its own, and is let in', async () => {
    const house = await openHouse();
    await house.ask('PUT', '/partners/products/all', { name: 'All' });
    await house.ask('PUT', '/partners/herald', { name: 'Herald', products: ['all'], requestsPerMinute: 1 });
    const { key } = (await (await house.ask('POST', '/partners/herald/keys', {})).json()) as { key: string };
    const asPartner = async () =>
      (await house.app.request('/partners/articles', { headers: { Authorization: `Bearer ${key}` } })).status;
    expect([await asPartner(), await asPartner()]).toEqual([200, 429]);
    house.clock.advance(seconds);
    expect([await asPartner(), await asPartner()]).toEqual([200, 429]);
    house.clock.advance(-seconds);
    house.clock.advance(60);
    expect(await asPartner()).toBe(200);
    house.close();
  });

  it('a session of the console ends by its time, and no other begins', async () => {
    const house = await openHouse();
    const form = { 'Content-Type': 'application/x-www-form-urlencoded', Origin: SETTINGS.PUBLIC_URL ?? '' };
    const login = await house.app.request('/console/login', {
      method: 'POST',
      headers: form,
      body: new URLSearchParams({ token: TOKEN }).toString(),
    });
    const cookie = login.headers.get('Set-Cookie')?.split(';')[0] ?? '';
    const desk = async () => (await house.app.request('/console', { headers: { Cookie: cookie } })).status;
    expect(await desk()).toBe(200);
    house.clock.advance(seconds);
    expect(await desk()).not.toBe(seconds > 0 ? 200 : 303);
    house.close();
  });
});
