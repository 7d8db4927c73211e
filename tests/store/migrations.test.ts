import { cpSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { applyMigrations } from '../../src/adapters/node/migrations.ts';
import { MIGRATIONS } from '../../src/adapters/node/node-ports.ts';
import { openSqlite } from '../../src/adapters/node/sqlite-database.ts';

const folder = mkdtempSync(join(tmpdir(), 'tearsheet-migrations-'));
afterAll(() => rmSync(folder, { recursive: true }));

it('what was published before there were embargoes is as it was, and was public', async () => {
  for (const name of readdirSync(MIGRATIONS).filter((name) => name < '0005')) {
    cpSync(join(MIGRATIONS, name), join(folder, name));
  }
  const database = openSqlite(':memory:');
  await applyMigrations(database, folder);
  database.execute(`
    INSERT INTO articles VALUES
      ('a', 'tag:a', 2, 'live', 'https://times.example.org/a', 'd1', '2024-06-04T05:30:00.000Z', '{"id":"a"}'),
      ('b', 'tag:b', 1, 'withdrawn', NULL, 'd2', '2024-06-05T05:30:00.000Z', '{"id":"b"}');
    INSERT INTO article_versions VALUES
      ('a', 1, '2024-06-04T06:00:00.000Z', '{}'), ('a', 2, '2024-06-04T07:00:00.000Z', '{}');
  `);
  expect(await applyMigrations(database, MIGRATIONS)).toContain('0005_lifecycle.sql');
  const { results } = await database
    .prepare(
      'SELECT id, guid, version, state, url, digest, published_at, content, opens_at, public_since FROM articles ORDER BY id',
    )
    .all();
  expect(results.map((row) => ({ ...(row as object) }))).toEqual([
    {
      id: 'a',
      guid: 'tag:a',
      version: 2,
      state: 'live',
      url: 'https://times.example.org/a',
      digest: 'd1',
      published_at: '2024-06-04T05:30:00.000Z',
      content: '{"id":"a"}',
      opens_at: null,
      public_since: '2024-06-04T06:00:00.000Z',
    },
    {
      id: 'b',
      guid: 'tag:b',
      version: 1,
      state: 'withdrawn',
      url: null,
      digest: 'd2',
      published_at: '2024-06-05T05:30:00.000Z',
      content: '{"id":"b"}',
      opens_at: null,
      public_since: '2024-06-05T05:30:00.000Z',
    },
  ]);
  database.close();
});
