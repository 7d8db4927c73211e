import { PRODUCT_PROFILES } from '../../src/domain/partner.ts';
import { SECTIONS } from './desk.ts';
import type { House } from './house.ts';

const PRODUCTS = 20;
export const PARTNERS = 200;
const PRODUCTS_EACH = 2;
const WALK_MINUTES = 60;
const POLL_MINUTES = 30;

/** Walks the changes every hour and polls a feed every half hour; all of them are told by webhook as well. */
export interface Partners {
  walks: number;
  changes: number;
  polls: number;
  work(minute: number, on: { walked(ms: number): void; polled(ms: number): void }): Promise<void>;
}

/** Two sections in each product, in all forms that products have, one in four with an embargo of its own. */
export async function signUpPartners(house: House): Promise<Partners> {
  for (let index = 0; index < PRODUCTS; index++) {
    await house.tell('PUT', `/partners/products/product-${index}`, {
      name: `Product ${index}`,
      permit: [0, 7].map((more) => `section/section-${(index + more) % SECTIONS}`),
      profile: PRODUCT_PROFILES[index % PRODUCT_PROFILES.length],
      embargoMinutes: index % 4 === 3 ? 30 : 0,
    });
  }
  const walkers: { headers: Record<string, string>; feed: string; next: string; etag: string }[] = [];
  for (let index = 0; index < PARTNERS; index++) {
    const id = `partner-${index}`;
    const products = Array.from(
      { length: PRODUCTS_EACH },
      (_, nth) => `product-${(index + nth * 11) % PRODUCTS}`,
    );
    await house.tell('PUT', `/partners/${id}`, { name: id, products });
    const made = await house.tell('POST', `/partners/${id}/keys`, {});
    const { key } = (await made.json()) as { key: string };
    await house.tell('POST', `/partners/${id}/endpoints`, { url: `https://${id}.example/changes` });
    const headers = { Authorization: `Bearer ${key}` };
    walkers.push({ headers, feed: `/partners/feeds/${products[0]}`, next: '/partners/articles', etag: '' });
  }
  const all: Partners = {
    walks: 0,
    changes: 0,
    polls: 0,
    async work(minute, { walked, polled }) {
      for (const [index, walker] of walkers.entries()) {
        if (index % WALK_MINUTES === minute % WALK_MINUTES) {
          all.walks++;
          all.changes += await walk(house, walker, walked);
        }
        if (index % POLL_MINUTES !== minute % POLL_MINUTES) continue;
        const start = performance.now();
        const headers = { ...walker.headers, ...(walker.etag && { 'If-None-Match': walker.etag }) };
        const response = await house.request(walker.feed, { headers });
        await response.arrayBuffer();
        if (response.status >= 400) throw new Error(`${walker.feed}: ${response.status}`);
        polled(performance.now() - start);
        walker.etag = response.headers.get('ETag') ?? '';
        all.polls++;
      }
    },
  };
  return all;
}

/** To the end of what there is; returns how many changes that were. */
async function walk(
  { request }: House,
  walker: { headers: Record<string, string>; next: string },
  walked: (ms: number) => void,
): Promise<number> {
  let changes = 0;
  for (let hasMore = true; hasMore; ) {
    const start = performance.now();
    const response = await request(walker.next, { headers: walker.headers });
    const body = await response.text();
    if (response.status !== 200) throw new Error(`${walker.next}: ${response.status} ${body}`);
    walked(performance.now() - start);
    const page = JSON.parse(body) as { changes: unknown[]; next: string; more: boolean };
    changes += page.changes.length;
    walker.next = page.next.replace(/^https:\/\/[^/]*/, '');
    hasMore = page.more;
  }
  return changes;
}
