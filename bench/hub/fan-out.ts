import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { createNodeFetch } from '../../src/adapters/node/guarded-fetch.ts';
import { systemClock } from '../../src/adapters/web/clock.ts';
import { NODE_PACE } from '../../src/hub/hub.ts';
import { createJobs } from '../../src/jobs.ts';
import { inForm } from '../measure/form.ts';
import { median, quantile } from '../measure/statistics.ts';
import { kilobytes, printTable, times } from '../measure/table.ts';
import { NO_PICTURES, openPublication, type Publication, publish } from '../publication.ts';
import { temporaryFolder } from '../temporary-folder.ts';

const SIZES = [10, 100, 1000, 10_000];
/** A server is left alone where too much is asked of it at once, so the callbacks are spread over names. */
const A_HOST = 20;
/** So many may wait to be verified; more are told to come later. */
const AT_ONCE = 1000;
const ROUNDS = inForm(5, 2);
const ARTICLES = 30;

/** One published article brought to ever more subscribers of this machine, each body signed with its own secret. */
export async function benchFanOut(): Promise<void> {
  const resolve = async () => [{ address: '127.0.0.1', family: 4 as const }];
  const publication = await openPublication(temporaryFolder(), {
    settings: { PUBLIC_URL: 'https://news.example', HUB_CALLBACKS: 'loopback' },
    more: { fetch: createNodeFetch({ clock: systemClock, loopback: true, localHosts: true, resolve }) },
  });
  const { ports, config } = publication;
  const { handle } = createJobs(ports, config, NO_PICTURES, NODE_PACE);
  const drain = () => ports.queue.drain(handle);
  const readers = fork(fileURLToPath(new URL('./readers.ts', import.meta.url)));
  const rows: { size: number; rounds: Round[] }[] = [];
  try {
    for (let index = 0; index < ARTICLES; index++) await publish(publication, `before-${index}`);
    const [{ port }] = (await once(readers, 'message')) as [{ port: number }];
    let subscribed = 0;
    for (const size of SIZES) {
      await subscribe(publication, port, subscribed, size, drain);
      subscribed = size;
      const rounds: Round[] = [];
      for (let round = 0; round < ROUNDS; round++) {
        readers.send({ expected: size });
        rounds.push(await distribute(publication, `change-${size}-${round}`, readers, drain));
      }
      rows.push({ size, rounds });
    }
    printRounds(rows);
  } finally {
    readers.disconnect();
    ports.database.close();
  }
}

function printRounds(rows: readonly { size: number; rounds: Round[] }[]): void {
  const each = ({ size, rounds }: (typeof rows)[number]) => median(rounds.map(({ cpuMs }) => cpuMs)) / size;
  const first = rows[0] ? each(rows[0]) : Number.NaN;
  printTable(
    `One change to ever more subscribers over loopback: ${ROUNDS} rounds each. Seconds until the last has it; CPU of the hub alone; megabytes resident of the hub's process, which goes on from one size to the next`,
    [
      'subscribers',
      'median s',
      'lowest',
      'highest',
      'CPU s',
      'CPU ms each',
      'each, of the first',
      'kB each',
      'MB before',
      'peak MB',
    ],
    rows.map((row) => {
      const walls = row.rounds.map(({ wallMs }) => wallMs / 1000);
      return [
        row.size.toLocaleString('en'),
        ...[median(walls), Math.min(...walls), Math.max(...walls)].map((seconds) => seconds.toFixed(2)),
        (median(row.rounds.map(({ cpuMs }) => cpuMs)) / 1000).toFixed(2),
        each(row).toFixed(2),
        times(each(row) / first),
        kilobytes(median(row.rounds.map(({ bytes }) => bytes))),
        quantile(
          row.rounds.map(({ before }) => before),
          0,
        ).toFixed(0),
        quantile(
          row.rounds.map(({ peak }) => peak),
          1,
        ).toFixed(0),
      ];
    }),
  );
}

async function subscribe(
  { request }: Publication,
  port: number,
  from: number,
  to: number,
  drain: () => Promise<void>,
): Promise<void> {
  for (let index = from; index < to; index++) {
    const body = new URLSearchParams({
      'hub.mode': 'subscribe',
      'hub.topic': 'https://news.example/feeds/all.rss',
      'hub.secret': `secret ${index}`,
      'hub.callback': `http://host-${Math.floor(index / A_HOST)}.example:${port}/${index}`,
    });
    const response = await request('/hub', {
      method: 'POST',
      headers: { 'Content-Type': 'application/x-www-form-urlencoded' },
      body: body.toString(),
    });
    if (response.status !== 202) throw new Error(`the hub answers ${response.status}`);
    if (index % AT_ONCE === AT_ONCE - 1) await drain();
  }
  await drain();
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
