import { inForm } from '../measure/form.ts';
import { quantile } from '../measure/statistics.ts';
import { milliseconds, printTable } from '../measure/table.ts';
import { makePhotos } from '../previews/photo.ts';
import { temporaryFolder } from '../temporary-folder.ts';
import { openDesk } from './desk.ts';
import { createFeedReaders, FEEDS, SUBSCRIBERS_A_FEED, subscribeToAll } from './feed-readers.ts';
import { type House, openHouse } from './house.ts';
import { readTableSizes, readWaiting, type TableSize, type Waiting } from './ledger.ts';
import { PARTNERS, signUpPartners } from './partners.ts';

const ARTICLES_A_DAY = 2000;
const START = '2026-03-02T00:00:00.000Z';

/** What an hour took, in milliseconds, and the most that waited at the end of any of its minutes. */
interface Hour {
  times: Record<'publish' | 'feed' | 'unchanged' | 'walk' | 'product' | 'sweep', number[]>;
  /** Before the background work of a minute was done. */
  queueBefore: number;
  waiting: Waiting;
  cpuSeconds: number;
  megabytes: { database: number; blobs: number; memory: number };
}

/** A day of a newsroom, as fast as this machine lives it; `--hours` shortens it. */
export async function benchNewsroom(): Promise<void> {
  const given = process.argv.indexOf('--hours');
  const hours = given > 0 ? Number(process.argv[given + 1]) : inForm(24, 2);
  const [photo = new Uint8Array()] = await makePhotos(1);
  const house = await openHouse(temporaryFolder(), photo, START);
  const partners = await signUpPartners(house);
  const desk = openDesk(house, ARTICLES_A_DAY);
  const readers = createFeedReaders(house);
  const lived: Hour[] = [];
  const sizes: Map<string, TableSize>[] = [];
  const began = performance.now();
  for (let hour = 0; hour < hours; hour++) {
    const { times, most } = newHour();
    const used = process.cpuUsage();
    for (let minute = hour * 60; minute < (hour + 1) * 60; minute++) {
      house.clock.advance(60);
      if (minute === 60) await subscribeToAll(house);
      await desk.work(minute, (ms) => times.publish.push(ms));
      most.queueBefore = Math.max(most.queueBefore, (await waitingOf(house)).queue);
      await liveBehind(house, times.sweep);
      raise(most.waiting, await waitingOf(house));
      await readers.poll(minute, (status, ms) => times[status === 304 ? 'unchanged' : 'feed'].push(ms));
      await partners.work(minute, {
        walked: (ms) => times.walk.push(ms),
        polled: (ms) => times.product.push(ms),
      });
    }
    const { user, system } = process.cpuUsage(used);
    const cpuSeconds = (user + system) / 1e6;
    lived.push({ times, ...most, cpuSeconds, megabytes: await megabytesOf(house) });
    sizes.push(await readTableSizes(house.ports.database));
  }
  const minutes = (performance.now() - began) / 60_000;
  printTable(
    `${hours} hours of a newsroom, lived in ${minutes.toFixed(1)} minutes: ${desk.published} articles published, ${desk.corrected} corrected, ${desk.withdrawn} withdrawn; ${FEEDS.length} feeds polled ${readers.polls} times, of which ${readers.unchanged} were answered 304; ${FEEDS.length * SUBSCRIBERS_A_FEED} subscriptions; ${PARTNERS} partners walked ${partners.walks} times past ${partners.changes} changes; ${house.outside.delivered} deliveries. The most that waited at the end of a minute, and p95 in milliseconds`,
    [
      'hour',
      'database MB',
      'blobs MB',
      'resident MB',
      'queue before',
      'queue after',
      'outbox age s',
      'hub',
      'webhooks',
      'CPU s',
      'publish',
      'feed 200',
      'feed 304',
      'walk',
      'product',
      'sweep',
    ],
    lived.map(hourRow),
  );
  printGrowth(sizes, desk.published);
  const complaints = new Map<string, number>();
  for (const words of house.complaints) complaints.set(words, (complaints.get(words) ?? 0) + 1);
  for (const [words, count] of complaints) console.log(`\nThe log warned ${count} times: ${words}.`);
  house.ports.database.close();
}

function newHour() {
  const times: Hour['times'] = { publish: [], feed: [], unchanged: [], walk: [], product: [], sweep: [] };
  const waiting: Waiting = { queue: 0, outbox: 0, outboxAgeSeconds: 0, hub: 0, webhooks: 0 };
  return { times, most: { queueBefore: 0, waiting } };
}

const waitingOf = ({ ports, clock }: House) => readWaiting(ports.database, clock.now());

/** All that waits, the sweep of the minute, and what it found. */
async function liveBehind({ ports, jobs }: House, sweeps: number[]): Promise<void> {
  await ports.queue.drain(jobs.handle);
  const start = performance.now();
  await jobs.sweep();
  sweeps.push(performance.now() - start);
  await ports.queue.drain(jobs.handle);
}

function raise(most: Waiting, now: Waiting): void {
  for (const field of Object.keys(most) as (keyof Waiting)[]) most[field] = Math.max(most[field], now[field]);
}

async function megabytesOf({ ports, blobs }: House): Promise<Hour['megabytes']> {
  const row = await ports.database
    .prepare('SELECT page_count * page_size AS bytes FROM pragma_page_count(), pragma_page_size()')
    .first<{ bytes: number }>();
  const memory = process.memoryUsage.rss() / 1e6;
  return { database: (row?.bytes ?? 0) / 1e6, blobs: blobs().bytes / 1e6, memory };
}

function hourRow({ times, queueBefore, waiting, cpuSeconds, megabytes }: Hour, index: number): string[] {
  const { database, blobs, memory } = megabytes;
  const { queue, outboxAgeSeconds, hub, webhooks } = waiting;
  return [
    String(index + 1),
    ...[database, blobs, memory, queueBefore, queue, outboxAgeSeconds, hub, webhooks].map((value) =>
      value.toFixed(0),
    ),
    cpuSeconds.toFixed(1),
    ...Object.values(times).map((own) => milliseconds(quantile(own, 0.95))),
  ];
}

/** Which tables grew, and by how much an article. */
function printGrowth(sizes: Map<string, TableSize>[], articles: number): void {
  const [first, middle, last] = [sizes[0], sizes[Math.floor(sizes.length / 2)], sizes.at(-1)];
  if (!first || !middle || !last) return;
  const rows = [...last].sort(([, a], [, b]) => b.bytes - a.bytes);
  const total = rows.reduce((sum, [, { bytes }]) => sum + bytes, 0);
  printTable(
    'What is stored, by table, with indexes',
    [
      '',
      'rows after the first hour',
      'after half',
      'at the end',
      'MB',
      'rows an article',
      'bytes an article',
    ],
    [
      ...rows.map(([name, { rows, bytes }]) => [
        name,
        String(first.get(name)?.rows ?? 0),
        String(middle.get(name)?.rows ?? 0),
        String(rows),
        (bytes / 1e6).toFixed(2),
        (rows / articles).toFixed(2),
        (bytes / articles).toFixed(0),
      ]),
      ['together', '', '', '', (total / 1e6).toFixed(2), '', (total / articles).toFixed(0)],
    ],
  );
}
