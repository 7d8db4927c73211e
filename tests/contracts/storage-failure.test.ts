import { describe, expect, it } from 'vitest';
import { openSqlite } from '../../src/adapters/node/sqlite-database.ts';
import { storageFailure } from '../../src/adapters/node/sqlite-failure.ts';
import { StorageBusy, StorageFull, StorageReadOnly } from '../../src/domain/problem.ts';

describe('what SQLite says of the storage', () => {
  it.each([
    ['SQLITE_BUSY', 5, StorageBusy],
    ['SQLITE_BUSY_RECOVERY', 261, StorageBusy],
    ['SQLITE_BUSY_SNAPSHOT', 517, StorageBusy],
    ['SQLITE_FULL', 13, StorageFull],
    ['SQLITE_READONLY', 8, StorageReadOnly],
    ['SQLITE_READONLY_DIRECTORY', 1544, StorageReadOnly],
    ['SQLITE_IOERR_WRITE', 778, StorageReadOnly],
    ['SQLITE_IOERR_FSYNC', 1034, StorageReadOnly],
  ])('%s (%i) is said in words of the domain', (_, errcode, kind) => {
    const cause = Object.assign(new Error('as SQLite says it'), { errcode });
    expect(storageFailure(cause)).toBeInstanceOf(kind);
    expect(storageFailure(cause)).toMatchObject({ cause });
  });

  it.each([
    ['SQLITE_IOERR_READ', 266],
    ['SQLITE_CORRUPT', 11],
    ['SQLITE_CONSTRAINT_UNIQUE', 2067],
  ])('%s (%i) stays what it is', (_, errcode) => {
    const cause = Object.assign(new Error('as SQLite says it'), { errcode });
    expect(storageFailure(cause)).toBe(cause);
  });

  it('a database that may not be written is read, and answers each writer so', async () => {
    const database = openSqlite(':memory:');
    database.execute(
      "CREATE TABLE lines (word TEXT); INSERT INTO lines VALUES ('before'); PRAGMA query_only = ON",
    );
    const insert = database.prepare("INSERT INTO lines VALUES ('during') RETURNING word");
    await expect(insert.run()).rejects.toThrow(StorageReadOnly);
    await expect(insert.first()).rejects.toThrow(StorageReadOnly);
    await expect(insert.all()).rejects.toThrow(StorageReadOnly);
    await expect(database.batch([insert])).rejects.toThrow(StorageReadOnly);
    expect(() => database.execute('DELETE FROM lines')).toThrow(StorageReadOnly);
    expect(await database.prepare('SELECT word FROM lines').all()).toEqual({ results: [{ word: 'before' }] });
  });

  it('a write that is refused when it is committed is not said to be done, however it was asked for', async () => {
    const database = openSqlite(':memory:');
    database.execute(`CREATE TABLE papers (name TEXT PRIMARY KEY);
      CREATE TABLE lines (paper TEXT REFERENCES papers DEFERRABLE INITIALLY DEFERRED)`);
    const insert = database.prepare("INSERT INTO lines VALUES ('unknown') RETURNING paper");
    await expect(insert.run()).rejects.toThrow('FOREIGN KEY');
    await expect(insert.first()).rejects.toThrow('FOREIGN KEY');
    await expect(insert.all()).rejects.toThrow('FOREIGN KEY');
    await expect(database.batch([insert])).rejects.toThrow('FOREIGN KEY');
    expect(await database.prepare('SELECT paper FROM lines').all()).toEqual({ results: [] });
  });
});
