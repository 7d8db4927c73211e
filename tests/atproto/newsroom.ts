import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { serve } from '@hono/node-server';
import { publicFonts } from '../../src/adapters/node/font-folder.ts';
import { createNodeFetch } from '../../src/adapters/node/guarded-fetch.ts';
import { openNodePorts } from '../../src/adapters/node/node-ports.ts';
import { loadPreviewAssets } from '../../src/adapters/node/preview-assets.ts';
import { createTableQueue } from '../../src/adapters/node/table-queue.ts';
import { createApp } from '../../src/app.ts';
import { readConfig } from '../../src/config.ts';
import { sha256 } from '../../src/domain/digest.ts';
import type { Fetch } from '../../src/domain/ports.ts';
import { createJobs } from '../../src/jobs.ts';
import { createPreviewRenderer } from '../../src/previews/renderer.ts';

import type { Account, Network } from './network.ts';

export const PUBLIC_URL = 'https://harbour.example';
export const TOKEN = 'ts_newsroom';
const LONGEST_PAUSE_MS = 6 * 3_600_000;
/** Longer than a server on loopback needs for anything. */
const PATIENCE_MS = 4000;

/** The whole service on Node's ports, whose background work is done when a test says so. */
export type Newsroom = Awaited<ReturnType<typeof openNewsroom>>;

/** Opens the service in a folder that goes with it. Its clock runs, and can be moved on. */
export async function openNewsroom() {
  const folder = mkdtempSync(join(tmpdir(), 'tearsheet-newsroom-'));
  let movedMs = 0;
  const clock = { now: () => new Date(Date.now() + movedMs) };
  const log = () => undefined;
  const node = await openNodePorts(folder, { loopback: true });
  const ports = {
    ...node,
    clock,
    log,
    queue: createTableQueue(node.database, { clock, log }),
    fetch: impatient(createNodeFetch({ clock, loopback: true, localHosts: true })),
  };
  const config = readConfig({
    PUBLIC_URL,
    PUBLICATION_NAME: 'The Harbour Post',
    PUBLICATION_LANGUAGE: 'en',
    TAG_AUTHORITY: 'harbour.example,2026',
    HUB_CALLBACKS: 'loopback',
    SECRETS_KEY: '5e'.repeat(32),
    TOKEN_SHA256: await sha256(TOKEN),
  });
  const renderer = createPreviewRenderer(loadPreviewAssets(), publicFonts);
  const app = createApp(ports, config, renderer);
  const jobs = createJobs(ports, config, renderer);

  const send = async (method: string, path: string, body?: object) => {
    const headers = { Authorization: `Bearer ${TOKEN}`, 'Content-Type': 'application/json' };
    const answer = await app.request(path, { method, headers, ...(body && { body: JSON.stringify(body) }) });
    if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${await answer.text()}`);
    return answer;
  };
  const work = async () => {
    await ports.queue.drain(jobs.handle);
    await jobs.sweep(0);
    await ports.queue.drain(jobs.handle);
  };
  return {
    app,
    ports,
    jobs,
    get: (path: string) => app.request(path),
    /** With the publisher's token; rejects where it is refused. */
    send,
    publish: (id: string, fields: object = {}) =>
      send('PUT', `/articles/${id}`, {
        title: `About ${id}`,
        html: '<p>Words.</p>',
        language: 'en',
        ...fields,
      }),
    /** Posts through the gate of a network from now on. */
    setAccount: ({ gate }: Network, { handle, appPassword }: Account, fields: object = {}) =>
      send('PUT', '/crossposts/account', { service: gate.url, identifier: handle, appPassword, ...fields }),
    withdraw: (id: string) => send('DELETE', `/articles/${id}`),
    advance(seconds: number) {
      movedMs += seconds * 1000;
    },
    /** Everything that waits and is due, and one sweep. */
    work,
    /** Works on through a day, in steps as long as the longest pause between two tries. */
    async workOn() {
      await work();
      for (let round = 0; round < 4; round++) {
        movedMs += LONGEST_PAUSE_MS;
        await work();
      }
    },
    /** Serves on loopback, and works by itself, until the function that it returns is called. */
    async open(): Promise<{ url: string; shut(): Promise<void> }> {
      const stopQueue = ports.queue.start(jobs.handle);
      const { server, port } = await new Promise<{ server: ReturnType<typeof serve>; port: number }>(
        (resolve) => {
          const started = serve({ fetch: app.fetch, port: 0, hostname: '127.0.0.1' }, (address) =>
            resolve({ server: started, port: address.port }),
          );
        },
      );
      return {
        url: `http://127.0.0.1:${port}`,
        async shut() {
          await new Promise((resolve) => server.close(resolve));
          await stopQueue();
        },
      };
    },
    close() {
      ports.database.close();
      rmSync(folder, { recursive: true });
    },
  };
}

/** Gives up servers sooner than the service would, so that nobody waits for it. */
function impatient(fetch: Fetch): Fetch {
  const sooner = ({ timeoutMs = PATIENCE_MS }: { timeoutMs?: number }) => ({
    timeoutMs: Math.min(timeoutMs, PATIENCE_MS),
  });
  return {
    ...fetch,
    get: (url, options = {}) => fetch.get(url, { ...options, ...sooner(options) }),
    post: (url, options) => fetch.post(url, { ...options, ...sooner(options) }),
  };
}
