/** A prepared statement in D1's own shape, so that D1 is used as it is. */
export interface Statement {
  bind(...values: SqlValue[]): Statement;
  first<Row>(): Promise<Row | null>;
  all<Row>(): Promise<{ results: Row[] }>;
  run(): Promise<unknown>;
}

export type SqlValue = string | number | null;

/** The database: SQLite, behind D1's interface. */
export interface Database {
  prepare(sql: string): Statement;
  /** Runs the statements in one transaction: all of them, or none where one fails. */
  batch(statements: Statement[]): Promise<unknown>;
}

/** Bytes kept by name. Names are `/`-separated segments of `[A-Za-z0-9._-]`, none of them dots only. */
export interface Blobs {
  get(name: string): Promise<Uint8Array | undefined>;
  /** Whole or not at all: a reader never sees half a blob. Throws `StorageFull`. */
  put(name: string, bytes: Uint8Array): Promise<void>;
  /** Deleting what is not there is no error. */
  delete(name: string): Promise<void>;
}

/** Bytes that may be forgotten at any time. */
export interface Cache {
  get(key: string): Promise<Uint8Array | undefined>;
  put(key: string, bytes: Uint8Array, maxAgeSeconds: number): Promise<void>;
}

/** Work to be done after the answer has left. A message arrives at least once, in any order. */
export interface Queue {
  send(message: QueueMessage): Promise<void>;
}

/** Points at an event in the outbox; the event itself is read from there. */
export interface QueueMessage {
  event: number;
}

export interface Clock {
  now(): Date;
}

/** Unpredictable bytes. */
export interface Random {
  bytes(length: number): Uint8Array;
}

/** Everything outside the program that it may touch. */
export interface Ports {
  database: Database;
  blobs: Blobs;
  cache: Cache;
  queue: Queue;
  clock: Clock;
  random: Random;
}
