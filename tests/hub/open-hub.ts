import type { IncomingMessage, ServerResponse } from 'node:http';
import { createMemoryBlobs } from '../../src/adapters/memory/blobs.ts';
import { createMemoryCache } from '../../src/adapters/memory/cache.ts';
import { createFixedClock } from '../../src/adapters/memory/clock.ts';
import { createNodeFetch, type ResolvedAddress } from '../../src/adapters/node/guarded-fetch.ts';
import { applyMigrations } from '../../src/adapters/node/migrations.ts';
import { MIGRATIONS } from '../../src/adapters/node/node-ports.ts';
import { openSqlite } from '../../src/adapters/node/sqlite-database.ts';
import { createTableQueue } from '../../src/adapters/node/table-queue.ts';
import { plainPixels } from '../../src/adapters/web/plain-pixels.ts';
import { cryptoRandom } from '../../src/adapters/web/random.ts';
import { createApp } from '../../src/app.ts';
import { readConfig } from '../../src/config.ts';
import { sha256 } from '../../src/domain/digest.ts';
import type { Ports } from '../../src/domain/ports.ts';
import { NODE_PACE } from '../../src/hub/hub.ts';
import { createJobs } from '../../src/jobs.ts';
import type { PreviewRenderer } from '../../src/previews/renderer.ts';
import { type LocalServer, openLocalServer } from '../local-server.ts';

export const TOKEN = 'ts_hub-test';
export const PUBLIC_URL = 'https://news.example';
export const ALL = `${PUBLIC_URL}/feeds/all.rss`;
export const START = new Date('2026-03-02T08:00:00Z');
export const MINUTE = 60;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

const HERE: ResolvedAddress[] = [{ address: '127.0.0.1', family: 4 }];
const RENDERER = {
  draw: async () => new Uint8Array(),
  quote: async () => new Uint8Array(),
} as PreviewRenderer;

export interface HubOptions {
  settings?: Record<string, string>;
  resolve?: (host: string) => Promise<ResolvedAddress[]>;
  /** May stand between the service and its ports. */
  wrap?: (ports: Ports) => Ports;
}

/** The service with its hub over SQLite in memory; every host name leads to this machine, and time stands still. */
export async function openHub({ settings = {}, resolve, wrap = (ports) => ports }: HubOptions = {}) {
  const clock = createFixedClock(START);
  const database = openSqlite(':memory:');
  await applyMigrations(database, MIGRATIONS);
  const logged: string[] = [];
  const log: Ports['log'] = (level, message, fields) =>
    void logged.push(`${level} ${message} ${JSON.stringify(fields ?? {})}`);
  const queue = createTableQueue(database, { clock, log });
  const ports = wrap({
    database,
    blobs: createMemoryBlobs(),
    cache: createMemoryCache(clock),
    queue,
    clock,
    random: cryptoRandom,
    fetch: createNodeFetch({
      clock,
      loopback: true,
      localHosts: true,
      resolve: resolve ?? (async () => HERE),
    }),
    pixels: plainPixels,
    log,
  });
  const config = readConfig({
    PUBLIC_URL,
    PUBLICATION_NAME: 'The Example Times',
    TAG_AUTHORITY: 'example.org,2026',
    TOKEN_SHA256: await sha256(TOKEN),
    HUB_CALLBACKS: 'loopback',
    ...settings,
  });
  const app = createApp(ports, config, RENDERER);
  const jobs = createJobs(ports, config, RENDERER, NODE_PACE);
  let published = 0;
  const settle = () => queue.drain(jobs.handle);
  const post = (fields: Record<string, string> | [string, string][] | string, headers = {}) =>
    app.request('/hub', {
      method: 'POST',
      headers: { 'Content-Type': 'application/x-www-form-urlencoded', ...headers },
      body: typeof fields === 'string' ? fields : new URLSearchParams(fields).toString(),
    });
  return {
    app,
    clock,
    database,
    logged,
    ports,
    post,
    settle,
    rows: async (sql: string) => (await database.prepare(sql).all<Record<string, unknown>>()).results,
    /** A minute or more later: what is due is done. */
    async pass(seconds: number) {
      clock.advance(seconds);
      await jobs.sweep();
      await settle();
    },
    /** Subscribes and lets the verification happen. */
    async subscribe(callback: string, more: Record<string, string> = {}) {
      const fields = { 'hub.mode': 'subscribe', 'hub.topic': ALL, 'hub.callback': callback, ...more };
      const answer = await post(fields);
      await settle();
      return answer;
    },
    /** Each with a later date than the one before, although time stands still. */
    async publish(id: string, title: string, more: Record<string, unknown> = {}) {
      const publishedAt = new Date(START.getTime() + (published++ - DAY) * 1000).toISOString();
      const answer = await app.request(`/articles/${id}`, {
        method: 'PUT',
        headers: { Authorization: `Bearer ${TOKEN}`, 'Content-Type': 'application/json' },
        body: JSON.stringify({
          title,
          html: `<p>${title}, at length.</p>`,
          language: 'en',
          publishedAt,
          ...more,
        }),
      });
      if (!answer.ok) throw new Error(await answer.text());
      await settle();
    },
    async withdraw(id: string) {
      await app.request(`/articles/${id}`, {
        method: 'DELETE',
        headers: { Authorization: `Bearer ${TOKEN}` },
      });
      await settle();
    },
    async feed(path = '/feeds/all.rss') {
      return new Uint8Array(await (await app.request(path)).arrayBuffer());
    },
  };
}

export type OpenHub = Awaited<ReturnType<typeof openHub>>;

export interface Received {
  method: string;
  path: string;
  query: URLSearchParams;
  headers: IncomingMessage['headers'];
  body: Buffer;
}

const servers = new Set<LocalServer>();

/** Closes every subscriber; to be called after each suite. */
export function closeSubscribers(): void {
  for (const server of servers) void server.close();
  servers.clear();
}

type Answer = (request: Received, response: ServerResponse) => void;

const consent: Answer = ({ query }, response) => void response.end(query.get('hub.challenge') ?? '');

/** A subscriber on this machine, which keeps all that it is sent; it consents to everything unless told otherwise. */
export async function openSubscriber(answer: Answer = consent) {
  const received: Received[] = [];
  const subscriber = {
    url: '',
    port: 0,
    received,
    answer,
    get verifications() {
      return received.filter(({ method }) => method === 'GET').map(({ query }) => Object.fromEntries(query));
    },
    get deliveries() {
      return received.filter(({ method }) => method === 'POST');
    },
    /** The title of the newest article of each delivery. */
    get titles() {
      return this.deliveries.map(
        ({ body }) =>
          /<item>.*?<title>(?:<!\[CDATA\[)?(.*?)(?:\]\]>)?<\/title>/s.exec(body.toString('utf8'))?.[1] ?? '',
      );
    },
    close() {
      servers.delete(server);
      return server.close();
    },
  };
  const server = await openLocalServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const { pathname, searchParams } = new URL(request.url ?? '', 'http://subscriber.example');
      const { method = '', headers } = request;
      const one = { method, path: pathname, query: searchParams, headers, body: Buffer.concat(chunks) };
      received.push(one);
      subscriber.answer(one, response);
    });
  });
  servers.add(server);
  subscriber.port = server.port;
  subscriber.url = `http://reader.example:${subscriber.port}/callback`;
  return subscriber;
}

/** Answers verifications with consent, and deliveries with a status. */
export function answering(status: number, headers: Record<string, string> = {}): Answer {
  return (request, response) =>
    request.method === 'GET' ? consent(request, response) : void response.writeHead(status, headers).end();
}
