import { createMemoryBlobs } from '../adapters/memory/blobs.ts';
import { createMemoryCache } from '../adapters/memory/cache.ts';
import { createOfflineFetch } from '../adapters/memory/offline-fetch.ts';
import { createMemoryQueue } from '../adapters/memory/queue.ts';
import { applyMigrations } from '../adapters/node/migrations.ts';
import { MIGRATIONS } from '../adapters/node/node-ports.ts';
import { openSqlite, type SqliteDatabase } from '../adapters/node/sqlite-database.ts';
import { systemClock } from '../adapters/web/clock.ts';
import { jsonLog } from '../adapters/web/log.ts';
import { cryptoRandom } from '../adapters/web/random.ts';
import type { Pixels } from '../domain/picture.ts';
import type { Ports } from '../domain/ports.ts';

/** The ports of a service that lives as long as a command does: an empty database, and nothing on any network. */
export async function openMemoryPorts(pixels: Pixels): Promise<Ports & { database: SqliteDatabase }> {
  const database = openSqlite(':memory:');
  await applyMigrations(database, MIGRATIONS);
  return {
    database,
    blobs: createMemoryBlobs(),
    cache: createMemoryCache(systemClock),
    queue: createMemoryQueue(),
    clock: systemClock,
    random: cryptoRandom,
    fetch: createOfflineFetch({}),
    pixels,
    log: jsonLog,
  };
}
