import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { createFixedClock } from '../../src/adapters/memory/clock.ts';
import { createFolderBlobs } from '../../src/adapters/node/folder-blobs.ts';
import { createLruCache } from '../../src/adapters/node/lru-cache.ts';
import { applyMigrations } from '../../src/adapters/node/migrations.ts';
import { MIGRATIONS } from '../../src/adapters/node/node-ports.ts';
import { openSqlite } from '../../src/adapters/node/sqlite-database.ts';
import { createTableQueue } from '../../src/adapters/node/table-queue.ts';
import type { EventMessage } from '../../src/domain/ports.ts';
import { StorageFull } from '../../src/domain/problem.ts';
import { blobsContract } from './blobs-contract.ts';
import { cacheContract } from './cache-contract.ts';
import { databaseContract } from './database-contract.ts';
import { queueContract } from './queue-contract.ts';

const START = new Date('2024-06-01T12:00:00Z');
const folder = mkdtempSync(join(tmpdir(), 'tearsheet-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
let files = 0;
const newPath = () => join(folder, `case-${files++}`);

async function openMigrated(path: string) {
  const database = openSqlite(path);
  await applyMigrations(database, MIGRATIONS);
  return database;
}

function openQueue(path: string) {
  const clock = createFixedClock(START);
  const logged: string[] = [];
  const queue = createTableQueue(openSqlite(path), { clock, log: (level) => logged.push(level) });
  return { queue, clock, logged };
}

databaseContract('SQLite file', () => openMigrated(newPath()));
databaseContract('SQLite in memory', () => openMigrated(':memory:'));

describe('a file that two have open', () => {
  it('shows to each the next time it asks what the other wrote', async () => {
    const path = newPath();
    const [one, other] = [await openMigrated(path), openSqlite(path)];
    const count = () => one.prepare('SELECT count(*) AS count FROM idempotency_keys').first();
    for (let written = 1; written <= 3; written++) {
      await other
        .prepare("INSERT INTO idempotency_keys VALUES (?, 'f', 'a', '2024-01-01T00:00:00.000Z')")
        .bind(`key-${written}`)
        .run();
      expect(await Promise.all([count(), count()])).toEqual([{ count: written }, { count: written }]);
    }
  });
});

blobsContract('folder', async () => createFolderBlobs(newPath()));
cacheContract('LRU', async () => createLruCache());
queueContract('table', async () => {
  const { queue, clock } = openQueue(newPath());
  return {
    queue,
    async settle(handle) {
      for (let round = 0; round < 8; round++) {
        await queue.drain(handle);
        clock.advance(120);
      }
    },
  };
});

describe('Node storage', () => {
  it('migrations are applied once', async () => {
    const database = openSqlite(newPath());
    expect(await applyMigrations(database, MIGRATIONS)).toContain('0001_articles.sql');
    expect(await applyMigrations(database, MIGRATIONS)).toEqual([]);
  });

  it('what was committed is there after the file is opened again', async () => {
    const path = newPath();
    const first = await openMigrated(path);
    await first.batch([first.prepare("INSERT INTO topics VALUES ('all', '', 'd', 't')")]);
    first.close();
    const second = await openMigrated(path);
    expect(await second.prepare('SELECT digest FROM topics').first()).toEqual({ digest: 'd' });
  });

  it('a full database is StorageFull and keeps nothing of the batch', async () => {
    const database = await openMigrated(newPath());
    const { page_count: pages } =
      (await database.prepare('PRAGMA page_count').first<{ page_count: number }>()) ?? {};
    database.execute(`PRAGMA max_page_count = ${Number(pages) + 2}`);
    const big = 'x'.repeat(100_000);
    const insert = (topic: string) =>
      database
        .prepare("INSERT INTO topics VALUES (?, ?, 'd', 't')")
        .bind(topic, topic === 'small' ? '' : big);
    await expect(database.batch([insert('small'), insert('big')])).rejects.toThrow(StorageFull);
    expect(await database.prepare('SELECT count(*) AS n FROM topics').first()).toEqual({ n: 0 });
  });

  it('a blob folder holds no drafts once the writing is over', async () => {
    const path = newPath();
    const blobs = createFolderBlobs(path);
    await Promise.all(
      Array.from({ length: 20 }, (_, index) => blobs.put('same', new Uint8Array(1000 + index))),
    );
    expect(readdirSync(path)).toEqual(['same']);
  });

  it('a queued message outlives the process', async () => {
    const path = newPath();
    await openQueue(path).queue.send({ articleId: 'a', version: 1 });
    const seen: string[] = [];
    await openQueue(path).queue.drain(async (message) => {
      seen.push((message as EventMessage).articleId);
    });
    expect(seen).toEqual(['a']);
  });

  it('a message for the hub that takes long holds up no other one', async () => {
    const { queue } = openQueue(newPath());
    const seen: string[] = [];
    const held = Promise.withResolvers<void>();
    const done = new Promise<void>((resolve) => {
      const stop = queue.start(async (message) => {
        seen.push('articleId' in message ? message.articleId : Object.values(message)[0]);
        if ('hub' in message && message.hub === 'verify') await held.promise;
        if (seen.length < 3) return;
        resolve(stop());
        held.resolve();
      });
    });
    await queue.send({ hub: 'verify' });
    await queue.send({ hub: 'deliver' });
    await queue.send({ articleId: 'a', version: 1 });
    await done;
    expect(seen.sort()).toEqual(['a', 'deliver', 'verify']);
  });

  it('a message that always fails is set aside after six tries, and the log says so', async () => {
    const { queue, clock, logged } = openQueue(newPath());
    await queue.send({ articleId: 'a', version: 1 });
    let tries = 0;
    for (let round = 0; round < 20; round++) {
      await queue.drain(async () => {
        tries++;
        throw new Error('never');
      });
      clock.advance(600);
    }
    expect(tries).toBe(6);
    expect(logged).toEqual(['warn', 'warn', 'warn', 'warn', 'warn', 'error']);
  });
});
