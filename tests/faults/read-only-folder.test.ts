import { afterAll, describe, expect, it } from 'vitest';
import { openHouse, removeFolders } from './open-house.ts';

afterAll(removeFolders);

describe('a data folder that turns read-only', () => {
  it('goes on being read, takes nothing, and takes everything once it can be written', async () => {
    let isReadOnly = false;
    const house = await openHouse({
      wrap: (ports) => ({
        ...ports,
        blobs: {
          ...ports.blobs,
          async put(name, bytes) {
            if (isReadOnly) throw Object.assign(new Error('read-only file system'), { code: 'EROFS' });
            return ports.blobs.put(name, bytes);
          },
        },
      }),
    });
    await house.put('before');
    await house.ask('PUT', '/partners/products/all', { name: 'All' });
    await house.ask('PUT', '/partners/herald', { name: 'Herald', products: ['all'] });
    const made = await house.ask('POST', '/partners/herald/keys', {});
    const { key } = (await made.json()) as { key: string };
    const asPartner = async () =>
      (await house.app.request('/partners/articles', { headers: { Authorization: `Bearer ${key}` } })).status;
    house.database.execute('PRAGMA query_only = ON');
    isReadOnly = true;
    const answer = await house.put('during');
    expect(answer.status).toBe(500);
    expect(await answer.json()).toMatchObject({ type: 'https://news.example/problems/internal' });
    expect(house.logged).toContain('a request failed');
    for (const path of ['/articles/before', '/feeds/all.rss', '/feeds/all.atom', '/healthz']) {
      expect([path, await house.status(path)]).toEqual([path, 200]);
    }
    const { headers } = await house.app.request('/previews/before');
    expect(await house.status(new URL(headers.get('Location') ?? '').pathname)).toBe(200);

    // Whose requests cannot be counted is not let in.
    expect(await asPartner()).toBe(500);

    house.database.execute('PRAGMA query_only = OFF');
    isReadOnly = false;
    expect((await house.put('during')).status).toBe(201);
    expect(await asPartner()).toBe(200);
    await house.recover();
    expect(await house.rows('SELECT 1 FROM outbox WHERE done_at IS NULL')).toEqual([]);
    expect(await house.rows('SELECT article_id FROM previews ORDER BY 1')).toEqual([
      { article_id: 'before' },
      { article_id: 'during' },
    ]);
    expect(house.faults()).toEqual([]);
    house.close();
  });
});
