import type { NodePorts } from '../../src/adapters/node/node-ports.ts';
import { createApp } from '../../src/app.ts';
import { readConfig } from '../../src/config.ts';
import { sha256 } from '../../src/domain/digest.ts';
import type { Ports } from '../../src/domain/ports.ts';
import { createJobs } from '../../src/jobs.ts';
import type { PreviewRenderer } from '../../src/previews/renderer.ts';
import { openMemoryPorts } from '../memory-ports.ts';

export const START = '2026-03-01T12:00:00.000Z';
export const PUBLIC_URL = 'https://news.example';
export const SECRETS_KEY = '0123456789abcdef'.repeat(4);
const TOKEN = 'ts_partners-test';
const PUBLISHER = { Authorization: `Bearer ${TOKEN}` };

export const NO_PICTURES = {
  draw: async () => new Uint8Array(8),
  png: async () => new Uint8Array(8),
  quote: async () => new Uint8Array(8),
} as unknown as PreviewRenderer;

export const config = readConfig({
  PUBLIC_URL,
  PUBLICATION_NAME: 'The Example Times',
  TAG_AUTHORITY: 'example.org,2026',
  TOKEN_SHA256: await sha256(TOKEN),
  SECRETS_KEY,
});

export interface MadeKey {
  key: string;
  prefix: string;
  /** Of a link: the address of its feed, without the ending. */
  feed?: string;
}

/** The whole service over these ports, as its publisher and its partners ask it. */
export function serve(ports: Ports | NodePorts) {
  const app = createApp(ports, config, NO_PICTURES);
  const asPublisher = async (method: string, path: string, body?: unknown) => {
    const sent = body === undefined ? {} : { body: JSON.stringify(body) };
    const answer = await app.request(path, {
      method,
      headers: { ...PUBLISHER, 'Content-Type': 'application/json' },
      ...sent,
    });
    if (answer.status >= 500) throw new Error(`${method} ${path}: ${answer.status} ${await answer.text()}`);
    return answer;
  };
  return {
    app,
    /** Of the publisher. */
    headers: PUBLISHER,
    asPublisher,
    product: (id: string, fields: object = {}) =>
      asPublisher('PUT', `/partners/products/${id}`, { name: id, ...fields }),
    partner: (id: string, products: string[], fields: object = {}) =>
      asPublisher('PUT', `/partners/${id}`, { name: id, products, ...fields }),
    async makeKey(partner: string, fields: object = {}): Promise<MadeKey> {
      const answer = await asPublisher('POST', `/partners/${partner}/keys`, fields);
      return (await answer.json()) as MadeKey;
    },
    article: (id: string, fields: object = {}) =>
      asPublisher('PUT', `/articles/${id}`, {
        title: `About the ${id} of our town`,
        language: 'en',
        html: `<p>The words of ${id}.</p>`,
        ...fields,
      }),
    withdraw: (id: string) => asPublisher('DELETE', `/articles/${id}`),
    /** As a partner asks, or anybody. */
    get: async (
      path: string,
      { key, ...headers }: { key?: string; [name: string]: string | undefined } = {},
      method = 'GET',
    ) =>
      app.request(path.replace(PUBLIC_URL, ''), {
        method,
        headers: { ...(headers as Record<string, string>), ...(key && { Authorization: `Bearer ${key}` }) },
      }),
  };
}

/** The whole service in memory, where time stands still until it is moved. */
export async function openPartnerHouse(change: (ports: Ports) => Ports = (ports) => ports) {
  const memory = await openMemoryPorts(START);
  const logged: string[] = [];
  const ports = change({ ...memory, log: (_level, message) => void logged.push(message) });
  const jobs = createJobs(ports, config, NO_PICTURES);
  return {
    ...serve(ports),
    ports,
    logged,
    jobs,
    advance: memory.clock.advance,
    rows: async (sql: string) => (await memory.database.prepare(sql).all<Record<string, unknown>>()).results,
    /** All background work that waits, and one sweep. */
    settle: async () => {
      await memory.queue.drain(jobs.handle);
      await jobs.sweep(0);
      await memory.queue.drain(jobs.handle);
    },
  };
}

export type PartnerHouse = Awaited<ReturnType<typeof openPartnerHouse>>;
