import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Run } from '../../src/sources/run-records.ts';
import { type LocalServer, openLocalServer } from '../local-server.ts';
import { openStillService, type StillOptions } from '../still-service.ts';

export const TOKEN = 'ts_sources-test';

/** The service with its sources, where time stands still. */
export async function openSources(options: StillOptions = {}) {
  const service = await openStillService({ publicUrl: 'https://feeds.example', token: TOKEN }, options);
  const { app, database, settle } = service;
  const headers = { Authorization: `Bearer ${TOKEN}`, 'Content-Type': 'application/json' };
  const send = (method: string, path: string, body?: unknown) =>
    app.request(path, {
      method,
      headers,
      ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    });
  return {
    ...service,
    send,
    /** Adds a source, and lets its first run come to its end. */
    async add(fields: Record<string, unknown>): Promise<Record<string, unknown>> {
      const answer = await send('POST', '/sources', { id: 'one', ...fields });
      if (answer.status !== 201) throw new Error(await answer.text());
      await settle();
      return (await answer.json()) as Record<string, unknown>;
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
