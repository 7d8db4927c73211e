import { Agent, type IncomingHttpHeaders, request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type ServerType, serve } from '@hono/node-server';
import { afterAll, beforeAll, describe } from 'vitest';
import { createTestHarness } from 'wrangler';
import { createNodeOrigin } from '../../src/adapters/node/origin.ts';
import { wasmPageRewriter } from '../../src/adapters/node/page-rewriter.ts';
import { createApp } from '../../src/app.ts';
import { readConfig } from '../../src/config.ts';
import { sha256 } from '../../src/domain/digest.ts';
import type { Database } from '../../src/domain/ports.ts';
import { openMemoryPorts } from '../memory-ports.ts';
import { type OriginServer, startOrigin } from './origin-server.ts';

const TOKEN = 'ts_test-token';
export const SITE = 'news.example';
export const PUBLIC_URL = 'https://cards.news.example';

export interface Asked {
  host?: string;
  method?: string;
  headers?: Record<string, string>;
  body?: string;
}

/** An answer, its body as it was on the wire. */
export interface Answered {
  status: number;
  headers: IncomingHttpHeaders;
  body: Buffer;
}

/** A running service in front of an origin. */
export interface RunningFront {
  origin: OriginServer;
  database: Database;
  /** Over HTTP, as a reader of the site unless `host` says otherwise. Rejects where the answer breaks off. */
  ask(path: string, asked?: Asked): Promise<Answered>;
  /** With the publisher token, to the service itself. */
  publish(id: string, article: object): Promise<Answered>;
  stop(): Promise<void>;
}

const RUNTIMES = { node: startNodeFront, workerd: startWorkerdFront };

/** One suite for both runtimes, each with an origin of its own and empty storage. */
export function describeFronts(
  title: string,
  suite: (front: () => RunningFront) => void,
  settings: Record<string, string> = {},
): void {
  describe.each(Object.entries(RUNTIMES))(`${title} (%s)`, (_runtime, start) => {
    let running: RunningFront;
    beforeAll(async () => {
      running = await start(settings);
    });
    afterAll(() => running?.stop());
    suite(() => running);
  });
}

async function settingsFor(origin: OriginServer, more: Record<string, string>) {
  return {
    PUBLIC_URL,
    PUBLICATION_NAME: 'The Example Times',
    TAG_AUTHORITY: 'example.org,2026',
    TOKEN_SHA256: await sha256(TOKEN),
    FRONT_ORIGIN: origin.address,
    FRONT_HOSTS: SITE,
    FRONT_SKIP: '/account/ /preview/',
    ...more,
  };
}

/** On Node, over storage in memory. */
export async function startNodeFront(settings: Record<string, string> = {}): Promise<RunningFront> {
  const origin = await startOrigin();
  const config = readConfig(await settingsFor(origin, settings));
  const ports = await openMemoryPorts('2026-05-04T09:00:00Z');
  const picture = async () => new Uint8Array();
  const front = {
    origin: createNodeOrigin(origin.address, { patienceMs: 400 }),
    pageRewriter: wasmPageRewriter,
  };
  const app = createApp(ports, config, { draw: picture, quote: picture }, front);
  const server = await new Promise<ServerType>((resolve) => {
    const started = serve({ fetch: app.fetch, port: 0, hostname: '127.0.0.1' }, () => resolve(started));
  });
  const { port } = server.address() as AddressInfo;
  return running(origin, port, ports.database, async () => {
    await new Promise((resolve) => server.close(resolve));
    ports.database.close();
  });
}

/** The built worker in workerd, over its own storage. */
export async function startWorkerdFront(settings: Record<string, string> = {}): Promise<RunningFront> {
  const origin = await startOrigin();
  const { TOKEN_SHA256, ...vars } = await settingsFor(origin, settings);
  const harness = createTestHarness({
    workers: [{ configPath: './wrangler.toml', vars, secrets: { TOKEN_SHA256 } }],
  });
  const { url } = await harness.listen();
  const worker = harness.getWorker<{ DATABASE: Database }>();
  await worker.applyD1Migrations('DATABASE' as never);
  const { DATABASE } = await worker.getEnv();
  return running(origin, Number(url.port), DATABASE, () => harness.close());
}

function running(
  origin: OriginServer,
  port: number,
  database: Database,
  stop: () => Promise<unknown>,
): RunningFront {
  const agent = new Agent({ keepAlive: true });
  const ask: RunningFront['ask'] = (path, { host = SITE, method = 'GET', headers = {}, body } = {}) =>
    new Promise((resolve, reject) => {
      const sent = request(
        { host: '127.0.0.1', port, path, method, agent, headers: { Host: host, ...headers } },
        (response) => {
          const chunks: Buffer[] = [];
          response.on('data', (chunk: Buffer) => chunks.push(chunk));
          response.on('error', reject);
          response.on('end', () =>
            resolve({
              status: response.statusCode ?? 0,
              headers: response.headers,
              body: Buffer.concat(chunks),
            }),
          );
        },
      );
      sent.on('error', reject);
      sent.end(body);
    });
  return {
    origin,
    database,
    ask,
    publish: (id, article) =>
      ask(`/articles/${id}`, {
        host: new URL(PUBLIC_URL).host,
        method: 'PUT',
        headers: { Authorization: `Bearer ${TOKEN}`, 'Content-Type': 'application/json' },
        body: JSON.stringify(article),
      }),
    async stop() {
      agent.destroy();
      await origin.stop();
      await stop();
    },
  };
}
