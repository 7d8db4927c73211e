import { createLruCache } from '../../src/adapters/node/lru-cache.ts';
import { NODE_PACE } from '../../src/hub/hub.ts';
import { createJobs } from '../../src/jobs.ts';
import { fillArchive } from '../feeds/archive.ts';
import { type Contender, compare } from '../measure/interleaved.ts';
import { median, quantile } from '../measure/statistics.ts';
import { milliseconds, printTable, times } from '../measure/table.ts';
import { NO_PICTURES, openPublication, type Publication, publish } from '../publication.ts';
import { temporaryFolder } from '../temporary-folder.ts';
import { addPartners, addProducts, ask, keyOf, takingFetch } from './contracts.ts';
import { benchPartnerFeeds, optionalCache } from './feeds.ts';

const SIZES = [1000, 10_000, 100_000];
const ARCHIVE = 100_000;
const PARTNERS = 200;
const ARTICLES = 30;
const TAKE_DOWNS = 10;
const ROUNDS = 60;

async function open(size: number) {
  const fetch = takingFetch();
  const cache = optionalCache(createLruCache());
  const publication = await openPublication(temporaryFolder(), {
    settings: { SECRETS_KEY: '0123456789abcdef'.repeat(4) },
    more: { fetch, cache },
  });
  await fillArchive(publication, size);
  return { publication, cache, fetch };
}

/** Two hundred partners and a hundred thousand articles: feeds, publishing, taking down. */
export async function benchPartners(): Promise<void> {
  await benchGrowth();
  const { publication, cache, fetch } = await open(ARCHIVE);
  await benchPartnerFeeds(publication, cache);
  await benchPublishing(publication);
  await addPartners(publication, PARTNERS);
  await benchTakeDowns(publication, fetch);
  publication.ports.database.close();
}

/** The feed of a product that has all there is, over ever larger archives. */
async function benchGrowth(): Promise<void> {
  const opened = [];
  const contenders: Contender[] = [];
  const saved: number[] = [];
  for (const size of SIZES) {
    const { publication, cache } = await open(size);
    cache.isOn = false;
    const start = performance.now();
    await ask(publication, 'PUT', '/partners/products/all', { name: 'All' });
    saved.push(performance.now() - start);
    await ask(publication, 'PUT', '/partners/reader', {
      name: 'Reader',
      products: ['all'],
      requestsPerMinute: 6000,
    });
    const headers = await keyOf(publication, 'reader');
    const read = (name: string, path: string): Contender => ({
      name: `${name} ${size}`,
      run: async () => {
        const response = await publication.request(path, { headers });
        if (response.status !== 200) throw new Error(`${path} answers ${response.status}`);
        return new Uint8Array(await response.arrayBuffer());
      },
    });
    contenders.push(
      read('feed', '/partners/feeds/all.rss'),
      read('changes', '/partners/articles?limit=100'),
      read('article', '/partners/articles/newest-0'),
    );
    opened.push(publication);
  }
  const figures = await compare(contenders, ROUNDS);
  const medians = (kind: number) =>
    SIZES.map((_, index) => figures[index * 3 + kind]?.medianMs ?? Number.NaN);
  const rows: [string, number[]][] = [
    ['feed of 100 articles, from kept items', medians(0)],
    ['first 100 changes of a walk', medians(1)],
    ['one article', medians(2)],
    ['making the product, once', saved],
  ];
  printTable(
    `A product that has everything, by the articles there are: median of ${ROUNDS}, interleaved; milliseconds`,
    ['', ...SIZES.map((size) => size.toLocaleString('en')), 'last to first'],
    rows.map(([name, own]) => [
      name,
      ...own.map(milliseconds),
      times((own.at(-1) ?? Number.NaN) / (own[0] ?? Number.NaN)),
    ]),
  );
  for (const { ports } of opened) ports.database.close();
}

/** The same publication before there are products, with twenty, and with two hundred that all have what is published. */
async function benchPublishing(publication: Publication): Promise<void> {
  const rows: string[][] = [];
  let base = Number.NaN;
  let present = 0;
  for (const products of [0, 20, 200]) {
    const made = await addProducts(publication, present, products);
    present = products;
    const taken: number[] = [];
    for (let index = 0; index < ARTICLES; index++) {
      const start = performance.now();
      await publish(publication, `with-${products}-${index}`);
      taken.push(performance.now() - start);
    }
    if (products === 0) base = median(taken);
    rows.push([
      String(products),
      milliseconds(median(taken)),
      milliseconds(quantile(taken, 0.95)),
      times(median(taken) / base),
      milliseconds(median(made)),
    ]);
  }
  printTable(
    `Publishing an article that so many products have, among ${ARCHIVE.toLocaleString('en')}: ${ARTICLES} each; milliseconds`,
    ['products', 'wall median', 'p95', 'of none', 'making a product'],
    rows,
  );
}

/** An article that two hundred partners have is taken down: until the call returns, and until all endpoints were told. */
async function benchTakeDowns(
  publication: Publication,
  fetch: ReturnType<typeof takingFetch>,
): Promise<void> {
  const { ports, config } = publication;
  const { handle, sweep } = createJobs(ports, config, NO_PICTURES, NODE_PACE);
  const drain = () => ports.queue.drain(handle);
  const taken: { returned: number; told: number; messages: number }[] = [];
  for (let index = 0; index < TAKE_DOWNS; index++) {
    const id = `down-${index}`;
    await publish(publication, id);
    await sweep();
    await drain();
    const before = fetch.taken;
    const start = performance.now();
    await ask(publication, 'DELETE', `/articles/${id}`);
    const returned = performance.now() - start;
    await drain();
    taken.push({ returned, told: performance.now() - start, messages: fetch.taken - before });
  }
  const of = (name: 'returned' | 'told') => taken.map((each) => each[name]);
  printTable(
    `Taking down an article that ${PARTNERS} partners have, each with an endpoint: ${TAKE_DOWNS} times; milliseconds`,
    ['', 'wall median', 'p95'],
    [
      [
        'until the call returns',
        milliseconds(median(of('returned'))),
        milliseconds(quantile(of('returned'), 0.95)),
      ],
      [
        `until ${median(taken.map(({ messages }) => messages))} endpoints were told`,
        milliseconds(median(of('told'))),
        milliseconds(quantile(of('told'), 0.95)),
      ],
    ],
  );
}
