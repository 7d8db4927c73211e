import { DatabaseSync, type SQLInputValue, type StatementSync } from 'node:sqlite';
import type { Database, SqlValue, Statement } from '../../domain/ports.ts';
import { createLockLine, type LockLine, PATIENCE_MS } from './lock-line.ts';
import { storageFailure } from './sqlite-failure.ts';

export interface SqliteDatabase extends Database {
  /**
   * Runs SQL text of any number of statements, outside a transaction of its own. The process stands still until it is
   * done, a lock of another one included: for migrations and tools.
   */
  execute(sql: string): void;
  batchAtOnce(statements: Statement[]): Promise<void>;
  /** Whether one is open: SQLite ends it by itself on some errors, a full disk among them. */
  isTransaction(): boolean;
  close(): void;
}

export interface SqliteOptions {
  /** For how long a lock that another process holds is waited for. */
  patienceMs?: number;
}

/**
 * SQLite behind D1's interface. `path` is a file or `:memory:`.
 * A commit is on the disk when it returns (WAL, synchronous=FULL). A full disk is `StorageFull`, one that cannot be
 * written `StorageReadOnly`, and a lock that another process holds for longer than five seconds `StorageBusy`; until then
 * whoever writes waits, and nobody else does.
 */
export function openSqlite(path: string, { patienceMs = PATIENCE_MS }: SqliteOptions = {}): SqliteDatabase {
  const sqlite = new DatabaseSync(path, { timeout: PATIENCE_MS });
  sqlite.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA busy_timeout = 0;');

  const session = createSession(sqlite, patienceMs);
  const { writers } = session;

  /** Between BEGIN and its end nothing else runs in this process, so nobody gets into another's transaction. */
  const transact = (statements: Statement[]) => {
    sqlite.exec('BEGIN IMMEDIATE');
    try {
      for (const statement of statements) (statement as SqliteStatement).runNow();
      sqlite.exec('COMMIT');
    } catch (error) {
      // Also where the commit alone found a lock: what is tried again is the whole.
      if (sqlite.isTransaction) sqlite.exec('ROLLBACK');
      throw error;
    }
  };

  return {
    prepare: (sql) => new SqliteStatement(session, sql, []),
    batch: async (statements) => writers.do(() => transact(statements)),
    batchAtOnce: async (statements) => writers.doAtOnce(() => transact(statements)),
    execute(sql) {
      sqlite.exec(`PRAGMA busy_timeout = ${patienceMs}`);
      try {
        sqlite.exec(sql);
      } catch (error) {
        throw storageFailure(error);
      } finally {
        sqlite.exec('PRAGMA busy_timeout = 0');
      }
    },
    isTransaction: () => sqlite.isTransaction,
    close: () => sqlite.close(),
  };
}

/** Compiled statements that are kept; those with lists of topics in them are many. */
const MAX_COMPILED = 300;

/** What changes nothing. */
const READ = /^\s{0,100}SELECT\b/i;

/** SQL that was asked for before. */
class KnownSql {
  /** It changes nothing: it waits for no writer, and who asks the same at once may share the answer. */
  readonly isRead: boolean;
  /** The read of one row that comes next. */
  next: RowRead | undefined;
  readonly #prepare: () => StatementSync;
  #statement: StatementSync | undefined;

  constructor(sqlite: DatabaseSync, sql: string) {
    this.isRead = READ.test(sql);
    this.#prepare = () => sqlite.prepare(sql);
  }

  /** Compiled once: that takes longer than most of what is asked. Nothing runs two at once in one process. */
  get statement(): StatementSync {
    this.#statement ??= this.#prepare();
    return this.#statement;
  }
}

interface RowRead {
  values: SQLInputValue[];
  row: Promise<unknown>;
}

interface Session {
  know(sql: string): KnownSql;
  writers: LockLine;
  /** A read meets a lock only where another process recovers the file or wants it for itself. */
  readers: LockLine;
}

function createSession(sqlite: DatabaseSync, patienceMs: number): Session {
  const known = new Map<string, KnownSql>();
  return {
    know(sql) {
      let found = known.get(sql);
      if (found) return found;
      if (known.size === MAX_COMPILED) known.clear();
      found = new KnownSql(sqlite, sql);
      known.set(sql, found);
      return found;
    },
    writers: createLockLine(patienceMs),
    readers: createLockLine(patienceMs),
  };
}

class SqliteStatement implements Statement {
  readonly #session: Session;
  readonly #sql: string;
  readonly #values: SQLInputValue[];

  constructor(session: Session, sql: string, values: SQLInputValue[]) {
    this.#session = session;
    this.#sql = sql;
    this.#values = values;
  }

  bind(...values: SqlValue[]): Statement {
    return new SqliteStatement(this.#session, this.#sql, values);
  }

  /**
   * A row that is read is shared with whoever asks the same in the same turn of the event loop, and frozen. What
   * writes is done as often as it is asked for.
   */
  async first<Row>(): Promise<Row | null> {
    const { know, readers, writers } = this.#session;
    const known = know(this.#sql);
    if (!known.isRead) {
      // To its end: `get` leaves at the first row, and a commit that fails then is told to nobody.
      return writers.do(() => (known.statement.all(...this.#values)[0] ?? null) as Row | null);
    }
    if (!known.next || !isSame(known.next.values, this.#values)) {
      known.next = readLater(readers, known, this.#values);
    }
    return known.next.row as Promise<Row | null>;
  }

  async all<Row>(): Promise<{ results: Row[] }> {
    const { know, readers, writers } = this.#session;
    const known = know(this.#sql);
    const line = known.isRead ? readers : writers;
    return line.do(() => ({ results: known.statement.all(...this.#values) as Row[] }));
  }

  async run(): Promise<void> {
    return this.#session.writers.do(() => this.runNow());
  }

  runNow(): void {
    this.#session.know(this.#sql).statement.run(...this.#values);
  }
}

/**
 * Reads a row once all that this turn of the event loop brings have come. Who joins before the read is made gets
 * what is there after its question, as if it had read alone.
 */
function readLater(readers: LockLine, known: KnownSql, values: SQLInputValue[]): RowRead {
  const row = new Promise((resolve, reject) => {
    setImmediate(() => {
      if (known.next?.row === row) known.next = undefined;
      try {
        resolve(readers.do(() => Object.freeze(known.statement.get(...values)) ?? null));
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
