import { createMemoryBlobs } from '../../src/adapters/memory/blobs.ts';
import { createMemoryQueue } from '../../src/adapters/memory/queue.ts';
import { systemClock } from '../../src/adapters/web/clock.ts';
import { plainPixels } from '../../src/adapters/web/plain-pixels.ts';
import { cryptoRandom } from '../../src/adapters/web/random.ts';
import { createApp } from '../../src/app.ts';
import { readConfig } from '../../src/config.ts';
import { createJobs } from '../../src/jobs.ts';
import { inForm } from '../measure/form.ts';
import { printTable } from '../measure/table.ts';
import { createOutside } from '../newsroom/outside.ts';
import { benchSettings, NO_PICTURES, TOKEN } from '../publication.ts';
import { words } from '../words.ts';
import { openCountedD1 } from './counted-d1.ts';

const PRODUCTS = inForm([0, 20, 200], [0, 20]);
const ARTICLES = 60;
const AS_PUBLISHER = { Authorization: `Bearer ${TOKEN}`, 'Content-Type': 'application/json' };

type Counts = Map<string, { read: number; written: number }>;

/** What Cloudflare bills of D1 for what is done again and again: rows read and written, counted by its own runtime. */
export async function benchRows(): Promise<void> {
  const columns: Counts[] = [];
  for (const products of PRODUCTS) columns.push(await countRows(products));
  const names = [...(columns.at(-1)?.keys() ?? [])];
  printTable(
    `Rows of D1, read / written, after ${ARTICLES} articles and for one of 3 kB with a post and five topics; each product has every article and one partner with an endpoint`,
    ['', ...PRODUCTS.map((count) => `${count} products`)],
    names.map((name) => [
      name,
      ...columns.map((counts) => {
        const found = counts.get(name);
        return found ? `${found.read} / ${found.written}` : '–';
      }),
    ]),
  );
}

async function countRows(products: number): Promise<Counts> {
  const database = await openCountedD1();
  const ports = {
    database,
    blobs: createMemoryBlobs(),
    cache: { get: async () => undefined, put: async () => undefined },
    queue: createMemoryQueue(),
    clock: systemClock,
    random: cryptoRandom,
    fetch: createOutside(new Uint8Array(), Number.POSITIVE_INFINITY),
    pixels: plainPixels,
    log: () => undefined,
  };
  const config = readConfig(await benchSettings({ SECRETS_KEY: '0123456789abcdef'.repeat(4) }));
  const app = createApp(ports, config, NO_PICTURES);
  const jobs = createJobs(ports, config, NO_PICTURES);
  const ask = async (path: string, init: RequestInit = {}) => {
    const response = await app.request(path, init);
    if (response.status >= 400) throw new Error(`${path}: ${response.status} ${await response.text()}`);
    await response.clone().arrayBuffer();
    return response;
  };
  const tell = (method: string, path: string, body: object) =>
    ask(path, { method, headers: AS_PUBLISHER, body: JSON.stringify(body) });
  // What is done sends more to be done: an event its announcement, that its deliveries, forty at a time.
  const drain = async () => {
    for (let round = 0; round < 3 + products / 40; round++) await ports.queue.drain(jobs.handle);
  };

  for (let index = 0; index < ARTICLES; index++)
    await tell('PUT', `/articles/piece-${index}`, article(index));
  await drain();
  for (let index = 0; index < products; index++) {
    const partner = `/partners/partner-${index}`;
    await tell('PUT', `/partners/products/product-${index}`, { name: `Product ${index}` });
    await tell('PUT', partner, { name: partner, products: [`product-${index}`], requestsPerMinute: 6000 });
    await tell('POST', `${partner}/endpoints`, { url: `https://partner-${index}.example/changes` });
  }
  await drain();
  await jobs.sweep();
  await drain();

  const counts: Counts = new Map();
  const counted = async (name: string, work: () => Promise<unknown>) => {
    const { read, written } = database.rows;
    await work();
    counts.set(name, { read: database.rows.read - read, written: database.rows.written - written });
  };
  const corrected = article(ARTICLES);
  await counted('an article is published', () => tell('PUT', '/articles/fresh', corrected));
  await counted('… and its background work, with all that is told', drain);
  await counted('it is corrected', () => tell('PUT', '/articles/fresh', { ...corrected, dek: words(9) }));
  await counted('… and what follows', drain);
  await ask('/feeds/all.rss');
  await counted('a feed of 30 kept items', () => ask('/feeds/all.rss'));
  const etag = (await ask('/feeds/all.rss')).headers.get('ETag') ?? '';
  await counted('a feed, 304', () => ask('/feeds/all.rss', { headers: { 'If-None-Match': etag } }));
  await counted('an article page', () => ask('/articles/fresh'));
  if (products > 0) {
    const made = await tell('POST', '/partners/partner-0/keys', {});
    const { key } = (await made.json()) as { key: string };
    const headers = { Authorization: `Bearer ${key}` };
    const feed = '/partners/feeds/product-0.rss';
    await counted('a product’s feed, the first time', () => ask(feed, { headers }));
    await counted('… again', () => ask(feed, { headers }));
    const tag = (await ask(feed, { headers })).headers.get('ETag') ?? '';
    await counted('… 304', () => ask(feed, { headers: { ...headers, 'If-None-Match': tag } }));
    const { next } = (await (await ask('/partners/articles', { headers })).json()) as { next: string };
    const path = next.replace(config.publicUrl, '');
    await counted('changes, when there are none', () => ask(path, { headers }));
  }
  await counted('a sweep that finds nothing', () => jobs.sweep());
  await counted('it is withdrawn', () => tell('DELETE', '/articles/fresh', {}));
  await counted('… and what follows from that', drain);
  await database.close();
  return counts;
}

function article(index: number): object {
  const id = 1_790_309_205_070_239_367n + BigInt(index);
  const quote = `<blockquote class="twitter-tweet"><p lang="fr" dir="ltr">${words(20)}</p>&mdash; ${words(2)} (@handle${index}) <a href="https://twitter.com/handle${index}/status/${id}">14 mai 2024</a></blockquote>`;
  const html = Array.from({ length: 10 }, () => `<p>${words(50)}</p>`).join('') + quote;
  const [tags, authors] = [['Rivers'], ['Author']];
  return { title: words(9), language: 'fr', section: 'World', tags, authors, html };
}
