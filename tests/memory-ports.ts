import { createMemoryBlobs } from '../src/adapters/memory/blobs.ts';
import { createMemoryCache } from '../src/adapters/memory/cache.ts';
import { createFixedClock } from '../src/adapters/memory/clock.ts';
import { createOfflineFetch } from '../src/adapters/memory/offline-fetch.ts';
import { createMemoryQueue } from '../src/adapters/memory/queue.ts';
import { createSeededRandom } from '../src/adapters/memory/random.ts';
import { applyMigrations } from '../src/adapters/node/migrations.ts';
import { MIGRATIONS } from '../src/adapters/node/node-ports.ts';
import { openSqlite } from '../src/adapters/node/sqlite-database.ts';
import { plainPixels } from '../src/adapters/web/plain-pixels.ts';

/** Every port in memory, with an empty database, a clock that stands at `start`, and no way out. */
export async function openMemoryPorts(start: string) {
  const clock = createFixedClock(new Date(start));
  const database = openSqlite(':memory:');
  await applyMigrations(database, MIGRATIONS);
  return {
    database,
    blobs: createMemoryBlobs(),
    cache: createMemoryCache(clock),
    queue: createMemoryQueue(),
    clock,
    random: createSeededRandom(1),
    fetch: createOfflineFetch({}),
    pixels: plainPixels,
    log: () => undefined,
  };
}
