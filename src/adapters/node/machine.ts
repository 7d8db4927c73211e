import { access, constants, statfs } from 'node:fs/promises';
import { join } from 'node:path';
import { DATABASE_BYTES, type Machine, type Reading } from '../../domain/machine.ts';
import type { Clock } from '../../domain/ports.ts';
import type { SqliteDatabase } from './sqlite-database.ts';

/** Below it the next picture may be the one that does not fit. */
const MIN_FREE_BYTES = 32 * 1024 * 1024;
/** Whoever asks for health may be anybody. */
const LOOK_AGAIN_MS = 1000;

/** This process, and the folder it keeps its data in. */
export function createNodeMachine(folder: string, database: SqliteDatabase, clock: Clock): Machine {
  let look = { at: Number.NEGATIVE_INFINITY, fault: Promise.resolve<string | undefined>(undefined) };
  return {
    storageFault() {
      const now = clock.now().getTime();
      if (Math.abs(now - look.at) >= LOOK_AGAIN_MS) look = { at: now, fault: faultOf(folder) };
      return look.fault;
    },
    async readings() {
      const readings = [
        storageReadings(folder, database),
        queueReadings(database, clock.now()),
        processReadings(),
      ];
      return (await Promise.all(readings)).flat();
    },
  };
}

/** How many bytes the disk of `folder` has left for this program. */
export async function freeBytes(folder: string): Promise<number> {
  const { bavail, bsize } = await statfs(folder);
  return bavail * bsize;
}

/** What keeps `folder` from taking anything more, in words; `undefined` where nothing does. */
async function faultOf(folder: string): Promise<string | undefined> {
  try {
    for (const path of [folder, join(folder, 'tearsheet.sqlite')]) await access(path, constants.W_OK);
  } catch {
    return 'cannot be written';
  }
  return (await freeBytes(folder)) < MIN_FREE_BYTES ? 'has less than 32 MiB left' : undefined;
}

async function storageReadings(folder: string, database: SqliteDatabase): Promise<Reading[]> {
  const size = await database
    .prepare('SELECT page_count * page_size AS bytes FROM pragma_page_count(), pragma_page_size()')
    .first<{ bytes: number }>();
  return [
    gauge(DATABASE_BYTES, 'Size of the database.', size?.bytes ?? 0),
    gauge('tearsheet_disk_free_bytes', 'What the disk of the data folder has left.', await freeBytes(folder)),
  ];
}

async function queueReadings(database: SqliteDatabase, now: Date): Promise<Reading[]> {
  const row = await database
    .prepare(`SELECT (SELECT count(*) FROM queue_messages WHERE dead = 0) AS waiting,
       (SELECT count(*) FROM queue_messages WHERE dead = 1) AS dead,
       (SELECT min(due_at) FROM queue_messages WHERE dead = 0) AS oldest`)
    .first<{ waiting: number; dead: number; oldest: number | null }>();
  const { waiting = 0, dead = 0, oldest = null } = row ?? {};
  return [
    {
      name: 'tearsheet_queue_messages',
      help: 'Messages of the queue: waiting, or set aside (dead) after their last try.',
      values: [
        { labels: { state: 'waiting' }, value: waiting },
        { labels: { state: 'dead' }, value: dead },
      ],
    },
    gauge(
      'tearsheet_queue_overdue_seconds',
      'For how long the first message of the queue has been due; 0 where none is.',
      oldest === null ? 0 : Math.max(0, (now.getTime() - oldest) / 1000),
    ),
  ];
}

function processReadings(): Reading[] {
  const { rss, heapUsed } = process.memoryUsage();
  return [
    gauge('process_resident_memory_bytes', 'Memory of the process.', rss),
    gauge('nodejs_heap_size_used_bytes', 'Of it, what JavaScript uses.', heapUsed),
    gauge('process_start_time_seconds', 'When the process began, in seconds since 1970.', startedAt()),
  ];
}

function startedAt(): number {
  return Math.round(performance.timeOrigin / 1000);
}

function gauge(name: string, help: string, value: number): Reading {
  return { name, help, values: [{ value }] };
}
