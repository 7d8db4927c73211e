import { NODE_PACE } from '../../src/hub/hub.ts';
import { createJobs } from '../../src/jobs.ts';
import { inForm } from '../measure/form.ts';
import { compare } from '../measure/interleaved.ts';
import { printTable } from '../measure/table.ts';
import { createOutside } from '../newsroom/outside.ts';
import { NO_PICTURES, openPublication, type Publication, publish, TOKEN } from '../publication.ts';
import { temporaryFolder } from '../temporary-folder.ts';
import { tell } from './grown-archive.ts';
import { growthRow } from './growth-row.ts';

const SIZES = inForm([2, 20, 200, 2000], [2, 20, 200]);
const PRODUCTS = 20;
const ARTICLES = 100;
const ROUNDS = inForm(20, 10);
const SECRETS_KEY = '0123456789abcdef'.repeat(4);

type Task = () => Promise<unknown>;

/** What grows with the partners, each with one of twenty products, a key and an endpoint; every article is in all products. */
export async function benchPartnerGrowth(): Promise<void> {
  const tasks = new Map<string, Task[]>();
  const open: Publication[] = [];
  for (const size of SIZES) {
    const publication = await openPublication(temporaryFolder(), {
      settings: { SECRETS_KEY },
      more: { fetch: createOutside(new Uint8Array(), Number.POSITIVE_INFINITY) },
    });
    open.push(publication);
    for (const [name, task] of Object.entries(await tasksOf(publication, size))) {
      tasks.set(name, [...(tasks.get(name) ?? []), task]);
    }
  }
  const rows: string[][] = [];
  for (const [name, own] of tasks) {
    const contenders = own.map((run, index) => ({ name: String(index), run }));
    const figures = await compare(contenders, ROUNDS, { warmUp: 3 });
    rows.push(growthRow(name, figures));
  }
  printTable(
    `By the partners there are, ${PRODUCTS} products at most, Node and SQLite: median of ${ROUNDS}, interleaved; milliseconds`,
    ['', ...SIZES.map((size) => `${size.toLocaleString('en')} partners`), 'p95 of the last', 'last to first'],
    rows,
  );
  for (const { ports } of open) ports.database.close();
}

async function tasksOf(publication: Publication, size: number): Promise<Record<string, Task>> {
  const { ports, config, request } = publication;
  const jobs = createJobs(ports, config, NO_PICTURES, NODE_PACE);
  const products = Math.min(PRODUCTS, size);
  for (let index = 0; index < products; index++) {
    await tell(publication, 'PUT', `/partners/products/product-${index}`, { name: `Product ${index}` });
  }
  for (let index = 0; index < ARTICLES; index++) await publish(publication, `before-${index}`);
  await ports.queue.drain(jobs.handle);
  for (let index = 0; index < size; index++) {
    const path = `/partners/partner-${index}`;
    const fields = { name: path, products: [`product-${index % products}`], requestsPerMinute: 6000 };
    await tell(publication, 'PUT', path, fields);
    await tell(publication, 'POST', `${path}/endpoints`, { url: `https://partner-${index}.example/changes` });
  }
  const made = await tell(publication, 'POST', '/partners/partner-0/keys', {});
  const { key } = (await made.json()) as { key: string };
  const asPartner = { Authorization: `Bearer ${key}` };
  const get = async (path: string, headers: Record<string, string>, status = 200) => {
    const response = await request(path, { headers });
    if (response.status !== status) throw new Error(`${path} answers ${response.status}`);
    await response.arrayBuffer();
    return response;
  };
  let published = 0;
  return {
    'an article is published': () => publish(publication, `fresh-${++published}`),
    'background work of one article, until all are told': async () => {
      await ports.queue.drain(jobs.handle);
      await publish(publication, `told-${++published}`);
      await ports.queue.drain(jobs.handle);
    },
    'feed of a product': () => get('/partners/feeds/product-0.json', asPartner),
    'changes, 100 of them': () => get('/partners/articles', asPartner),
    'sweep of a minute': () => jobs.sweep(),
    'list of partners': () => get('/partners', { Authorization: `Bearer ${TOKEN}` }),
    '/metrics': () => get('/metrics', { Authorization: `Bearer ${TOKEN}` }),
  };
}
