import type { Machine } from './machine.ts';
import type { Pixels } from './picture.ts';

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
  /**
   * `batch`, for what is only good to have: fails with `StorageBusy` where it would have to wait until another process is
   * done with the database. Where there is none such, `batch` waits for nobody.
   */
  batchAtOnce?(statements: Statement[]): Promise<unknown>;
}

/** `batchAtOnce` of a database, whichever it is. */
export function batchAtOnce(database: Database, statements: Statement[]): Promise<unknown> {
  return database.batchAtOnce ? database.batchAtOnce(statements) : database.batch(statements);
}

/** Bytes kept by name. Names are `/`-separated segments of `[A-Za-z0-9._-]`, none of them dots only. */
export interface Blobs {
  get(name: string): Promise<Uint8Array | undefined>;
  /** Whole or not at all: a reader never sees half a blob. Throws `StorageFull` or `StorageReadOnly`. */
  put(name: string, bytes: Uint8Array): Promise<void>;
  /** Deleting what is not there is no error. Throws `StorageReadOnly`. */
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

/** Says where work is to be found; what it is, is read from there. */
export type QueueMessage =
  | EventMessage
  | HubMessage
  | PageMessage
  | SourceMessage
  | CrosspostMessage
  | WebhookMessage;

/** Points at an event in the outbox: each version of an article is one event. */
export interface EventMessage {
  articleId: string;
  version: number;
}

/** Points at the hub's tables: requests to verify, deliveries to make, feeds that changed, an outside hub to be told. */
export interface HubMessage {
  hub: 'verify' | 'deliver' | 'changes' | 'ping';
}

/** Names a page of the publisher's site that looks like an article and is not known as one. */
export interface PageMessage {
  page: string;
}

/** Points at a source that is due, or has something waiting. */
export interface SourceMessage {
  source: string;
}

/** Points at what partners are to be told: changes to be written down for them, deliveries to be made. */
export interface WebhookMessage {
  webhooks: 'changes' | 'deliver';
}

/** Names an article whose post somewhere else is due. */
export interface CrosspostMessage {
  crosspost: string;
}

export interface Clock {
  now(): Date;
  /** Milliseconds since some moment, as finely as the runtime tells: for durations alone. Without it, `now` serves. */
  elapsed?(): number;
}

/** Unpredictable bytes. */
export interface Random {
  bytes(length: number): Uint8Array;
}

/** What came of asking another server. Every outcome is a value: `get` rejects for nothing that a server does. */
export type FetchOutcome =
  | {
      outcome: 'answered';
      /** Whose answer this is, after redirects. */
      url: string;
      status: number;
      /** As the server wrote it; empty where it did not. */
      contentType: string;
      body: Uint8Array;
      /** From `Retry-After` (RFC 9110 §10.2.3), or what a 429 says in `RateLimit-Reset`; at most a day. */
      retryAfterSeconds?: number;
      /** The validators of the body (RFC 9110 §8.8), as the server wrote them: to be sent back as they are. */
      etag?: string;
      lastModified?: string;
      /** The `Link` header (RFC 8288), as the server wrote it. */
      link?: string;
      /** Where a redirect that was not followed leads. */
      location?: string;
    }
  | { outcome: 'refused'; reason: FetchRefusal; retryAfterSeconds?: number };

/**
 * Why there is no answer. `address`: nobody outside may be reached there; `busy`: the server asked to be left alone,
 * failed too often of late, or has enough requests under way; `protocol`: the address is not https, or what came is
 * not HTTP.
 */
export type FetchRefusal =
  | 'address'
  | 'redirects'
  | 'too-large'
  | 'too-slow'
  | 'busy'
  | 'protocol'
  | 'unreachable';

export interface FetchOptions {
  /** The `Accept` header. */
  accept?: string;
  /** Further headers, by lower-case name. A redirect to another origin gets none of them. */
  headers?: Record<string, string>;
  /** Of the body, decoded. 1 MiB unless said. */
  maxBytes?: number;
  /** For the whole exchange, redirects and body included. 5,000 unless said. */
  timeoutMs?: number;
  /** `false`: a redirect is the answer. */
  follow?: boolean;
}

export interface PostOptions {
  headers: Record<string, string>;
  body: Uint8Array;
  /** For the whole exchange. 5,000 unless said. */
  timeoutMs?: number;
  /** The answer is wanted, and has so many bytes at most, decoded. Without it, it is dropped. */
  maxAnswerBytes?: number;
  /** A person waits for it: the server is asked although it is to be left alone, once a minute. */
  urgent?: boolean;
}

/** The one guarded way out: https to public addresses, nothing sent but what is given here. */
export interface Fetch {
  get(url: string, options?: FetchOptions): Promise<FetchOutcome>;
  /**
   * Follows no redirect. What the server writes back is dropped, unless `maxAnswerBytes` asks for it: `body` is empty, and
   * its size is no refusal.
   */
  post(url: string, options: PostOptions): Promise<FetchOutcome>;
  /** Why this address would be refused as it is written; `undefined` where it would be asked. Asks nobody. */
  refusalOf(url: string): FetchRefusal | undefined;
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
  fetch: Fetch;
  pixels: Pixels;
  log: Log;
  machine?: Machine;
}

const BLOB_NAME = /^(?!\.+(?:\/|$))[A-Za-z0-9._-]{1,100}(?:\/(?!\.+(?:\/|$))[A-Za-z0-9._-]{1,100}){0,7}$/;

/** Returns the name if it is a blob's; throws `RangeError` otherwise, so that no adapter meets `..` or an empty segment. */
export function checkBlobName(name: string): string {
  if (!BLOB_NAME.test(name)) throw new RangeError(`not a blob name: ${JSON.stringify(name)}`);
  return name;
}
