import { createApp } from '../../src/app.ts';
import { readConfig } from '../../src/config.ts';
import { sha256 } from '../../src/domain/digest.ts';
import type { Fetch, Ports } from '../../src/domain/ports.ts';
import { createJobs } from '../../src/jobs.ts';
import type { PreviewRenderer } from '../../src/previews/renderer.ts';
import { openMemoryPorts } from '../memory-ports.ts';
import { APP_PASSWORD, HANDLE, SERVICE } from './pds-double.ts';

export const START = '2026-03-02T08:00:00.000Z';
export const MINUTE = 60;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;
export const TOKEN = 'ts_crossposts-test';

export interface Post {
  articleId: string;
  state: string;
  uri?: string;
  cid?: string;
  generation: number;
  createdAt: string;
  dueAt?: string;
  words?: string;
}

export interface NewsroomOptions {
  fetch: Fetch;
  /** Bytes of a preview, or what comes of drawing one. */
  draw?: () => Promise<Uint8Array>;
  storage?: Awaited<ReturnType<typeof openMemoryPorts>>;
  wrap?: (ports: Ports) => Ports;
  /** Besides those that all of them have. */
  settings?: Record<string, string>;
}

/** The service in memory with a way out of the test's own, where time stands still until it is moved. */
export async function openNewsroom({
  fetch,
  draw,
  storage,
  wrap = (ports) => ports,
  settings = {},
}: NewsroomOptions) {
  const memory = storage ?? (await openMemoryPorts(START));
  const logged: string[] = [];
  const ports = wrap({
    ...memory,
    fetch,
    log: (level, message, fields) => void logged.push(`${level} ${message} ${JSON.stringify(fields ?? {})}`),
  });
  const config = readConfig({
    PUBLIC_URL: 'https://feeds.example',
    PUBLICATION_NAME: 'The Example Times',
    TAG_AUTHORITY: 'example.org,2026',
    TOKEN_SHA256: await sha256(TOKEN),
    SECRETS_KEY: '5e'.repeat(32),
    ...settings,
  });
  const picture = draw ?? (async () => new Uint8Array(64));
  const renderer = { draw: picture, png: picture, quote: picture } as unknown as PreviewRenderer;
  const app = createApp(ports, config, renderer);
  const jobs = createJobs(ports, config, renderer);
  const send = async (method: string, path: string, body?: unknown) =>
    app.request(path, {
      method,
      headers: { Authorization: `Bearer ${TOKEN}`, 'Content-Type': 'application/json' },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
  const read = async <Answer>(path: string) => (await (await send('GET', path)).json()) as Answer;
  const drain = async () => {
    // What is sent meanwhile is done as well.
    for (let round = 0; round < 6; round++) await memory.queue.drain(jobs.handle);
  };
  return {
    app,
    ports,
    config,
    jobs,
    logged,
    send,
    drain,
    advance: memory.clock.advance,
    /** Without the records beside posts, unless the fields say otherwise. */
    setAccount: (fields: object = {}) =>
      send('PUT', '/crossposts/account', {
        service: SERVICE,
        identifier: HANDLE,
        appPassword: APP_PASSWORD,
        documents: false,
        ...fields,
      }),
    account: () => read<Record<string, unknown>>('/crossposts/account'),
    posts: async () => (await read<{ crossposts: Post[] }>('/crossposts')).crossposts,
    /** What became of an article, as the publisher sees it. */
    post: async (id: string) => {
      const { crossposts } = await read<{ crossposts: Post[] }>('/crossposts');
      return crossposts.find(({ articleId }) => articleId === id);
    },
    publish: async (id: string, fields: object = {}) => {
      const article = { title: `About ${id}`, language: 'en', html: '<p>Words.</p>', ...fields };
      return send('PUT', `/articles/${id}`, article);
    },
    withdraw: (id: string) => send('DELETE', `/articles/${id}`),
    /** All background work that waits, a sweep, and what it found. */
    settle: async () => {
      await drain();
      await jobs.sweep(0);
      await drain();
    },
    rows: async (sql: string) => (await memory.database.prepare(sql).all<Record<string, unknown>>()).results,
  };
}

export type Newsroom = Awaited<ReturnType<typeof openNewsroom>>;
