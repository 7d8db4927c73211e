import { join } from 'node:path';
import { openSqlite } from '../../src/adapters/node/sqlite-database.ts';
import { inForm } from '../measure/form.ts';
import { type Contender, compare } from '../measure/interleaved.ts';
import { milliseconds, printTable, times } from '../measure/table.ts';
import { openPublication, type Publication, TOKEN } from '../publication.ts';
import { temporaryFolder } from '../temporary-folder.ts';
import { words } from '../words.ts';
import { longBody, longPage, longText } from './long-article.ts';

const ROUNDS = inForm(100, 40);
const PRODUCTS = 20;
const KINDS: Record<string, { type: string; body(round: number): string }> = {
  'flattened text': { type: 'text/plain; charset=utf-8', body: (round) => longText(round * 1000) },
  HTML: { type: 'text/html; charset=utf-8', body: (round) => longPage(round * 1000) },
  JSON: {
    type: 'application/json',
    body: (round) => JSON.stringify({ title: words(8), language: 'fr', html: longBody(round * 1000) }),
  },
};

/** From the request to the answer, when all of it is on the disk: read, sanitised, its posts found, and stored. */
export async function benchPublishing(): Promise<void> {
  const plain = await openPublication(temporaryFolder());
  const sold = await openPublication(temporaryFolder());
  for (let index = 0; index < PRODUCTS; index++) {
    await put(sold, `/partners/products/product-${index}`, 'application/json', `{"name":"Product ${index}"}`);
  }
  let published = 0;
  const contenders: Contender[] = [bareCommits()];
  for (const [kind, { type, body }] of Object.entries(KINDS)) {
    for (const [name, publication] of [
      ['no product', plain],
      [`${PRODUCTS} products that take it`, sold],
    ] as const) {
      // Made before the clock starts.
      const bodies = Array.from({ length: 8 }, (_, round) => body(published + round));
      contenders.push({
        name: `${kind}, ${name}`,
        run: (round) => put(publication, `/articles/piece-${++published}`, type, bodies[round % 8] ?? ''),
      });
    }
  }
  const figures = await compare(contenders, ROUNDS);
  const base = figures[0]?.medianMs ?? Number.NaN;
  printTable(
    `An article of 100 kB with ten posts, from the request to the answer, Node and SQLite on the disk: ${ROUNDS} rounds, interleaved; milliseconds`,
    ['', 'wall median', 'p95', 'CPU median', 'of the first'],
    figures.map(({ name, medianMs, p95Ms, cpuMs }) => [
      name,
      milliseconds(medianMs),
      milliseconds(p95Ms),
      milliseconds(cpuMs),
      times(medianMs / base),
    ]),
  );
}

/** The floor: the same bytes twice, in one transaction that is on the disk when it returns. */
function bareCommits(): Contender {
  const database = openSqlite(join(temporaryFolder(), 'floor.sqlite'));
  database.execute('CREATE TABLE kept (id INTEGER PRIMARY KEY, body TEXT NOT NULL) STRICT');
  const body = longBody();
  const insert = () => database.prepare('INSERT INTO kept (body) VALUES (?)').bind(body);
  return {
    name: 'two rows of 100 kB in one commit (the floor)',
    run: () => database.batch([insert(), insert()]),
  };
}

async function put({ request }: Publication, path: string, type: string, body: string): Promise<void> {
  const headers = { Authorization: `Bearer ${TOKEN}`, 'Content-Type': type };
  const response = await request(path, { method: 'PUT', headers, body });
  if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`);
}
