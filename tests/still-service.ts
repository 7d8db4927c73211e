import { createMemoryBlobs } from '../src/adapters/memory/blobs.ts';
import { createMemoryCache } from '../src/adapters/memory/cache.ts';
import { createFixedClock } from '../src/adapters/memory/clock.ts';
import { createNodeFetch, type ResolvedAddress } from '../src/adapters/node/guarded-fetch.ts';
import { applyMigrations } from '../src/adapters/node/migrations.ts';
import { MIGRATIONS } from '../src/adapters/node/node-ports.ts';
import { openSqlite } from '../src/adapters/node/sqlite-database.ts';
import { createTableQueue } from '../src/adapters/node/table-queue.ts';
import { plainPixels } from '../src/adapters/web/plain-pixels.ts';
import { cryptoRandom } from '../src/adapters/web/random.ts';
import { createApp } from '../src/app.ts';
import { readConfig } from '../src/config.ts';
import { sha256 } from '../src/domain/digest.ts';
import type { Ports } from '../src/domain/ports.ts';
import { createJobs } from '../src/jobs.ts';
import type { PreviewRenderer } from '../src/previews/renderer.ts';

export const START = new Date('2026-03-02T08:00:00Z');
export const MINUTE = 60;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

const HERE: ResolvedAddress[] = [{ address: '127.0.0.1', family: 4 }];
const RENDERER = {
  draw: async () => new Uint8Array(),
  quote: async () => new Uint8Array(),
} as PreviewRenderer;

/** What outlives a process. */
export async function openStorage() {
  const clock = createFixedClock(START);
  const database = openSqlite(':memory:');
  await applyMigrations(database, MIGRATIONS);
  return { clock, database, blobs: createMemoryBlobs() };
}

export interface StillOptions {
  settings?: Record<string, string>;
  resolve?: (host: string) => Promise<ResolvedAddress[]>;
  storage?: Awaited<ReturnType<typeof openStorage>>;
  /** May stand between the service and its ports. */
  wrap?: (ports: Ports) => Ports;
}

/** The service over SQLite in memory; every host name leads to this machine, and time stands still until it is moved. */
export async function openStillService(
  { publicUrl, token, pace }: { publicUrl: string; token: string; pace?: Parameters<typeof createJobs>[3] },
  { settings = {}, resolve = async () => HERE, storage, wrap = (ports) => ports }: StillOptions,
) {
  const { clock, database, blobs } = storage ?? (await openStorage());
  const logged: string[] = [];
  const log: Ports['log'] = (level, message, fields) =>
    void logged.push(`${level} ${message} ${JSON.stringify(fields ?? {})}`);
  const queue = createTableQueue(database, { clock, log });
  const ports = wrap({
    database,
    blobs,
    cache: createMemoryCache(clock),
    queue,
    clock,
    random: cryptoRandom,
    fetch: createNodeFetch({ clock, loopback: true, localHosts: true, resolve }),
    pixels: plainPixels,
    log,
  });
  const config = readConfig({
    PUBLIC_URL: publicUrl,
    PUBLICATION_NAME: 'The Example Times',
    TAG_AUTHORITY: 'example.org,2026',
    TOKEN_SHA256: await sha256(token),
    HUB_CALLBACKS: 'loopback',
    ...settings,
  });
  const app = createApp(ports, config, RENDERER);
  const jobs = createJobs(ports, config, RENDERER, pace);
  const settle = () => queue.drain(jobs.handle);
  return {
    app,
    clock,
    database,
    logged,
    ports,
    settle,
    rows: async (sql: string) => (await database.prepare(sql).all<Record<string, unknown>>()).results,
    /** A while later: what is due is done. */
    async pass(seconds: number) {
      clock.advance(seconds);
      await jobs.sweep();
      await settle();
    },
  };
}
