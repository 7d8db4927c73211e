import { beforeEach, describe, expect, it } from 'vitest';
import type { Database } from '../../src/domain/ports.ts';

/** What every `Database` does. `open` gives one with the migrations applied; it may hold rows of earlier tests. */
export function databaseContract(name: string, open: () => Promise<Database>): void {
  describe(`database: ${name}`, () => {
    let database: Database;
    const insert = (key: string, fingerprint = 'f') =>
      database
        .prepare(
          'INSERT INTO idempotency_keys (key, fingerprint, article_id, recorded_at) VALUES (?, ?, ?, ?)',
        )
        .bind(key, fingerprint, 'a', '2024-01-01T00:00:00.000Z');
    const find = (key: string) =>
      database.prepare('SELECT fingerprint FROM idempotency_keys WHERE key = ?').bind(key).first();

    beforeEach(async () => {
      database = await open();
      await database.prepare('DELETE FROM idempotency_keys').run();
    });

    it('gives back what was written', async () => {
      await insert('k', 'naïve 🚂 “text”').run();
      expect(await find('k')).toEqual({ fingerprint: 'naïve 🚂 “text”' });
    });

    it('answers null for a row that is not there', async () => {
      expect(await find('nobody')).toBeNull();
    });

    it('lists rows in the order asked for', async () => {
      for (const key of ['b', 'a', 'c']) await insert(key).run();
      const { results } = await database.prepare('SELECT key FROM idempotency_keys ORDER BY key').all();
      expect(results).toEqual([{ key: 'a' }, { key: 'b' }, { key: 'c' }]);
    });

    it('writes a batch whole', async () => {
      await database.batch([insert('one'), insert('two')]);
      expect(await find('one')).not.toBeNull();
      expect(await find('two')).not.toBeNull();
    });

    it('writes nothing of a batch in which one statement fails, and says which constraint', async () => {
      await insert('taken').run();
      await expect(database.batch([insert('fresh'), insert('taken')])).rejects.toThrow(
        /UNIQUE constraint failed/,
      );
      expect(await find('fresh')).toBeNull();
    });

    it('takes null and numbers, and numbered parameters more than once', async () => {
      const row = await database.prepare('SELECT ?1 AS a, ?2 AS b, ?1 AS c').bind(7, null).first();
      expect(row).toEqual({ a: 7, b: null, c: 7 });
    });

    it('unpacks JSON', async () => {
      const query = database
        .prepare('SELECT value ->> 0 AS a, value ->> 1 AS b FROM json_each(?)')
        .bind('[["x",1],["y",2]]');
      expect((await query.all()).results).toEqual([
        { a: 'x', b: 1 },
        { a: 'y', b: 2 },
      ]);
    });

    it('never reads a value as SQL', async () => {
      await insert("'; DROP TABLE idempotency_keys; --").run();
      expect(await find("'; DROP TABLE idempotency_keys; --")).not.toBeNull();
    });
  });
}
