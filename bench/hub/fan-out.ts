import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { createNodeFetch } from '../../src/adapters/node/guarded-fetch.ts';
import { systemClock } from '../../src/adapters/web/clock.ts';
import { NODE_PACE } from '../../src/hub/hub.ts';
import { createJobs } from '../../src/jobs.ts';
import { kilobytes, printTable } from '../measure/table.ts';
import { NO_PICTURES, openPublication, type Publication, publish } from '../publication.ts';
import { temporaryFolder } from '../temporary-folder.ts';

const SUBSCRIBERS = 1000;
/** A server is left alone where too much is asked of it at once, so the callbacks are spread over names. */
const HOSTS = 50;
const ROUNDS = 5;
const ARTICLES = 30;

/** One published article brought to a thousand subscribers of this machine, each body signed with its own secret. */
export async function benchFanOut(): Promise<void> {
  const resolve = async () => [{ address: '127.0.0.1', family: 4 as const }];
  const publication = await openPublication(temporaryFolder(), {
    settings: { PUBLIC_URL: 'https://news.example', HUB_CALLBACKS: 'loopback' },
    more: { fetch: createNodeFetch({ clock: systemClock, loopback: true, localHosts: true, resolve }) },
  });
  const { ports, config } = publication;
  const { handle } = createJobs(ports, config, NO_PICTURES, NODE_PACE);
  const readers = fork(fileURLToPath(new URL('./readers.ts', import.meta.url)), [String(SUBSCRIBERS)]);
  try {
    for (let index = 0; index < ARTICLES; index++) await publish(publication, `before-${index}`);
    const [{ port }] = (await once(readers, 'message')) as [{ port: number }];
    await subscribe(publication, port);
    await ports.queue.drain(handle);
    const rounds: Round[] = [];
    for (let round = 0; round < ROUNDS; round++) {
      rounds.push(await distribute(publication, `change-${round}`, readers, () => ports.queue.drain(handle)));
    }
    printTable(
      `One change to ${SUBSCRIBERS.toLocaleString('en')} subscribers over loopback: ${ROUNDS} rounds`,
      ['round', 'all delivered, s', 'CPU, s', 'kB each', 'MB before', 'peak MB'],
      rounds.map(({ wallMs, cpuMs, bytes, before, peak }, index) => [
        String(index + 1),
        (wallMs / 1000).toFixed(2),
        (cpuMs / 1000).toFixed(2),
        kilobytes(bytes),
        before.toFixed(0),
        peak.toFixed(0),
      ]),
    );
  } finally {
    readers.disconnect();
    ports.database.close();
  }
}

async function subscribe({ request }: Publication, port: number): Promise<void> {
  for (let index = 0; index < SUBSCRIBERS; index++) {
    const body = new URLSearchParams({
      'hub.mode': 'subscribe',
      'hub.topic': 'https://news.example/feeds/all.rss',
      'hub.secret': `secret ${index}`,
      'hub.callback': `http://host-${index % HOSTS}.example:${port}/${index}`,
    });
    const response = await request('/hub', {
      method: 'POST',
      headers: { 'Content-Type': 'application/x-www-form-urlencoded' },
      body: body.toString(),
    });
    if (response.status !== 202) throw new Error(`the hub answers ${response.status}`);
  }
}

interface Round {
  wallMs: number;
  cpuMs: number;
  /** Of one delivery. */
  bytes: number;
  /** Megabytes of memory before the change, and the most during it. */
  before: number;
  peak: number;
}

async function distribute(
  publication: Publication,
  id: string,
  readers: ChildProcess,
  drain: () => Promise<void>,
): Promise<Round> {
  const memory = () => process.memoryUsage.rss() / 1e6;
  const before = memory();
  let peak = before;
  const watch = setInterval(() => {
    peak = Math.max(peak, memory());
  }, 5);
  const used = process.cpuUsage();
  const start = performance.now();
  const delivered = once(readers, 'message');
  await publish(publication, id);
  const drained = drain();
  const [{ bytes }] = (await delivered) as [{ bytes: number }];
  const wallMs = performance.now() - start;
  await drained;
  clearInterval(watch);
  const { user, system } = process.cpuUsage(used);
  return { wallMs, cpuMs: (user + system) / 1000, bytes, before, peak };
}
