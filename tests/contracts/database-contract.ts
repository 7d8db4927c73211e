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

    it('shows a write to whoever asks after it, whoever else asked before', async () => {
      const before = find('k');
      const writing = insert('k', 'first').run();
      const beside = find('k');
      await writing;
      const after = find('k');
      expect(await after).toEqual({ fingerprint: 'first' });
      await database.prepare("UPDATE idempotency_keys SET fingerprint = 'second'").run();
      expect(await find('k')).toEqual({ fingerprint: 'second' });
      await Promise.all([before, beside]);
    });

    it('gives each of many who ask at once what it asked for', async () => {
      await database.batch([insert('one', '1'), insert('two', '2')]);
      const keys = Array.from({ length: 60 }, (_, index) => ['one', 'two', 'none'][index % 3] ?? '');
      const rows = await Promise.all(keys.map((key) => find(key)));
      expect(rows.slice(0, 3)).toEqual([{ fingerprint: '1' }, { fingerprint: '2' }, null]);
      rows.forEach((row, index) => {
        expect(row).toEqual(rows[index % 3]);
      });
    });

    it('writes as often as it is asked to, by however many at once', async () => {
      await insert('k', '0').run();
      const count = () =>
        database
          .prepare(
            'UPDATE idempotency_keys SET fingerprint = fingerprint + 1 WHERE key = ? RETURNING fingerprint',
          )
          .bind('k')
          .first<{ fingerprint: string }>();
      const counted = await Promise.all(Array.from({ length: 5 }, count));
      expect(counted.map((row) => row?.fingerprint).sort()).toEqual(['1', '2', '3', '4', '5']);
    });

    it('fails for each who asks what cannot be asked', async () => {
      const ask = () => database.prepare('SELECT fingerprint FROM nowhere WHERE key = ?').bind('k').first();
      for (const outcome of await Promise.allSettled([ask(), ask()])) expect(outcome.status).toBe('rejected');
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
