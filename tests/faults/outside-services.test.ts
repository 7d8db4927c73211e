import type { ServerResponse } from 'node:http';
import { afterAll, describe, expect, it } from 'vitest';
import { APP_PASSWORD, HANDLE } from '../crossposts/pds-double.ts';
import { PUBLIC_URL } from './mortal-service.ts';
import { openHouse, removeFolders } from './open-house.ts';
import { type Lie, openOutside } from './outside.ts';

afterAll(removeFolders);

const CHUNK = new Uint8Array(256 * 1024);
/** Two gigabytes, as fast as they are taken. With 200 they would be a receipt: tests/hub/hostile.test.ts. */
function endless(response: ServerResponse): void {
  response.writeHead(500, { 'Content-Type': 'application/json' });
  let left = 8192;
  const more = () => {
    while (left-- > 0 && !response.destroyed) if (!response.write(CHUNK)) return response.once('drain', more);
    return response.end();
  };
  more();
}

const LIES: { lie: string; answer: Lie }[] = [
  { lie: 'answers 500', answer: (response) => void response.writeHead(500).end('no') },
  {
    lie: 'asks to be left alone',
    answer: (response) => void response.writeHead(429, { 'Retry-After': '30' }).end(),
  },
  { lie: 'answers two gigabytes', answer: endless },
  {
    lie: 'answers with a page',
    answer: (response) => void response.writeHead(503, { 'Content-Type': 'text/html' }).end('<p>Hello'),
  },
  {
    lie: 'breaks off within its JSON',
    answer: (response) => {
      response.writeHead(500, { 'Content-Type': 'application/json', 'Content-Length': '1000' });
      response.write('{"uri": "at://', () => response.destroy());
    },
  },
  { lie: 'hangs up', answer: (response) => void response.destroy() },
];

describe.each(LIES)('while every service outside $lie', ({ answer }) => {
  it('publishing and reading go on, and everybody has everything once they are themselves again', async () => {
    const outside = await openOutside();
    const house = await openHouse();
    await house.ask('PUT', '/partners/products/all', { name: 'All' });
    await house.ask('PUT', '/partners/herald', { name: 'Herald', products: ['all'] });
    await house.ask('POST', '/partners/herald/endpoints', { url: outside.endpoint });
    await house.ask('PUT', '/crossposts/account', {
      service: outside.repository,
      identifier: HANDLE,
      appPassword: APP_PASSWORD,
    });
    const callback = `${outside.readers}/reader`;
    const form = {
      'hub.mode': 'subscribe',
      'hub.topic': `${PUBLIC_URL}/feeds/all.json`,
      'hub.callback': callback,
    };
    const type = { 'Content-Type': 'application/x-www-form-urlencoded' };
    await house.app.request('/hub', {
      method: 'POST',
      body: new URLSearchParams(form).toString(),
      headers: type,
    });
    await house.put('one');
    await house.recover(1);

    outside.answerWith(answer);
    const before = process.memoryUsage().rss;
    const image = { url: `${outside.readers}/photo.jpg` };
    expect((await house.put('two', { image })).status).toBe(201);
    expect((await house.put('one', { title: 'One, corrected' })).status).toBe(200);
    await house.recover(2);
    expect(process.memoryUsage().rss - before).toBeLessThan(256 * 1024 * 1024);
    expect(await house.rows('SELECT 1 FROM outbox WHERE done_at IS NULL')).toEqual([]);
    for (const path of ['/articles/two', '/feeds/all.rss', '/healthz'])
      expect(await house.status(path)).toBe(200);
    const { headers } = await house.app.request('/previews/two');
    expect(await house.status(new URL(headers.get('Location') ?? '').pathname)).toBe(200);

    outside.answerWith();
    for (let hour = 0; hour < 8; hour++) {
      house.clock.advance(60 * 60);
      await house.recover(1);
    }
    expect(outside.feeds.get('/reader')).toBe(await (await house.app.request('/feeds/all.json')).text());
    expect([...outside.copies].map(([id, { title }]) => [id, title]).sort()).toEqual([
      ['one', 'One, corrected'],
      ['two', 'About two'],
    ]);
    const posts = [...outside.pds.records().values()].map(
      ({ embed }) => (embed as { external: { title: string } }).external.title,
    );
    expect(posts.sort()).toEqual(['About two', 'One, corrected']);
    house.close();
    outside.close();
  });
});
