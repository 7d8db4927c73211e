// A partner: keeps a folder like the articles of its contract. Run it again and again, from cron for example.
//
//   TEARSHEET=https://feeds.example.org PARTNER_KEY=tsp_… node examples/partner.ts taken/

import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

interface Change {
  change: 'published' | 'opened' | 'corrected' | 'withdrawn';
  product: string;
  id: string;
  superseded?: true;
  article?: { headlines?: { value: string }[] };
}
interface Page {
  changes: Change[];
  next: string;
  more: boolean;
}

const { TEARSHEET = 'http://localhost:8080', PARTNER_KEY = '' } = process.env;
const folder = process.argv[2] ?? 'taken';
mkdirSync(folder, { recursive: true });
const bookmark = join(folder, 'next.txt');

for (let more = true; more; ) {
  const start = existsSync(bookmark) ? readFileSync(bookmark, 'utf8') : '/partners/articles';
  // The address we are given is the public one; the service may be reached by another.
  const { pathname, search } = new URL(start, TEARSHEET);
  const answer = await fetch(new URL(pathname + search, TEARSHEET), {
    headers: { Authorization: `Bearer ${PARTNER_KEY}` },
  });
  if (answer.status === 429) {
    await new Promise((done) => setTimeout(done, Number(answer.headers.get('Retry-After') ?? 60) * 1000));
    continue;
  }
  if (!answer.ok) throw new Error(`${answer.status}: ${await answer.text()}`);
  const page = (await answer.json()) as Page;
  for (const change of page.changes) await take(change);
  // Only now: what is done twice does no harm, what is left out would.
  writeWhole(bookmark, page.next);
  more = page.more;
}

async function take({ change, product, id, superseded, article }: Change): Promise<void> {
  const file = join(folder, `${product}--${id}.json`);
  if (superseded) return;
  if (change !== 'withdrawn') {
    writeWhole(file, JSON.stringify(article, undefined, 2));
    console.log(`${change.padEnd(9)}  ${article?.headlines?.[0]?.value ?? id}`);
    return;
  }
  rmSync(file, { force: true });
  await fetch(new URL(`/partners/articles/${id}/confirmation`, TEARSHEET), {
    method: 'POST',
    headers: { Authorization: `Bearer ${PARTNER_KEY}` },
  });
  console.log(`withdrawn  ${id}`);
}

function writeWhole(file: string, text: string): void {
  writeFileSync(`${file}.part`, text);
  renameSync(`${file}.part`, file);
}
