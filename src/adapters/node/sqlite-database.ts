import { DatabaseSync, type SQLInputValue, type StatementSync } from 'node:sqlite';
import type { Database, SqlValue, Statement } from '../../domain/ports.ts';
import { StorageFull } from '../../domain/problem.ts';

export interface SqliteDatabase extends Database {
  /** Runs SQL text of any number of statements, outside a transaction of its own. */
  execute(sql: string): void;
  /** Whether one is open: SQLite ends it by itself on some errors, a full disk among them. */
  isTransaction(): boolean;
  close(): void;
}

/**
 * SQLite behind D1's interface. `path` is a file or `:memory:`.
 * A commit is on the disk when it returns (WAL, synchronous=FULL); a full disk is `StorageFull`.
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

/** Compiles each SQL once: it takes longer than most of what is asked. Nothing runs two at once in one process. */
function compiler(sqlite: DatabaseSync): (sql: string) => StatementSync {
  const compiled = new Map<string, StatementSync>();
  return (sql) => {
    const known = compiled.get(sql);
    if (known) return known;
    if (compiled.size === MAX_COMPILED) compiled.clear();
    const statement = sqlite.prepare(sql);
    compiled.set(sql, statement);
    return statement;
  };
}

class SqliteStatement implements Statement {
  readonly #compile: (sql: string) => StatementSync;
  readonly #sql: string;
  readonly #values: SQLInputValue[];

  constructor(compile: (sql: string) => StatementSync, sql: string, values: SQLInputValue[]) {
    this.#compile = compile;
    this.#sql = sql;
    this.#values = values;
  }

  bind(...values: SqlValue[]): Statement {
    return new SqliteStatement(this.#compile, this.#sql, values);
  }

  async first<Row>(): Promise<Row | null> {
    return guard(() => (this.#compile(this.#sql).get(...this.#values) as Row | undefined) ?? null);
  }

  async all<Row>(): Promise<{ results: Row[] }> {
    return guard(() => ({ results: this.#compile(this.#sql).all(...this.#values) as Row[] }));
  }

  async run(): Promise<void> {
    this.runNow();
  }

  runNow(): void {
    guard(() => this.#compile(this.#sql).run(...this.#values));
  }
}

const SQLITE_FULL = 13;

function guard<T>(work: () => T): T {
  try {
    return work();
  } catch (error) {
    if ((error as { errcode?: number }).errcode === SQLITE_FULL) {
      throw new StorageFull('the database has no room left', { cause: error });
    }
    throw error;
  }
}
