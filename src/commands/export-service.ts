import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Hono } from 'hono';
import { createMemoryCache } from '../adapters/memory/cache.ts';
import { createOfflineFetch } from '../adapters/memory/offline-fetch.ts';
import { createMemoryQueue } from '../adapters/memory/queue.ts';
import { createFolderBlobs } from '../adapters/node/folder-blobs.ts';
import { publicFonts } from '../adapters/node/font-folder.ts';
import { applyMigrations } from '../adapters/node/migrations.ts';
import { MIGRATIONS } from '../adapters/node/node-ports.ts';
import { loadPreviewAssets } from '../adapters/node/preview-assets.ts';
import { sharpPixels } from '../adapters/node/sharp-pixels.ts';
import { openSqlite } from '../adapters/node/sqlite-database.ts';
import { jsonLog } from '../adapters/web/log.ts';
import { cryptoRandom } from '../adapters/web/random.ts';
import { createApp } from '../app.ts';
import type { Config } from '../domain/config.ts';
import type { Clock, Ports } from '../domain/ports.ts';
import { createPreviewRenderer } from '../previews/renderer.ts';
import { BLOBS, DATABASE } from './checked-files.ts';
import { copyDatabase } from './database-copy.ts';

/** A service of one moment: it answers as the one of a data folder did then, and changes nothing of it. */
export interface FrozenService {
  app: Hono;
  ports: Ports;
  close(): void;
}

/**
 * Opens the data folder as it is now: over a copy of the database, and pictures that are only read. Nothing is asked of
 * the network. Throws where there is no database, or a damaged one.
 */
export async function freezeService(
  dataFolder: string,
  config: Config,
  clock: Clock,
): Promise<FrozenService> {
  const folder = mkdtempSync(join(tmpdir(), 'tearsheet-export-'));
  try {
    await copyDatabase(join(dataFolder, DATABASE), join(folder, DATABASE));
    const database = openSqlite(join(folder, DATABASE));
    await applyMigrations(database, MIGRATIONS);
    const blobs = createFolderBlobs(join(dataFolder, BLOBS));
    const ports: Ports = {
      database,
      blobs: { get: blobs.get, put: async () => undefined, delete: async () => undefined },
      cache: createMemoryCache(clock),
      queue: createMemoryQueue(),
      clock,
      random: cryptoRandom,
      fetch: createOfflineFetch({}),
      pixels: sharpPixels,
      log: jsonLog,
    };
    const { front: _, ...alone } = config;
    return {
      app: createApp(ports, alone, createPreviewRenderer(loadPreviewAssets(), publicFonts)),
      ports,
      close() {
        database.close();
        rmSync(folder, { recursive: true, force: true });
      },
    };
  } catch (error) {
    rmSync(folder, { recursive: true, force: true });
    throw error;
  }
}
