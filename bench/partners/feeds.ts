import type { Cache } from '../../src/domain/ports.ts';
import { type Contender, compare } from '../measure/interleaved.ts';
import { kilobytes, milliseconds, printTable, times } from '../measure/table.ts';
import { type Publication, TOKEN } from '../publication.ts';
import { words } from '../words.ts';
import { ask, keyOf } from './contracts.ts';

const ROUNDS = 100;
/** As many as a public feed tells. */
const ITEMS = 30;

/** A cache that can be left out, so that one publication is measured with it and without. */
export function optionalCache(cache: Cache): Cache & { isOn: boolean } {
  const optional: Cache & { isOn: boolean } = {
    isOn: true,
    get: async (key) => (optional.isOn ? cache.get(key) : undefined),
    put: async (key, bytes, seconds) => (optional.isOn ? cache.put(key, bytes, seconds) : undefined),
  };
  return optional;
}

/** The feed of a product beside the public feed of the same thirty articles. */
export async function benchPartnerFeeds(
  publication: Publication,
  cache: ReturnType<typeof optionalCache>,
): Promise<void> {
  const { request } = publication;
  const headers = { Authorization: `Bearer ${TOKEN}`, 'Content-Type': 'application/json' };
  for (let index = 0; index < ITEMS; index++) {
    const html = Array.from({ length: 6 }, () => `<p>${words(50)}</p>`).join('');
    const body = JSON.stringify({ title: words(9), language: 'fr', tags: ['Thirty'], html });
    await request(`/articles/thirty-${index}`, { method: 'PUT', headers, body });
  }
  await ask(publication, 'PUT', '/partners/products/thirty', { name: 'Thirty', permit: ['tag/thirty'] });
  await ask(publication, 'PUT', '/partners/reader', {
    name: 'Reader',
    products: ['thirty'],
    requestsPerMinute: 6000,
  });
  const key = await keyOf(publication, 'reader');
  const feeds = [
    { name: 'public', path: '/feeds/tag/thirty.rss', sent: {} },
    { name: 'partner', path: '/partners/feeds/thirty.rss', sent: key },
  ];
  const contenders: Contender[] = [];
  for (const { name, path, sent } of feeds) {
    const etag = (await request(path, { headers: sent })).headers.get('ETag') ?? '';
    const read = async (isOn: boolean, more: Record<string, string>, status: number) => {
      cache.isOn = isOn;
      const response = await request(path, { headers: { ...sent, ...more } });
      if (response.status !== status) throw new Error(`${path} answers ${response.status}`);
      return new Uint8Array(await response.arrayBuffer());
    };
    contenders.push(
      { name: `${name}, from kept items`, run: () => read(false, {}, 200) },
      { name: `${name}, from the cache`, run: () => read(true, {}, 200) },
      { name: `${name}, not modified`, run: () => read(true, { 'If-None-Match': etag }, 304) },
    );
  }
  const figures = await compare(contenders, ROUNDS);
  cache.isOn = true;
  const half = figures.length / 2;
  printTable(
    `A feed of ${ITEMS} articles, public and of a product: ${ROUNDS} rounds, interleaved; milliseconds, kB`,
    ['', 'wall median', 'p95', 'kB', 'of the public'],
    figures.map(({ name, medianMs, p95Ms, bytes }, index) => [
      name,
      milliseconds(medianMs),
      milliseconds(p95Ms),
      kilobytes(bytes),
      times(medianMs / (figures[index % half]?.medianMs ?? Number.NaN)),
    ]),
  );
}
