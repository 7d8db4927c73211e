import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { serve } from '@hono/node-server';
import { afterAll, beforeAll, describe, vi } from 'vitest';
import { createTestHarness } from 'wrangler';
import { readDocuments } from '../../src/adapters/node/document-folder.ts';
import { publicFonts } from '../../src/adapters/node/font-folder.ts';
import { openNodePorts } from '../../src/adapters/node/node-ports.ts';
import { loadPreviewAssets } from '../../src/adapters/node/preview-assets.ts';
import { createApp } from '../../src/app.ts';
import { readConfig } from '../../src/config.ts';
import { sha256 } from '../../src/domain/digest.ts';
import type { Database } from '../../src/domain/ports.ts';
import { createJobs } from '../../src/jobs.ts';
import { createPreviewRenderer } from '../../src/previews/renderer.ts';

export const TOKEN = 'ts_test-token';
/** Not where the service listens: addresses come from the settings alone. */
export const PUBLIC_URL = 'https://news.example';

const SETTINGS = {
  PUBLIC_URL,
  PUBLICATION_NAME: 'The Example Times',
  PUBLICATION_DESCRIPTION: 'News from an example of a newspaper.',
  PUBLICATION_LANGUAGE: 'en',
  TAG_AUTHORITY: 'example.org,2026',
  TOKEN_SHA256: await sha256(TOKEN),
};

export interface RequestOptions {
  method?: string;
  headers?: Record<string, string>;
  body?: string | Uint8Array<ArrayBuffer>;
}

/** A running service, as the outside sees it. */
export interface Service {
  /** Over HTTP; redirects are not followed. */
  fetch(path: string, options?: RequestOptions): Promise<Response>;
  /** With the publisher token. */
  publish(
    path: string,
    type: string,
    body: string | Uint8Array<ArrayBuffer>,
    headers?: Record<string, string>,
  ): Promise<Response>;
  /** Returns when no event waits in the outbox any more. */
  settle(): Promise<void>;
}

/**
 * One suite for both runtimes: the Node server and the built worker, each over real HTTP and with empty storage.
 * `settings` are added to those that all suites share.
 */
export function describeRuntimes(
  title: string,
  suite: (service: Service) => void,
  settings: Record<string, string> = {},
): void {
  describe.each([
    { runtime: 'node', start: startNode },
    { runtime: 'workerd', start: startWorkerd },
  ])(`${title} ($runtime)`, ({ start }) => {
    let running: Awaited<ReturnType<typeof start>>;
    beforeAll(async () => {
      running = await start({ ...SETTINGS, ...settings });
    });
    afterAll(() => running?.stop());

    const fetchFrom: Service['fetch'] = (path, options) =>
      fetch(new URL(path, running.url), { redirect: 'manual', ...options });
    suite({
      fetch: fetchFrom,
      publish: (path, type, body, headers = {}) =>
        fetchFrom(path, {
          method: path === '/articles' || path.startsWith('/articles?') ? 'POST' : 'PUT',
          headers: { Authorization: `Bearer ${TOKEN}`, 'Content-Type': type, ...headers },
          body,
        }),
      settle: () =>
        vi.waitFor(
          async () => {
            const row = await running.database
              .prepare('SELECT count(*) AS waiting FROM outbox WHERE done_at IS NULL')
              .first<{ waiting: number }>();
            if (row?.waiting !== 0) throw new Error(`${row?.waiting} events still wait`);
          },
          { timeout: 20_000, interval: 50 },
        ),
    });
  });
}

interface Running {
  url: URL;
  database: Database;
  stop(): Promise<void>;
}

async function startNode(settings: typeof SETTINGS): Promise<Running> {
  const folder = mkdtempSync(join(tmpdir(), 'tearsheet-'));
  const config = readConfig(settings);
  const ports = await openNodePorts(folder, { loopback: config.hub.callbacks === 'loopback' });
  ports.log = () => undefined;
  const renderer = createPreviewRenderer(loadPreviewAssets(), publicFonts);
  const stopQueue = ports.queue.start(createJobs(ports, config, renderer).handle);
  const app = createApp(ports, config, renderer, undefined, readDocuments());
  const { server, port } = await new Promise<{ server: ReturnType<typeof serve>; port: number }>(
    (resolve) => {
      const started = serve({ fetch: app.fetch, port: 0, hostname: '127.0.0.1' }, (address) =>
        resolve({ server: started, port: address.port }),
      );
    },
  );
  return {
    url: new URL(`http://127.0.0.1:${port}`),
    database: ports.database,
    async stop() {
      await new Promise((resolve) => server.close(resolve));
      await stopQueue();
      ports.database.close();
      rmSync(folder, { recursive: true });
    },
  };
}

async function startWorkerd(settings: typeof SETTINGS): Promise<Running> {
  const { TOKEN_SHA256, ...vars } = settings;
  const harness = createTestHarness({
    workers: [{ configPath: './wrangler.toml', vars, secrets: { TOKEN_SHA256 } }],
  });
  const { url } = await harness.listen();
  const worker = harness.getWorker<{ DATABASE: Database }>();
  await worker.applyD1Migrations('DATABASE' as never);
  const { DATABASE } = await worker.getEnv();
  return { url, database: DATABASE, stop: () => harness.close() };
}
