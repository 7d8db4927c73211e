import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterAll, describe, expect, it } from 'vitest';
import { openHouse, removeFolders } from './open-house.ts';

afterAll(removeFolders);

describe('while another process holds the database', () => {
  it('writing is answered 503 with Retry-After and keeps nothing, reading goes on, and the same again is taken', async () => {
    const house = await openHouse();
    expect((await house.put('before')).status).toBe(201);
    await house.drain();
    // As long as it waits, nobody else is answered: in life it is five seconds.
    house.database.execute('PRAGMA busy_timeout = 20');
    const other = new DatabaseSync(join(house.folder, 'tearsheet.sqlite'));
    other.exec('BEGIN IMMEDIATE');

    for (const answer of [await house.put('during'), await house.ask('DELETE', '/articles/before')]) {
      expect(answer.status).toBe(503);
      expect(answer.headers.get('Retry-After')).toBe('1');
      expect(await answer.json()).toMatchObject({ type: 'https://news.example/problems/busy' });
    }
    expect(await house.status('/articles/before')).toBe(200);
    expect(await house.status('/feeds/all.rss')).toBe(200);
    expect(await house.status('/articles/during')).toBe(404);

    other.exec('ROLLBACK');
    other.close();
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
