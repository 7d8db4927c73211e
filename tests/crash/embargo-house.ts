import { createFixedClock } from '../../src/adapters/memory/clock.ts';
import { type NodePorts, openNodePorts } from '../../src/adapters/node/node-ports.ts';
import { createTableQueue } from '../../src/adapters/node/table-queue.ts';
import { createApp } from '../../src/app.ts';
import { readConfig } from '../../src/config.ts';
import { sha256 } from '../../src/domain/digest.ts';
import type { Ports } from '../../src/domain/ports.ts';
import { createJobs } from '../../src/jobs.ts';
import type { PreviewRenderer } from '../../src/previews/renderer.ts';

const TOKEN = 'ts_crash-test';
const BEFORE = new Date('2026-03-02T05:59:00Z');
const OPENS = '2026-03-02T06:00:00Z';
/** When somebody looks after what a crash left. */
export const AFTER = new Date('2026-03-02T06:05:00Z');

const RENDERER = {
  draw: async () => new Uint8Array(8),
  png: async () => new Uint8Array(8),
  quote: async () => new Uint8Array(8),
} as unknown as PreviewRenderer;

/** The service over the storage in `folder`, a minute before the embargo unless said; `wrap` may stand between it and its ports. */
export async function openEmbargoHouse(
  folder: string,
  wrap: (ports: NodePorts) => Ports = (ports) => ports,
  startedAt = BEFORE,
) {
  const clock = createFixedClock(startedAt);
  const opened = await openNodePorts(folder);
  const log = () => undefined;
  const queue = createTableQueue(opened.database, { clock, log });
  const ports = wrap({ ...opened, clock, log, queue });
  const config = readConfig({
    PUBLIC_URL: 'https://news.example',
    PUBLICATION_NAME: 'The Example Times',
    TAG_AUTHORITY: 'example.org,2026',
    TOKEN_SHA256: await sha256(TOKEN),
  });
  const jobs = createJobs(ports, config, RENDERER);
  return {
    app: createApp(ports, config, RENDERER),
    database: opened.database,
    advance: clock.advance,
    drain: () => queue.drain(jobs.handle),
    /** What the next start does: everything undone is found again, however young. */
    async recover() {
      await jobs.sweep(0);
      await queue.drain(jobs.handle);
    },
  };
}

export type EmbargoHouse = Awaited<ReturnType<typeof openEmbargoHouse>>;

/** Two articles under one embargo, a reader when it is over, and the background work of all that. */
export async function liveThrough({ app, advance, drain }: EmbargoHouse): Promise<void> {
  for (const id of ['bridge', 'tunnel']) {
    const answer = await app.request(`/articles/${id}`, {
      method: 'PUT',
      headers: { Authorization: `Bearer ${TOKEN}`, 'Content-Type': 'application/json' },
      body: JSON.stringify({
        title: `A ${id} opens`,
        section: 'Local',
        language: 'en',
        embargoUntil: OPENS,
        html: `<p>At last.</p><blockquote class="twitter-tweet"><p>We are open.</p>&mdash; Works (@works) <a href="https://x.com/works/status/1797753265873129095">June 3, 2024</a></blockquote>`,
      }),
    });
    await answer.text();
  }
  await drain();
  advance(60);
  await (await app.request('/feeds/all.json')).text();
  await drain();
}
