import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterAll, describe, expect, it } from 'vitest';
import { type House, openHouse, removeFolders } from './open-house.ts';

afterAll(removeFolders);

/** Another process: it holds the lock until it is told to let go of it. */
function holdDatabase({ folder }: House): { release(): void } {
  const other = new DatabaseSync(join(folder, 'tearsheet.sqlite'));
  other.exec('BEGIN IMMEDIATE');
  return {
    release() {
      other.exec('COMMIT');
      other.close();
    },
  };
}

async function previewPath(house: House, id: string): Promise<string> {
  const { headers } = await house.app.request(`/previews/${id}`);
  return new URL(headers.get('Location') ?? '').pathname;
}

describe('while another process holds the database', () => {
  it('readers are answered while a writer waits for a lock of another process', async () => {
    const house = await openHouse();
    expect((await house.put('before')).status).toBe(201);
    const other = holdDatabase(house);
    let isAnswered = false;
    const writing = house.put('during').finally(() => {
      isAnswered = true;
    });

    // No feed was put together before, and no preview drawn: what is made now is kept later.
    const paths = [
      '/feeds/all.rss',
      '/feeds/all.json',
      '/articles/before',
      await previewPath(house, 'before'),
    ];
    for (const path of [...paths, ...paths]) expect([path, await house.status(path)]).toEqual([path, 200]);
    expect(await house.status('/articles/during')).toBe(404);
    expect(isAnswered).toBe(false);

    other.release();
    expect((await writing).status).toBe(201);
    expect(await house.status('/articles/during')).toBe(200);
    await house.recover();
    expect(await house.rows('SELECT article_id FROM previews ORDER BY 1')).toEqual([
      { article_id: 'before' },
      { article_id: 'during' },
    ]);
    expect(house.faults()).toEqual([]);
    house.close();
  });

  it('writing is answered 503 with Retry-After and keeps nothing, reading goes on, and the same again is taken', async () => {
    const house = await openHouse({ patienceMs: 20 });
    expect((await house.put('before')).status).toBe(201);
    await house.drain();
    const other = holdDatabase(house);

    for (const answer of [await house.put('during'), await house.ask('DELETE', '/articles/before')]) {
      expect(answer.status).toBe(503);
      expect(answer.headers.get('Retry-After')).toBe('1');
      expect(await answer.json()).toMatchObject({ type: 'https://news.example/problems/busy' });
    }
    expect(await house.status('/articles/before')).toBe(200);
    expect(await house.status('/feeds/all.rss')).toBe(200);
    expect(await house.status('/articles/during')).toBe(404);

    other.release();
    expect((await house.put('during')).status).toBe(201);
    await house.recover();
    expect(await house.rows('SELECT id, version, state FROM articles ORDER BY id')).toEqual([
      { id: 'before', version: 1, state: 'live' },
      { id: 'during', version: 1, state: 'live' },
    ]);
    expect(await house.rows('SELECT 1 FROM outbox WHERE done_at IS NULL')).toEqual([]);
    expect(house.faults()).toEqual([]);
    house.close();
  });
});
