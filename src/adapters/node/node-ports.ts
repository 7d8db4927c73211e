import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Machine } from '../../domain/machine.ts';
import type { Ports } from '../../domain/ports.ts';
import { systemClock } from '../web/clock.ts';
import { jsonLog } from '../web/log.ts';
import { cryptoRandom } from '../web/random.ts';
import { createFolderBlobs, removeStaleDrafts } from './folder-blobs.ts';
import { createNodeFetch } from './guarded-fetch.ts';
import { createLruCache } from './lru-cache.ts';
import { createNodeMachine } from './machine.ts';
import { makeFolder } from './made-folder.ts';
import { applyMigrations } from './migrations.ts';
import { sharpPixels } from './sharp-pixels.ts';
import { openSqlite, type SqliteDatabase, type SqliteOptions } from './sqlite-database.ts';
import { createTableQueue, type TableQueue } from './table-queue.ts';

/** The project's own SQL files. */
export const MIGRATIONS = fileURLToPath(new URL('../../../migrations', import.meta.url));

export interface NodePorts extends Ports {
  database: SqliteDatabase;
  queue: TableQueue;
  machine: Machine;
}

/**
 * The ports of a service that lives in one folder: `tearsheet.sqlite` and `blobs/`. The folder is made where it is
 * missing, and the database brought up to date. `loopback`: the way out reaches servers of this machine too. Throws where the folder cannot be written.
 */
export async function openNodePorts(
  folder: string,
  { loopback = false, ...options }: { loopback?: boolean } & SqliteOptions = {},
): Promise<NodePorts> {
  makeFolder(folder);
  const database = openSqlite(join(folder, 'tearsheet.sqlite'), options);
  await applyMigrations(database, MIGRATIONS);
  await removeStaleDrafts(join(folder, 'blobs'), systemClock.now());
  return {
    database,
    blobs: createFolderBlobs(join(folder, 'blobs')),
    cache: createLruCache(),
    queue: createTableQueue(database, { clock: systemClock, log: jsonLog }),
    clock: systemClock,
    random: cryptoRandom,
    fetch: createNodeFetch({ clock: systemClock, loopback, localHosts: loopback }),
    pixels: sharpPixels,
    log: jsonLog,
    machine: createNodeMachine(folder, database, systemClock),
  };
}
