import { createFixedClock } from '../../src/adapters/memory/clock.ts';
import { createNodeFetch } from '../../src/adapters/node/guarded-fetch.ts';
import { type NodePorts, openNodePorts } from '../../src/adapters/node/node-ports.ts';
import { createTableQueue } from '../../src/adapters/node/table-queue.ts';
import { createApp } from '../../src/app.ts';
import { readConfig } from '../../src/config.ts';
import { sha256 } from '../../src/domain/digest.ts';
import type { Ports } from '../../src/domain/ports.ts';
import { NODE_PACE } from '../../src/hub/hub.ts';
import { createJobs } from '../../src/jobs.ts';
import type { PreviewRenderer } from '../../src/previews/renderer.ts';

export const TOKEN = 'ts_crash-test';
export const TOPIC = 'https://news.example/feeds/all.json';

const RENDERER = {
  draw: async () => new Uint8Array(),
  quote: async () => new Uint8Array(),
} as PreviewRenderer;

/** The service over the storage in `folder`, at a time of ours; `wrap` may stand between it and its ports. */
export async function openHouse(
  folder: string,
  startedAt: Date,
  wrap: (ports: NodePorts) => Ports = (ports) => ports,
) {
  const clock = createFixedClock(startedAt);
  const opened = await openNodePorts(folder);
  const log = () => undefined;
  const nodePorts: NodePorts = {
    ...opened,
    clock,
    log,
    queue: createTableQueue(opened.database, { clock, log }),
    fetch: createNodeFetch({ clock, loopback: true, localHosts: true }),
  };
  const ports = wrap(nodePorts);
  const config = readConfig({
    PUBLIC_URL: 'https://news.example',
    PUBLICATION_NAME: 'The Example Times',
    TAG_AUTHORITY: 'example.org,2026',
    TOKEN_SHA256: await sha256(TOKEN),
    HUB_CALLBACKS: 'loopback',
  });
  const jobs = createJobs(ports, config, RENDERER, NODE_PACE);
  const app = createApp(ports, config, RENDERER);
  const drain = () => nodePorts.queue.drain(jobs.handle);
  return {
    app,
    drain,
    database: nodePorts.database,
    /** What the first minutes after a start do: whatever is undone is found again. */
    async recover() {
      for (let round = 0; round < 2; round++) {
        await jobs.sweep(0);
        await drain();
        clock.advance(300);
      }
    },
  };
}

type House = Awaited<ReturnType<typeof openHouse>>;

/** What happens on a day with two subscribers: each step is one request, and the background work that follows. */
export async function liveThrough(
  { app, drain }: Pick<House, 'app' | 'drain'>,
  readers: { first: string; second: string },
  answered: (step: number, status: number) => void,
): Promise<void> {
  const hub = (mode: string, callback: string): [string, RequestInit] => [
    '/hub',
    {
      method: 'POST',
      headers: { 'Content-Type': 'application/x-www-form-urlencoded' },
      body: new URLSearchParams({
        'hub.mode': mode,
        'hub.topic': TOPIC,
        'hub.callback': callback,
        'hub.secret': 'hush',
      }).toString(),
    },
  ];
  const headers = { Authorization: `Bearer ${TOKEN}`, 'Content-Type': 'application/json' };
  const story = (title: string): [string, RequestInit] => [
    '/articles/bridge',
    { method: 'PUT', headers, body: JSON.stringify({ title, html: '<p>All of it.</p>', language: 'en' }) },
  ];
  const steps: [string, RequestInit][] = [
    hub('subscribe', readers.first),
    hub('subscribe', readers.second),
    story('A bridge opens'),
    hub('unsubscribe', readers.second),
    story('A bridge closes'),
    ['/articles/bridge', { method: 'DELETE', headers }],
  ];
  for (const [index, [path, request]] of steps.entries()) {
    const response = await app.request(path, request);
    await response.text();
    answered(index + 1, response.status);
    await drain();
  }
}
