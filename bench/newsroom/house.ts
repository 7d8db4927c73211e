import { createFixedClock, type FixedClock } from '../../src/adapters/memory/clock.ts';
import { publicFonts } from '../../src/adapters/node/font-folder.ts';
import { type NodePorts, openNodePorts } from '../../src/adapters/node/node-ports.ts';
import { loadPreviewAssets } from '../../src/adapters/node/preview-assets.ts';
import { createTableQueue } from '../../src/adapters/node/table-queue.ts';
import { createApp } from '../../src/app.ts';
import { readConfig } from '../../src/config.ts';
import { NODE_PACE } from '../../src/hub/hub.ts';
import { createJobs, type Jobs } from '../../src/jobs.ts';
import { createPreviewRenderer } from '../../src/previews/renderer.ts';
import { benchSettings, TOKEN } from '../publication.ts';
import { createOutside, type Outside } from './outside.ts';

export const PUBLIC_URL = 'https://courier.example';

/** A quarter of a day in place of a month at least: what is to be forgotten is forgotten within the day that is lived. */
const RECORD_DAYS = 0.25;

/** The whole service on Node over a folder, in one process, with a clock that is moved by hand. */
export interface House {
  ports: NodePorts;
  clock: FixedClock;
  jobs: Jobs;
  outside: Outside;
  /** What the log warned of or called an error. */
  complaints: string[];
  /** Bytes and number of blobs that are kept. */
  blobs(): { bytes: number; count: number };
  request(path: string, init?: RequestInit): Promise<Response>;
  /** With the publisher token; throws where the service does not do as it is told. */
  tell(method: string, path: string, body?: unknown): Promise<Response>;
}

export async function openHouse(folder: string, photo: Uint8Array, start: string): Promise<House> {
  const clock = createFixedClock(new Date(start));
  const complaints: string[] = [];
  const log: NodePorts['log'] = (level, message) => {
    if (level !== 'info') complaints.push(message);
  };
  const outside = createOutside(photo, 500);
  const own = await openNodePorts(folder);
  const kept = countedBlobs(own.blobs);
  const ports: NodePorts = {
    ...own,
    clock,
    log,
    fetch: outside,
    blobs: kept.blobs,
    queue: createTableQueue(own.database, { clock, log }),
  };
  const settings = await benchSettings({ PUBLIC_URL, SECRETS_KEY: '0123456789abcdef'.repeat(4) });
  const config = { ...readConfig(settings), partnerRecordDays: RECORD_DAYS };
  const renderer = createPreviewRenderer(loadPreviewAssets(), publicFonts);
  const app = createApp(ports, config, renderer);
  const request: House['request'] = async (path, init) => app.request(path, init);
  return {
    ports,
    clock,
    jobs: createJobs(ports, config, renderer, NODE_PACE),
    outside,
    complaints,
    blobs: kept.told,
    request,
    async tell(method, path, body) {
      const headers = { Authorization: `Bearer ${TOKEN}`, 'Content-Type': 'application/json' };
      const sent = body === undefined ? {} : { body: JSON.stringify(body) };
      const response = await request(path, { method, headers, ...sent });
      if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${await response.text()}`);
      return response;
    },
  };
}

function countedBlobs(blobs: NodePorts['blobs']) {
  const sizes = new Map<string, number>();
  const counted: NodePorts['blobs'] = {
    get: (name) => blobs.get(name),
    async put(name, bytes) {
      await blobs.put(name, bytes);
      sizes.set(name, bytes.byteLength);
    },
    async delete(name) {
      await blobs.delete(name);
      sizes.delete(name);
    },
  };
  const told = () => ({ bytes: [...sizes.values()].reduce((sum, size) => sum + size, 0), count: sizes.size });
  return { blobs: counted, told };
}
