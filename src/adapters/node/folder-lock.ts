import { appendFileSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

const BUSY = 5;
/** An empty database: who holds its lock is the service of the folder. The system lets go of it when a process dies. */
const LOCK = 'service.lock';
/** The numbers of the processes, for people: a line each. */
const PIDS = 'service.pids';

/** The services that work on a data folder. */
export interface FolderServices {
  isRunning: boolean;
  /** Of their processes, as far as they are on this machine. */
  pids: number[];
}

/** Who is at work on `folder` now. Makes nothing there. */
export function findServices(folder: string): FolderServices {
  if (!existsSync(join(folder, LOCK))) return { isRunning: false, pids: [] };
  const lock = tryLock(folder);
  lock?.close();
  return lock ? { isRunning: false, pids: [] } : { isRunning: true, pids: livingPids(folder) };
}

/**
 * Notes that this process works on `folder`. Returns the others that do, and how to say that it is over.
 */
export function enterFolder(folder: string): { others: FolderServices; leave(): void } {
  const lock = tryLock(folder);
  const others = { isRunning: lock === undefined, pids: lock ? [] : livingPids(folder) };
  if (lock) writeFileSync(join(folder, PIDS), `${process.pid}\n`);
  else appendFileSync(join(folder, PIDS), `${process.pid}\n`);
  return {
    others,
    leave() {
      const remaining = livingPids(folder).filter((pid) => pid !== process.pid);
      writeFileSync(join(folder, PIDS), remaining.map((pid) => `${pid}\n`).join(''));
      lock?.close();
    },
  };
}

function tryLock(folder: string): DatabaseSync | undefined {
  const lock = new DatabaseSync(join(folder, LOCK), { timeout: 0 });
  try {
    lock.exec('BEGIN EXCLUSIVE');
    return lock;
  } catch (error) {
    lock.close();
    if ((error as { errcode?: number }).errcode === BUSY) return undefined;
    throw error;
  }
}

function livingPids(folder: string): number[] {
  try {
    const lines = readFileSync(join(folder, PIDS), 'utf8').split('\n');
    return [...new Set(lines.map(Number))].filter((pid) => Number.isInteger(pid) && pid > 0 && isAlive(pid));
  } catch {
    return [];
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // It is there, and somebody else's.
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
