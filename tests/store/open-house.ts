import { createApp } from '../../src/app.ts';
import { readConfig } from '../../src/config.ts';
import { sha256 } from '../../src/domain/digest.ts';
import type { Ports } from '../../src/domain/ports.ts';
import { createJobs } from '../../src/jobs.ts';
import type { PreviewRenderer } from '../../src/previews/renderer.ts';
import { openMemoryPorts } from '../memory-ports.ts';

export const START = '2026-03-02T08:00:00.000Z';
export const PUBLIC_URL = 'https://news.example';
const TOKEN = 'ts_lifecycle-test';
export const AS_PUBLISHER = { Authorization: `Bearer ${TOKEN}` };
export const HOUR = 60 * 60;

/** The time so many seconds after the start. */
export const at = (seconds: number) => new Date(Date.parse(START) + seconds * 1000).toISOString();

const RENDERER = {
  draw: async () => new Uint8Array(8),
  png: async () => new Uint8Array(8),
  quote: async () => new Uint8Array(8),
} as unknown as PreviewRenderer;

export interface StoredRecord {
  id: string;
  version: number;
  state: string;
  title: string;
  publishedAt: string;
  updatedAt: string;
  opensAt?: string;
  embargoUntil?: string;
}

interface JsonFeed {
  items: { id: string; date_published: string; date_modified: string }[];
  _tearsheet?: { deleted: { id: string }[] };
}

/** The whole service in memory, where time stands still until it is moved; `settings` are added to those it has. */
export async function openHouse(
  wrap: (ports: Ports) => Ports = (ports) => ports,
  settings: Record<string, string> = {},
) {
  const memory = await openMemoryPorts(START);
  const logged: string[] = [];
  const ports = wrap({ ...memory, log: (_level, message) => void logged.push(message) });
  const config = readConfig({
    PUBLIC_URL,
    PUBLICATION_NAME: 'The Example Times',
    TAG_AUTHORITY: 'example.org,2026',
    TOKEN_SHA256: await sha256(TOKEN),
    ...settings,
  });
  const app = createApp(ports, config, RENDERER);
  const jobs = createJobs(ports, config, RENDERER);
  const feed = async () => (await (await app.request('/feeds/all.json')).json()) as JsonFeed;
  return {
    app,
    ports,
    config,
    logged,
    advance: memory.clock.advance,
    get: async (path: string, headers: Record<string, string> = {}) => app.request(path, { headers }),
    put: async (id: string, fields: object = {}, headers: Record<string, string> = {}) => {
      const body = JSON.stringify({ title: `About ${id}`, language: 'en', html: '<p>Words.</p>', ...fields });
      const type = { 'Content-Type': 'application/json' };
      return app.request(`/articles/${id}`, {
        method: 'PUT',
        body,
        headers: { ...AS_PUBLISHER, ...type, ...headers },
      });
    },
    withdraw: async (id: string) =>
      app.request(`/articles/${id}`, { method: 'DELETE', headers: AS_PUBLISHER }),
    feed,
    /** The article in the feed of everything. */
    inFeed: async (id: string) =>
      (await feed()).items.find((item) => item.id === `tag:example.org,2026:articles/${id}`),
    /** The ids that this feed calls deleted. */
    buried: async () => ((await feed())._tearsheet?.deleted ?? []).map(({ id }) => id.split('/').at(-1)),
    /** As the publisher sees it. */
    record: async (id: string) => {
      const answer = await app.request(`/articles/${id}.json`, { headers: AS_PUBLISHER });
      return (await answer.json()) as StoredRecord;
    },
    status: async (path: string) => (await app.request(path)).status,
    rows: async (sql: string) => (await memory.database.prepare(sql).all<Record<string, unknown>>()).results,
    /** All background work that waits, and one sweep. */
    settle: async () => {
      await memory.queue.drain(jobs.handle);
      await jobs.sweep(0);
      await memory.queue.drain(jobs.handle);
    },
  };
}

/** The body of an article that quotes a post of X with these words. */
export function quoting(words: string, id = '1797753265873129095'): string {
  const text = words && `<p>${words}</p>`;
  return `<p>See:</p><blockquote class="twitter-tweet">${text}&mdash; Ada (@ada) <a href="https://x.com/ada/status/${id}">June 3, 2024</a></blockquote>`;
}

export type House = Awaited<ReturnType<typeof openHouse>>;
