import { StorageBusy, StorageFull, StorageReadOnly } from '../../domain/problem.ts';

// Result codes (https://sqlite.org/rescode.html); the low byte of an extended one is its primary code.
const PRIMARY_CODE = 0xff;
const SQLITE_BUSY = 5;
const SQLITE_READONLY = 8;
const SQLITE_FULL = 13;

/**
 * What SQLite says where a disk refuses to be written: one that the system turned read-only after an error, or one that
 * is failing. `SQLITE_IOERR` on a read says nothing of that kind.
 */
const REFUSED_WRITES = new Set([
  778, // SQLITE_IOERR_WRITE
  1034, // SQLITE_IOERR_FSYNC
  1290, // SQLITE_IOERR_DIR_FSYNC
  1546, // SQLITE_IOERR_TRUNCATE
  2570, // SQLITE_IOERR_DELETE
  4874, // SQLITE_IOERR_SHMSIZE
]);

/** What was thrown, in words of the domain where the storage is to blame for it; anything else as it is. */
export function storageFailure(error: unknown): unknown {
  const code = (error as { errcode?: number }).errcode ?? 0;
  switch (code & PRIMARY_CODE) {
    case SQLITE_BUSY:
      return new StorageBusy('another process holds the database', { cause: error });
    case SQLITE_FULL:
      return new StorageFull('the database has no room left', { cause: error });
    case SQLITE_READONLY:
      return new StorageReadOnly('the database cannot be written', { cause: error });
  }
  if (!REFUSED_WRITES.has(code)) return error;
  return new StorageReadOnly('the disk of the database does not take what is written', { cause: error });
}
