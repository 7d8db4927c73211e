import { rmSync } from 'node:fs';
import { createJobs } from '../../src/jobs.ts';
import { inForm } from '../measure/form.ts';
import { compare } from '../measure/interleaved.ts';
import { printTable } from '../measure/table.ts';
import { NO_PICTURES, openPublication, type Publication, publish, TOKEN } from '../publication.ts';
import { temporaryFolder } from '../temporary-folder.ts';
import { growArchive, POST_ID, tell } from './grown-archive.ts';
import { growthRow } from './growth-row.ts';

const SIZES = inForm([1000, 10_000, 100_000, 1_000_000], [100, 1000, 10_000, 100_000]);
const ROUNDS = 40;
const SECRETS_KEY = '0123456789abcdef'.repeat(4);

type Task = (publication: Publication) => Promise<unknown>;

/** Everything that is done again and again, over ever more articles. Nothing is answered from the cache of whole feeds. */
export async function benchArticleGrowth(): Promise<void> {
  const folders = SIZES.map(temporaryFolder);
  const publications: Publication[] = [];
  for (const [index, size] of SIZES.entries()) {
    const publication = await openPublication(folders[index] ?? '', {
      settings: { SECRETS_KEY },
      more: { cache: { get: async () => undefined, put: async () => {} } },
    });
    await growArchive(publication, size);
    publications.push(publication);
  }
  const tasks = new Map<string, Task[]>();
  for (const publication of publications) {
    for (const [name, task] of Object.entries(await tasksOf(publication))) {
      tasks.set(name, [...(tasks.get(name) ?? []), task]);
    }
  }
  const rows: string[][] = [];
  for (const [name, own] of tasks) {
    const figures = await compare(
      own.map((task, index) => ({
        name: String(index),
        run: () => task(publications[index] as Publication),
      })),
      ROUNDS,
    );
    rows.push(growthRow(name, figures));
  }
  printTable(
    `By the articles there are, Node and SQLite: median of ${ROUNDS}, interleaved; milliseconds`,
    ['', ...SIZES.map((size) => size.toLocaleString('en')), 'p95 of the last', 'last to first'],
    rows,
  );
  for (const { ports } of publications) ports.database.close();
  for (const folder of folders) rmSync(folder, { recursive: true });
}

/** What is timed, with all that it needs made ready. */
async function tasksOf(publication: Publication): Promise<Record<string, Task>> {
  const made = await tell(publication, 'POST', '/partners/agency/keys', {});
  const { key } = (await made.json()) as { key: string };
  const asPartner = { Authorization: `Bearer ${key}` };
  const { ports, config } = publication;
  const jobs = createJobs(ports, config, NO_PICTURES);
  await jobs.sweep();
  await ports.queue.drain(jobs.handle);
  const get =
    (path: string, headers: Record<string, string> = {}): Task =>
    async ({ request }) => {
      const response = await request(path, { headers });
      if (response.status !== 200) throw new Error(`${path} answers ${response.status}`);
      return new Uint8Array(await response.arrayBuffer());
    };
  let published = 0;
  let corrected = 0;
  return {
    'first page of the feed of all': get('/feeds/all.rss'),
    '… of a section': get('/feeds/section/world.rss'),
    '… of a section and a tag': get('/feeds/all.rss?section=world&tag=rivers'),
    '… of a section and a tag with nothing in common': get('/feeds/all.rss?section=part-3&tag=label-14'),
    'article page': get('/articles/newest-30'),
    'quote card': get(`/cards/x/${POST_ID}.html`),
    'feed of a product, as a partner': get('/partners/feeds/wire.json', asPartner),
    'changes of a product, 100 of them': get('/partners/articles', asPartner),
    'an article is published': (own) => publish(own, `fresh-${++published}`),
    'an article is corrected': (own) =>
      tell(own, 'PUT', '/articles/newest-30', { title: `Title ${++corrected}`, html: '<p>Words</p>' }),
    'background work of one article': async (own) => {
      await publish(own, `behind-${++published}`);
      await ports.queue.drain(jobs.handle);
    },
    'sweep of a minute': () => jobs.sweep(),
    '/metrics': get('/metrics', { Authorization: `Bearer ${TOKEN}` }),
  };
}
