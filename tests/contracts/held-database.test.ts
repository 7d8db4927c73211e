import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { openSqlite, type SqliteDatabase } from '../../src/adapters/node/sqlite-database.ts';
import { StorageBusy } from '../../src/domain/problem.ts';

const folder = mkdtempSync(join(tmpdir(), 'tearsheet-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
let files = 0;

/** All that this turn of the event loop brings has come. */
const turn = () => new Promise((resolve) => setImmediate(resolve));

let path: string;
let database: SqliteDatabase;
/** Another process, as SQLite sees it. */
let other: DatabaseSync;

beforeEach(() => {
  path = join(folder, `case-${files++}`);
  database = openSqlite(path);
  database.execute('CREATE TABLE lines (word TEXT NOT NULL)');
  other = new DatabaseSync(path);
});

const insert = (word: string) => database.prepare('INSERT INTO lines VALUES (?) RETURNING word').bind(word);
const words = async (from = database) => {
  const { results } = await from.prepare('SELECT word FROM lines ORDER BY rowid').all<{ word: string }>();
  return results.map(({ word }) => word);
};

describe('a database that another process holds', () => {
  it('is read while a write waits, which is done once it is free', async () => {
    other.exec("BEGIN IMMEDIATE; INSERT INTO lines VALUES ('theirs')");
    const writing = insert('ours').run();
    const count = database.prepare('SELECT count(*) AS count FROM lines');
    for (let round = 0; round < 10; round++) {
      expect(await words()).toEqual([]);
      expect(await count.first()).toEqual({ count: 0 });
    }
    other.exec('COMMIT');
    await writing;
    expect(await words()).toEqual(['theirs', 'ours']);
  });

  it('takes what waited in the order in which it came, and who comes later after it', async () => {
    other.exec('BEGIN IMMEDIATE');
    const waiting = [
      insert('first').run(),
      database.batch([insert('second'), insert('third')]),
      insert('fourth').first(),
      insert('fifth').all(),
    ];
    await turn();
    other.exec('COMMIT');
    // Nobody has been told yet that it is free: this one would find it so.
    await Promise.all([...waiting, insert('sixth').run()]);
    expect(await words()).toEqual(['first', 'second', 'third', 'fourth', 'fifth', 'sixth']);
  });

  it('gives each who waited the answer to what it asked', async () => {
    other.exec('BEGIN IMMEDIATE');
    const [one, two, bad, three] = [
      insert('one').first(),
      insert('two').all(),
      database.batch([insert('never'), database.prepare('INSERT INTO lines VALUES (NULL)')]),
      insert('three').first(),
    ];
    const refused = expect(bad).rejects.toThrow(/NOT NULL constraint failed/);
    other.exec('COMMIT');
    expect(await one).toEqual({ word: 'one' });
    expect(await two).toEqual({ results: [{ word: 'two' }] });
    await refused;
    expect(await three).toEqual({ word: 'three' });
    expect(await words()).toEqual(['one', 'two', 'three']);
  });

  it('is given up in the end, and takes nothing of what was given up', async () => {
    const hurried = openSqlite(path, { patienceMs: 5 });
    other.exec('BEGIN IMMEDIATE');
    const write = () => hurried.prepare("INSERT INTO lines VALUES ('late')");
    await expect(write().run()).rejects.toThrow(StorageBusy);
    await expect(hurried.batch([write(), write()])).rejects.toThrow(StorageBusy);
    expect(() => hurried.execute("INSERT INTO lines VALUES ('late')")).toThrow(StorageBusy);
    other.exec('COMMIT');
    expect(await words(hurried)).toEqual([]);
    await write().run();
    expect(await words(hurried)).toEqual(['late']);
  });

  it('takes what must be done at once only where it is free and nobody waits', async () => {
    other.exec('BEGIN IMMEDIATE');
    await expect(database.batchAtOnce([insert('never')])).rejects.toThrow(StorageBusy);
    const waiting = insert('waited').run();
    await turn();
    other.exec('COMMIT');
    await expect(database.batchAtOnce([insert('never')])).rejects.toThrow(StorageBusy);
    await waiting;
    await database.batchAtOnce([insert('now'), insert('and now')]);
    expect(await words()).toEqual(['waited', 'now', 'and now']);
  });

  it('lets two hundred wait, and no more', async () => {
    other.exec('BEGIN IMMEDIATE');
    const waiting = Array.from({ length: 200 }, (_, index) => insert(`word-${index}`).run());
    await expect(insert('one too many').run()).rejects.toThrow(StorageBusy);
    other.exec('COMMIT');
    await Promise.all(waiting);
    expect(await words()).toEqual(waiting.map((_, index) => `word-${index}`));
  });

  it('fails those who wait when it is closed', async () => {
    other.exec('BEGIN IMMEDIATE');
    const refused = expect(insert('never').run()).rejects.toThrow(/not open|finalized/);
    database.close();
    await refused;
  });
});

describe('a lock that is met late', () => {
  it('a batch whose commit finds readers is tried again as a whole', async () => {
    // Without a write-ahead log, as on a disk that has no shared memory.
    database.execute('PRAGMA journal_mode = DELETE');
    other.exec("INSERT INTO lines VALUES ('theirs'); BEGIN");
    other.prepare('SELECT count(*) FROM lines').get();
    const writing = [database.batch([insert('one'), insert('two')]), insert('three').run()];
    await turn();
    expect(database.isTransaction()).toBe(false);
    expect(await words()).toEqual(['theirs']);
    other.exec('COMMIT');
    await Promise.all(writing);
    expect(await words()).toEqual(['theirs', 'one', 'two', 'three']);
  });

  it('a reader waits as well where the other wants it for itself', async () => {
    database.execute('PRAGMA journal_mode = DELETE');
    other.exec("BEGIN EXCLUSIVE; INSERT INTO lines VALUES ('theirs')");
    const reading = [words(), database.prepare('SELECT word FROM lines').first()] as const;
    await turn();
    other.exec('COMMIT');
    expect(await reading[0]).toEqual(['theirs']);
    expect(await reading[1]).toEqual({ word: 'theirs' });
  });

  it('a write on what has changed since it was read waits until it is read anew', async () => {
    database.execute('BEGIN');
    await words();
    other.exec("INSERT INTO lines VALUES ('theirs')");
    // SQLITE_BUSY_SNAPSHOT.
    const writing = insert('ours').run();
    await turn();
    database.execute('ROLLBACK');
    await writing;
    expect(await words()).toEqual(['theirs', 'ours']);
  });
});
