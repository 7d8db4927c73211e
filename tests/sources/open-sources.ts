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
import { createJobs } from '../../src/jobs.ts';
import type { PreviewRenderer } from '../../src/previews/renderer.ts';
import type { Run } from '../../src/sources/run-records.ts';
import { type LocalServer, openLocalServer } from '../local-server.ts';

export const TOKEN = 'ts_sources-test';
export const START = new Date('2026-03-02T08:00:00Z');
export const MINUTE = 60;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

const HERE: ResolvedAddress[] = [{ address: '127.0.0.1', family: 4 }];
const RENDERER = {
  draw: async () => new Uint8Array(),
  quote: async () => new Uint8Array(),
} as PreviewRenderer;

/** What outlives a process. */
export async function openStorage() {
  const clock = createFixedClock(START);
  const database = openSqlite(':memory:');
  await applyMigrations(database, MIGRATIONS);
  return { clock, database, blobs: createMemoryBlobs() };
}

export interface SourcesOptions {
  settings?: Record<string, string>;
  resolve?: (host: string) => Promise<ResolvedAddress[]>;
  storage?: Awaited<ReturnType<typeof openStorage>>;
  /** May stand between the service and its ports. */
  wrap?: (ports: Ports) => Ports;
}

/** The service with its sources over SQLite in memory; every host name leads to this machine, and time stands still. */
export async function openSources({
  settings = {},
  resolve = async () => HERE,
  storage,
  wrap = (ports) => ports,
}: SourcesOptions = {}) {
  const { clock, database, blobs } = storage ?? (await openStorage());
  const logged: string[] = [];
  const log: Ports['log'] = (level, message, fields) =>
    void logged.push(`${level} ${message} ${JSON.stringify(fields ?? {})}`);
  const queue = createTableQueue(database, { clock, log });
  const ports: Ports = wrap({
    database,
    blobs,
    cache: createMemoryCache(clock),
    queue,
    clock,
    random: cryptoRandom,
    fetch: createNodeFetch({ clock, loopback: true, localHosts: true, resolve }),
    pixels: plainPixels,
    log,
  });
  const config = readConfig({
    PUBLIC_URL: 'https://feeds.example',
    PUBLICATION_NAME: 'The Example Times',
    TAG_AUTHORITY: 'example.org,2026',
    TOKEN_SHA256: await sha256(TOKEN),
    HUB_CALLBACKS: 'loopback',
    ...settings,
  });
  const app = createApp(ports, config, RENDERER);
  const jobs = createJobs(ports, config, RENDERER);
  const settle = () => queue.drain(jobs.handle);
  const headers = { Authorization: `Bearer ${TOKEN}`, 'Content-Type': 'application/json' };
  const send = (method: string, path: string, body?: unknown) =>
    app.request(path, {
      method,
      headers,
      ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    });
  return {
    app,
    clock,
    database,
    logged,
    ports,
    settle,
    send,
    rows: async (sql: string) => (await database.prepare(sql).all<Record<string, unknown>>()).results,
    /** Adds a source, and lets its first run come to its end. */
    async add(fields: Record<string, unknown>): Promise<Record<string, unknown>> {
      const answer = await send('POST', '/sources', { id: 'one', ...fields });
      if (answer.status !== 201) throw new Error(await answer.text());
      await settle();
      return (await answer.json()) as Record<string, unknown>;
    },
    /** A while later: what is due is done. */
    async pass(seconds: number) {
      clock.advance(seconds);
      await jobs.sweep();
      await settle();
    },
    async show(id = 'one'): Promise<{ state: string; nextAt: string; failures?: number; runs: Run[] }> {
      return JSON.parse(await (await send('GET', `/sources/${id}?runs=100`)).text());
    },
    /** The lines of the newest run, in short. */
    async lines(id = 'one'): Promise<string[]> {
      const { runs } = await this.show(id);
      return (runs[0]?.lines ?? []).map(({ outcome, item, words }) =>
        [outcome, item, words].filter(Boolean).join(' | '),
      );
    },
    /** Titles of what can be read, the newest first. */
    async titles(): Promise<string[]> {
      const answer = await app.request('/articles');
      const { articles } = (await answer.json()) as { articles: { title: string }[] };
      return articles.map(({ title }) => title);
    },
    async article(title: string): Promise<Record<string, unknown>> {
      const row = await database
        .prepare("SELECT content FROM articles WHERE content ->> '$.title' = ?")
        .bind(title)
        .first<{ content: string }>();
      return row ? (JSON.parse(row.content) as Record<string, unknown>) : {};
    },
  };
}

export type OpenSources = Awaited<ReturnType<typeof openSources>>;

export interface Asked {
  method: string;
  path: string;
  query: URLSearchParams;
  headers: IncomingMessage['headers'];
}

export type Answer = (asked: Asked, response: ServerResponse) => void;

const servers = new Set<LocalServer>();

/** Closes every site; to be called after each suite. */
export function closeSites(): void {
  for (const server of servers) void server.close();
  servers.clear();
}

/** A site on this machine, which keeps what it was asked. It has no robots.txt and no pictures. */
export async function openSite(answer: Answer, host = 'news.example') {
  const site = { answer, asked: [] as Asked[], origin: '', port: 0 };
  const server = await openLocalServer((request, response) => {
    const { pathname, searchParams } = new URL(request.url ?? '', 'http://site.example');
    if (pathname === '/robots.txt' || pathname.endsWith('.jpg')) return void response.writeHead(404).end();
    const asked = {
      method: request.method ?? '',
      path: pathname,
      query: searchParams,
      headers: request.headers,
    };
    site.asked.push(asked);
    site.answer(asked, response);
  });
  servers.add(server);
  site.port = server.port;
  site.origin = `http://${host}:${site.port}`;
  return site;
}

/** Long enough to be the whole text. */
export const LONG = 'The bridge across the river has been closed since the flood of last spring. '.repeat(10);

/** The page of an article. */
export const page = (title: string) => `<!doctype html><html lang="en"><head><title>${title}</title>
  <meta property="og:type" content="article"></head><body><nav>Home</nav><article><h1>${title}</h1><p>${LONG}</p>
  <p>${LONG}</p></article></body></html>`;
