import { StorageBusy } from '../../domain/problem.ts';
import { storageFailure } from './sqlite-failure.ts';

/** Who waits for the lock of another process is refused after this. */
export const PATIENCE_MS = 5000;
/** Nothing tells when a lock is free: it is asked for again and again, as SQLite's own busy handler does. */
const PAUSES_MS = [1, 2, 5, 10, 20];
const LONGEST_PAUSE_MS = 50;
/** Each keeps what it wants to write in memory: an article has some megabytes at most. */
const MAX_WAITING = 200;

/** Returns false where the lock is still held, and there is time left. */
type Attempt = () => boolean;

/** Work on a SQLite database that another process may hold for a while. What it throws is a `storageFailure`. */
export interface LockLine {
  /**
   * Does `work`: at once, or where the database is locked again after short pauses until it is done or `patienceMs` are
   * over. Nothing else of this process stands still meanwhile. Whoever comes later is behind who waits already. What was
   * done at once is returned as it is.
   */
  do<T>(work: () => T): T | Promise<T>;
  /** Does `work` at once or not at all: throws `StorageBusy` where others wait, or it would have to. */
  doAtOnce<T>(work: () => T): T;
}

/** A line in which nobody is overtaken. `work` is begun anew each time, so it has to undo itself where it throws. */
export function createLockLine(patienceMs = PATIENCE_MS): LockLine {
  const waiting: Attempt[] = [];
  let pauses = 0;

  function askAgain(): void {
    if (!waiting[0]?.()) {
      setTimeout(askAgain, PAUSES_MS[pauses++] ?? LONGEST_PAUSE_MS);
      return;
    }
    waiting.shift();
    pauses = 0;
    // One in each turn of the event loop: readers are answered between them.
    if (waiting.length > 0) setImmediate(askAgain);
  }

  function wait<T>(work: () => T): Promise<T> {
    const until = performance.now() + patienceMs;
    return new Promise((resolve, reject) => {
      waiting.push(() => {
        try {
          resolve(work());
        } catch (error) {
          const failure = storageFailure(error);
          if (failure instanceof StorageBusy && performance.now() < until) return false;
          reject(failure);
        }
        return true;
      });
      if (waiting.length === 1) setTimeout(askAgain, PAUSES_MS[pauses++]);
    });
  }

  return {
    do(work) {
      if (waiting.length === 0) {
        try {
          return work();
        } catch (error) {
          const failure = storageFailure(error);
          if (!(failure instanceof StorageBusy)) throw failure;
        }
      }
      if (waiting.length >= MAX_WAITING) throw new StorageBusy('too many wait for the database already');
      return wait(work);
    },
    doAtOnce(work) {
      if (waiting.length > 0) throw new StorageBusy('others wait for the database');
      try {
        return work();
      } catch (error) {
        throw storageFailure(error);
      }
    },
  };
}
