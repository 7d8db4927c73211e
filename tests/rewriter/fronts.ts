import { Agent, type IncomingHttpHeaders, request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Readable } from 'node:stream';
import { type ServerType, serve } from '@hono/node-server';
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
  body?: string | Readable;
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
  database: Pick<Database, 'prepare'>;
  /** Over HTTP, as a reader of the site unless `host` says otherwise. Rejects where the answer breaks off. */
  ask(path: string, asked?: Asked): Promise<Answered>;
  /** With the publisher token, to the service itself. */
  publish(id: string, article: object): Promise<Answered>;
  /** `DELETE` of a path of the service, with the publisher token. */
  takeDown(path: string): Promise<Answered>;
  stop(): Promise<void>;
}

/** The settings of a front. */
export async function settingsFor(
  origin: OriginServer,
  more: Record<string, string>,
): Promise<Record<string, string>> {
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

/** A front on Node, whose clock and queue are at hand. */
export interface NodeFront extends RunningFront {
  clock: MemoryPorts['clock'];
  queue: MemoryPorts['queue'];
}

type MemoryPorts = Awaited<ReturnType<typeof openMemoryPorts>>;

/** On Node, over storage in memory. */
export async function startNodeFront(settings: Record<string, string> = {}): Promise<NodeFront> {
  const origin = await startOrigin();
  const config = readConfig(await settingsFor(origin, settings));
  const ports = await openMemoryPorts('2026-05-04T09:00:00Z');
  const picture = async () => new Uint8Array();
  const frontPorts = {
    origin: createNodeOrigin(origin.address, { patienceMs: 400 }),
    pageRewriter: wasmPageRewriter,
  };
  const app = createApp(ports, config, { draw: picture, quote: picture }, frontPorts);
  const server = await new Promise<ServerType>((resolve) => {
    const started = serve({ fetch: app.fetch, port: 0, hostname: '127.0.0.1' }, () => resolve(started));
  });
  const { port } = server.address() as AddressInfo;
  const front = running(origin, port, ports.database, async () => {
    await new Promise((resolve) => server.close(resolve));
    ports.database.close();
  });
  return { ...front, clock: ports.clock, queue: ports.queue };
}

/** What a suite does with a front that listens on `port`. */
export function running(
  origin: OriginServer,
  port: number,
  database: RunningFront['database'],
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
      if (body instanceof Readable) body.pipe(sent);
      else sent.end(body);
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
    takeDown: (path) =>
      ask(path, {
        host: new URL(PUBLIC_URL).host,
        method: 'DELETE',
        headers: { Authorization: `Bearer ${TOKEN}` },
      }),
    async stop() {
      agent.destroy();
      await origin.stop();
      await stop();
    },
  };
}
