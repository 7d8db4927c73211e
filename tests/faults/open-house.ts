import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createFixedClock } from '../../src/adapters/memory/clock.ts';
import { publicFonts } from '../../src/adapters/node/font-folder.ts';
import { createNodeFetch } from '../../src/adapters/node/guarded-fetch.ts';
import { type NodePorts, openNodePorts } from '../../src/adapters/node/node-ports.ts';
import { loadPreviewAssets } from '../../src/adapters/node/preview-assets.ts';
import { createTableQueue } from '../../src/adapters/node/table-queue.ts';
import { createApp } from '../../src/app.ts';
import { readConfig } from '../../src/config.ts';
import type { Ports } from '../../src/domain/ports.ts';
import { NODE_PACE } from '../../src/hub/hub.ts';
import { createJobs } from '../../src/jobs.ts';
import { createPreviewRenderer } from '../../src/previews/renderer.ts';
import { TOKEN } from './client.ts';
import { SETTINGS } from './mortal-service.ts';
import { Stored } from './stored.ts';

export const START = new Date('2026-03-02T08:00:00Z');
export const HOUR = 60 * 60;
export const DAY = 24 * HOUR;

const made: string[] = [];

/** A folder of its own for a test. */
export function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'tearsheet-fault-'));
  made.push(folder);
  return folder;
}

export function removeFolders(): void {
  for (const folder of made.splice(0)) rmSync(folder, { recursive: true, force: true });
}

export interface HouseOptions {
  folder?: string;
  wrap?: (ports: NodePorts) => Ports;
  /** For how long it waits for a database that another process holds; in life five seconds. */
  patienceMs?: number;
}

/** The whole service over a folder of this machine, at a time of ours; `wrap` may stand between it and its ports. */
export async function openHouse(options: HouseOptions = {}) {
  const { folder = newFolder(), wrap = (ports) => ports, patienceMs = 5000 } = options;
  const clock = createFixedClock(START);
  const logged: string[] = [];
  const opened = await openNodePorts(folder, { loopback: true, patienceMs });
  const log = (_level: string, message: string) => void logged.push(message);
  const queue = createTableQueue(opened.database, { clock, log });
  const fetch = createNodeFetch({ clock, loopback: true, localHosts: true });
  const ports = wrap({ ...opened, clock, log, queue, fetch });
  const config = readConfig(SETTINGS);
  const renderer = createPreviewRenderer(loadPreviewAssets(), publicFonts);
  const app = createApp(ports, config, renderer);
  const jobs = createJobs(ports, config, renderer, NODE_PACE);
  const ask = (method: string, path: string, fields?: object, headers: Record<string, string> = {}) =>
    app.request(path, {
      method,
      headers: { Authorization: `Bearer ${TOKEN}`, 'Content-Type': 'application/json', ...headers },
      ...(fields && { body: JSON.stringify(fields) }),
    });
  const drain = () => queue.drain(jobs.handle);
  return {
    app,
    clock,
    folder,
    jobs,
    logged,
    drain,
    database: opened.database,
    ask,
    put: async (id: string, fields: object = {}) =>
      ask('PUT', `/articles/${id}`, {
        title: `About ${id}`,
        language: 'en',
        html: '<p>Words.</p>',
        ...fields,
      }),
    status: async (path: string) => (await app.request(path)).status,
    rows: async (sql: string) => (await opened.database.prepare(sql).all<Record<string, unknown>>()).results,
    /** The first minutes after whatever was wrong: all that is due or overdue is done. */
    async recover(rounds = 3) {
      for (let round = 0; round < rounds; round++) {
        await jobs.sweep(0);
        await drain();
        clock.advance(5 * 60);
      }
    },
    /** What is wrong with what is stored. */
    faults(): string[] {
      const stored = new Stored(join(folder, 'tearsheet.sqlite'));
      try {
        return stored.faults();
      } finally {
        stored.close();
      }
    },
    close: () => opened.database.close(),
  };
}

export type House = Awaited<ReturnType<typeof openHouse>>;
