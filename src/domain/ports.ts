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

/** Points at an event in the outbox, which is read from there: each version of an article is one event. */
export interface QueueMessage {
  articleId: string;
  version: number;
}

export interface Clock {
  now(): Date;
}

/** Unpredictable bytes. */
export interface Random {
  bytes(length: number): Uint8Array;
}

/** One line for the operator; `message` can be read alone, the fields are for machines. Never holds a secret or an address of a reader. */
export type Log = (
  level: 'info' | 'warn' | 'error',
  message: string,
  fields?: Record<string, unknown>,
) => void;

/** Everything outside the program that it may touch. */
export interface Ports {
  database: Database;
  blobs: Blobs;
  cache: Cache;
  queue: Queue;
  clock: Clock;
  random: Random;
  log: Log;
}

const BLOB_NAME = /^(?!\.+(?:\/|$))[A-Za-z0-9._-]{1,100}(?:\/(?!\.+(?:\/|$))[A-Za-z0-9._-]{1,100}){0,7}$/;

/** Returns the name if it is a blob's; throws `RangeError` otherwise, so that no adapter meets `..` or an empty segment. */
export function checkBlobName(name: string): string {
  if (!BLOB_NAME.test(name)) throw new RangeError(`not a blob name: ${JSON.stringify(name)}`);
  return name;
}
