import { describe, expect, it } from 'vitest';
import { forgetChanges } from '../../src/partners/product-changes.ts';
import { openMemoryPorts } from '../memory-ports.ts';

const START = '2026-03-01T12:00:00.000Z';
const LONG_AGO = '2025-01-01T00:00:00.000Z';
/** More than three sweeps look at. */
const ARTICLES = 9000;

/** A record of which every article has two changes, the second long after the first; the last of all is a withdrawal. */
async function openRecord() {
  const ports = await openMemoryPorts(START);
  const numbers = `WITH RECURSIVE n (i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i + 1 < ${ARTICLES})`;
  const insert = (change: string) =>
    `${numbers} INSERT INTO product_changes (product_id, article_id, version, change, changed_at)
       SELECT 'p', 'a' || i, 1, iif(i = 0 AND '${change}' = 'corrected', 'withdrawn', '${change}'), '${LONG_AGO}' FROM n;`;
  ports.database.execute(
    `INSERT INTO products (id, name, content, embargo_minutes, terms, changed_at) VALUES ('p', 'P', '{}', 0, '', '${START}');
     ${insert('published')} ${insert('corrected')}`,
  );
  const count = async (where = 'true') => {
    const row = await ports.database
      .prepare(`SELECT count(*) AS rows FROM product_changes WHERE ${where}`)
      .first<{ rows: number }>();
    return row?.rows ?? 0;
  };
  const sweep = async () => {
    ports.clock.advance(60);
    await forgetChanges(ports, START);
  };
  return { ...ports, count, sweep };
}

describe('a record that is longer than a sweep looks at', () => {
  it('is looked through in rounds, until of each article its last word is left', async () => {
    const { count, sweep, database } = await openRecord();
    const left = [];
    for (let minute = 0; minute < 4; minute++) {
      await sweep();
      left.push(await count());
    }
    expect(Math.min(...left.slice(0, 3))).toBeGreaterThan(ARTICLES - 1);
    expect(left.at(-1)).toBe(ARTICLES - 1);
    expect(await count(`change = 'corrected'`)).toBe(ARTICLES - 1);
    expect(await database.prepare('SELECT horizon FROM products').first()).toEqual({ horizon: ARTICLES + 1 });
  });

  it('never tells of an article whose withdrawal is forgotten', async () => {
    const { count, sweep } = await openRecord();
    for (let minute = 0; minute < 4; minute++) {
      await sweep();
      const [published, withdrawn] = [
        await count(`article_id = 'a0' AND change = 'published'`),
        await count(`article_id = 'a0' AND change = 'withdrawn'`),
      ];
      expect(published).toBeLessThanOrEqual(withdrawn);
    }
  });

  it('is read by the places of a stretch, not by all that is old', async () => {
    const { database, clock } = await openRecord();
    const asked = new Set<string>();
    const prepare = (sql: string) => {
      asked.add(sql);
      return database.prepare(sql);
    };
    await forgetChanges({ database: { ...database, prepare }, clock }, START);
    const plans: string[] = [];
    for (const sql of asked) {
      const { results } = await database.prepare(`EXPLAIN QUERY PLAN ${sql}`).all<{ detail: string }>();
      plans.push(...results.map(({ detail }) => detail).filter((detail) => / c /.test(detail)));
    }
    expect(new Set(plans)).toEqual(
      new Set([
        'SEARCH c USING INTEGER PRIMARY KEY (rowid>? AND rowid<?)',
        'SEARCH c USING INTEGER PRIMARY KEY (rowid=?)',
      ]),
    );
  });
});
