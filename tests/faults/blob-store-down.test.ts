import { afterAll, describe, expect, it } from 'vitest';
import { openNodePorts } from '../../src/adapters/node/node-ports.ts';
import { openHouse, removeFolders } from './open-house.ts';

afterAll(removeFolders);

/** The service over blobs that fail as long as they are told to. */
async function openWithBlobs() {
  const store = { isDown: false };
  const house = await openHouse({
    wrap: (ports) => {
      const checked = async <Value>(work: () => Promise<Value>): Promise<Value> => {
        if (store.isDown) throw new Error('the store is down');
        return work();
      };
      const { blobs } = ports;
      return {
        ...ports,
        blobs: {
          get: (name) => checked(() => blobs.get(name)),
          put: (name, bytes) => checked(() => blobs.put(name, bytes)),
          delete: (name) => checked(() => blobs.delete(name)),
        },
      };
    },
  });
  const { blobs } = await openNodePorts(house.folder);
  const picture = async (id: string) => {
    const { headers } = await house.app.request(`/previews/${id}`);
    return house.app.request(new URL(headers.get('Location') ?? '').pathname);
  };
  return { ...house, store, blobs, picture };
}

describe('while the blob store is down', () => {
  it('publishing goes on, previews are drawn for each who asks, and kept once it is up', async () => {
    const house = await openWithBlobs();
    await house.put('early');
    await house.drain();
    house.store.isDown = true;
    expect((await house.put('late')).status).toBe(201);
    await house.drain();
    for (const id of ['early', 'late', 'late']) {
      const answer = await house.picture(id);
      expect(answer.status).toBe(200);
      expect((await answer.bytes()).length).toBeGreaterThan(1000);
    }
    expect(await house.status('/feeds/all.json')).toBe(200);

    house.store.isDown = false;
    const drawn = await (await house.picture('late')).bytes();
    await house.recover();
    expect(await house.rows('SELECT article_id FROM previews ORDER BY article_id')).toHaveLength(2);
    expect(await (await house.picture('late')).bytes()).toEqual(drawn);
    house.close();
  });

  it('a withdrawal is answered at once, and its pictures go once it is up', async () => {
    const house = await openWithBlobs();
    await house.put('gone');
    await house.drain();
    house.store.isDown = true;
    expect((await house.ask('DELETE', '/articles/gone')).status).toBe(200);
    await house.drain();
    expect(await house.status('/articles/gone')).toBe(410);
    expect(await house.rows('SELECT 1 FROM outbox WHERE done_at IS NULL')).toHaveLength(1);
    // Longer than the queue has patience.
    for (let minute = 0; minute < 10; minute++) {
      house.clock.advance(60);
      await house.drain();
    }
    house.store.isDown = false;
    await house.recover();
    expect(await house.rows('SELECT 1 FROM outbox WHERE done_at IS NULL')).toEqual([]);
    expect(await house.rows('SELECT 1 FROM previews')).toEqual([]);
    house.close();
  });

  it('a take-down hides the post before it fails, and is whole when it is said again', async () => {
    const house = await openWithBlobs();
    const html = `<p>See.</p><blockquote class="twitter-tweet"><p>Secret words</p>&mdash; Ada (@ada) <a href="https://x.com/ada/status/1797753265873129095">June 3, 2024</a></blockquote>`;
    await house.put('quoting', { html });
    const picture = `media/${'a'.repeat(32)}.png`;
    await house.blobs.put(picture, new Uint8Array(8));
    house.database.execute(
      `INSERT INTO capture_media (platform, id, blob) SELECT platform, id, '${picture}' FROM captures`,
    );
    expect(await house.status(`/cards/${picture}`)).toBe(200);
    await house.drain();
    house.store.isDown = true;
    expect((await house.ask('DELETE', '/cards/x/1797753265873129095')).status).toBe(500);
    for (const path of ['/feeds/all.json', '/articles/quoting', '/cards/x/1797753265873129095.json']) {
      expect(await (await house.app.request(path)).text()).not.toContain('Secret words');
    }
    house.store.isDown = false;
    expect(await house.status(`/cards/${picture}`)).toBe(404);
    expect(await house.blobs.get(picture)).toBeDefined();
    expect((await house.ask('DELETE', '/cards/x/1797753265873129095')).status).toBe(200);
    expect(await house.blobs.get(picture)).toBeUndefined();
    await house.recover();
    expect(await (await house.app.request('/feeds/all.json')).text()).not.toContain('Secret words');
    expect(JSON.stringify(await house.rows('SELECT * FROM captures'))).not.toContain('Secret words');
    house.close();
  });
});
