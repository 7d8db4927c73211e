import { afterAll, describe, expect, it } from 'vitest';
import { setOutsideHub } from '../../src/hub/outside-hub.ts';
import { HOUR, MINUTE } from '../still-service.ts';
import { closeSubscribers, openHub, openSubscriber, PUBLIC_URL } from './open-hub.ts';

afterAll(closeSubscribers);

async function openWithOutside() {
  const outside = await openSubscriber((_request, response) => void response.writeHead(204).end());
  const address = `http://127.0.0.1:${outside.port}/`;
  const hub = await openHub({ settings: { OUTSIDE_HUB: address } });
  await hub.pass(0);
  const pings = () => outside.deliveries.map(({ body }) => new URLSearchParams(body.toString()));
  return { hub, outside, address, pings };
}

describe('an outside hub', () => {
  it('is told of every feed that changed, in all formats, and of nothing else', async () => {
    const { hub, outside, pings } = await openWithOutside();
    expect(outside.received).toEqual([]);
    await hub.publish('one', 'One', { section: 'Local' });
    expect(outside.deliveries[0]?.headers['content-type']).toBe('application/x-www-form-urlencoded');
    const [ping, ...more] = pings();
    expect(more).toEqual([]);
    expect(ping?.get('hub.mode')).toBe('publish');
    const feeds = ['all', 'lang/en', 'section/local'];
    expect(ping?.getAll('hub.url')).toEqual(
      feeds.flatMap((feed) =>
        ['rss', 'atom', 'json'].map((format) => `${PUBLIC_URL}/feeds/${feed}.${format}`),
      ),
    );
    await hub.pass(HOUR);
    expect(pings()).toHaveLength(1);
  });

  it('that fails is told again later, once for all that changed meanwhile', async () => {
    const { hub, outside, pings } = await openWithOutside();
    outside.answer = (_request, response) => void response.writeHead(503).end();
    await hub.publish('one', 'One', { section: 'Local' });
    await hub.publish('two', 'Two', { section: 'World' });
    expect(pings()).toHaveLength(1);
    await hub.pass(MINUTE);
    expect(pings()).toHaveLength(2);
    outside.answer = (_request, response) => void response.writeHead(202).end();
    await hub.pass(MINUTE);
    expect(pings()).toHaveLength(2);
    await hub.pass(MINUTE);
    expect(pings()).toHaveLength(3);
    expect(pings()[2]?.getAll('hub.url')).toHaveLength(12);
    expect(await hub.rows('SELECT * FROM outside_hub_pings')).toEqual([]);
  });

  it('is told of many feeds in several pings', async () => {
    const { hub, pings } = await openWithOutside();
    await hub.publish('one', 'One', { tags: Array.from({ length: 40 }, (_, n) => `tag ${n}`) });
    const told = pings().flatMap((ping) => ping.getAll('hub.url'));
    expect(pings()).toHaveLength(2);
    expect(new Set(told).size).toBe(42 * 3);
  });

  it('is named by feeds, after our own', async () => {
    const { hub, address } = await openWithOutside();
    const { headers } = await hub.app.request('/feeds/all.rss');
    expect(headers.get('Link')).toMatch(
      new RegExp(`<${PUBLIC_URL}/hub>; rel="hub", <${address}>; rel="hub"$`),
    );
  });

  it('that was taken out of the settings is forgotten, and nothing is noted for it any more', async () => {
    const { hub } = await openWithOutside();

    await setOutsideHub(hub.ports, undefined);
    await hub.publish('one', 'One');
    expect(await hub.rows('SELECT * FROM outside_hub_pings')).toEqual([]);
  });
});
