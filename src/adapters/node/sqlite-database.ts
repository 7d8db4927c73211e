import { DatabaseSync, type SQLInputValue, type StatementSync } from 'node:sqlite';
import type { Database, SqlValue, Statement } from '../../domain/ports.ts';
import { StorageBusy, StorageFull } from '../../domain/problem.ts';

export interface SqliteDatabase extends Database {
  /** Runs SQL text of any number of statements, outside a transaction of its own. */
  execute(sql: string): void;
  /** Whether one is open: SQLite ends it by itself on some errors, a full disk among them. */
  isTransaction(): boolean;
  close(): void;
}

/**
 * SQLite behind D1's interface. `path` is a file or `:memory:`.
 * A commit is on the disk when it returns (WAL, synchronous=FULL); a full disk is `StorageFull`, and a lock that another
 * process holds for longer than five seconds `StorageBusy`.
 */
export function openSqlite(path: string): SqliteDatabase {
  const sqlite = new DatabaseSync(path);
  sqlite.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA busy_timeout = 5000;');

  const compile = compiler(sqlite);

  return {
    prepare: (sql) => new SqliteStatement(compile, sql, []),
    async batch(statements) {
      guard(() => sqlite.exec('BEGIN IMMEDIATE'));
      try {
        guard(() => {
          for (const statement of statements) (statement as SqliteStatement).runNow();
          sqlite.exec('COMMIT');
        });
      } catch (error) {
        if (sqlite.isTransaction) sqlite.exec('ROLLBACK');
        throw error;
      }
    },
    execute: (sql) => guard(() => sqlite.exec(sql)),
    isTransaction: () => sqlite.isTransaction,
    close: () => sqlite.close(),
  };
}

/** Compiled statements that are kept; those with lists of topics in them are many. */
const MAX_COMPILED = 300;

const READ = /^\s{0,100}SELECT\b/i;

interface Compiled {
  statement: StatementSync;
  /** It changes nothing, so that who asks the same at once may share the answer. */
  isRead: boolean;
  /** The read of one row that comes next. */
  next?: RowRead | undefined;
}

interface RowRead {
  values: SQLInputValue[];
  row: Promise<unknown>;
}

/** Compiles each SQL once: it takes longer than most of what is asked. Nothing runs two at once in one process. */
function compiler(sqlite: DatabaseSync): (sql: string) => Compiled {
  const compiled = new Map<string, Compiled>();
  return (sql) => {
    const known = compiled.get(sql);
    if (known) return known;
    if (compiled.size === MAX_COMPILED) compiled.clear();
    const made = { statement: sqlite.prepare(sql), isRead: READ.test(sql) };
    compiled.set(sql, made);
    return made;
  };
}

class SqliteStatement implements Statement {
  readonly #compile: (sql: string) => Compiled;
  readonly #sql: string;
  readonly #values: SQLInputValue[];

  constructor(compile: (sql: string) => Compiled, sql: string, values: SQLInputValue[]) {
    this.#compile = compile;
    this.#sql = sql;
    this.#values = values;
  }

  bind(...values: SqlValue[]): Statement {
    return new SqliteStatement(this.#compile, this.#sql, values);
  }

  /**
   * A row that is read is shared with whoever asks the same in the same turn of the event loop, and frozen. What
   * writes is done as often as it is asked for.
   */
  async first<Row>(): Promise<Row | null> {
    const compiled = guard(() => this.#compile(this.#sql));
    if (!compiled.isRead) {
      return guard(() => (compiled.statement.get(...this.#values) ?? null) as Row | null);
    }
    if (!compiled.next || !isSame(compiled.next.values, this.#values)) {
      compiled.next = readLater(compiled, this.#values);
    }
    return compiled.next.row as Promise<Row | null>;
  }

  async all<Row>(): Promise<{ results: Row[] }> {
    return guard(() => ({ results: this.#compile(this.#sql).statement.all(...this.#values) as Row[] }));
  }

  async run(): Promise<void> {
    this.runNow();
  }

  runNow(): void {
    guard(() => this.#compile(this.#sql).statement.run(...this.#values));
  }
}

/**
 * Reads a row once all that this turn of the event loop brings have come. Who joins before the read is made gets
 * what is there after its question, as if it had read alone.
 */
function readLater(compiled: Compiled, values: SQLInputValue[]): RowRead {
  const row = new Promise((resolve, reject) => {
    setImmediate(() => {
      if (compiled.next?.row === row) compiled.next = undefined;
      try {
        resolve(guard(() => Object.freeze(compiled.statement.get(...values)) ?? null));
      } catch (error) {
        reject(error);
      }
    });
  });
  return { values, row };
}

function isSame(a: SQLInputValue[], b: SQLInputValue[]): boolean {
  return a.length === b.length && a.every((value, index) => value === b[index]);
}

const SQLITE_BUSY = 5;
const SQLITE_FULL = 13;
/** Of an extended code (https://sqlite.org/rescode.html). */
const PRIMARY_CODE = 0xff;

function guard<T>(work: () => T): T {
  try {
    return work();
  } catch (error) {
    const code = ((error as { errcode?: number }).errcode ?? 0) & PRIMARY_CODE;
    if (code === SQLITE_FULL) throw new StorageFull('the database has no room left', { cause: error });
    if (code === SQLITE_BUSY) throw new StorageBusy('another process holds the database', { cause: error });
    throw error;
  }
}
