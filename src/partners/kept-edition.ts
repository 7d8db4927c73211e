import type { Config } from '../domain/config.ts';
import { toInstant } from '../domain/instant.ts';
import type { Ports } from '../domain/ports.ts';
import type { Pickup } from './pickups.ts';
import {
  assembleProductFeed,
  loadProductFeed,
  type ProductEdition,
  type ProductFeed,
} from './product-feed.ts';
import type { PartnerFormat } from './profiles/profile-writer.ts';

export const MEDIA_TYPES: Record<PartnerFormat, string> = {
  rss: 'application/rss+xml; charset=utf-8',
  atom: 'application/atom+xml; charset=utf-8',
  json: 'application/json; charset=utf-8',
  xml: 'application/xml; charset=utf-8',
};
const CACHE_SECONDS = 24 * 60 * 60;

/** The edition of a feed under its digest: from the cache, or put together now and kept, unless something changed meanwhile. */
export async function obtainEdition(
  ports: Pick<Ports, 'database' | 'cache' | 'clock'>,
  config: Config,
  feed: ProductFeed,
): Promise<ProductEdition> {
  const { database, cache, clock } = ports;
  const { product, format, digest } = feed;
  const key = `partners/${digest}`;
  const kept = await cache.get(key);
  if (kept) return unpackEdition(kept, product.id);
  const edition = await assembleProductFeed(database, config, feed);
  const now = await loadProductFeed(database, config, product, format, toInstant(clock.now()));
  if (now?.digest === digest) await cache.put(key, packEdition(edition), CACHE_SECONDS);
  return edition;
}

type Line = [articleId: string, version: number, change: Pickup['change']];

/** An edition as the cache keeps it: what goes on record as one line of JSON, then the document. */
function packEdition({ bytes, pickups }: ProductEdition): Uint8Array {
  const lines = pickups.map(({ articleId, version, change }): Line => [articleId, version, change]);
  const head = new TextEncoder().encode(`${JSON.stringify(lines)}\n`);
  const packed = new Uint8Array(head.length + bytes.length);
  packed.set(head);
  packed.set(bytes, head.length);
  return packed;
}

/** Reads what `packEdition` wrote for this product. */
function unpackEdition(packed: Uint8Array, productId: string): ProductEdition {
  const end = packed.indexOf('\n'.charCodeAt(0));
  const lines = JSON.parse(new TextDecoder().decode(packed.subarray(0, end))) as Line[];
  const pickups = lines.map(
    ([articleId, version, change]): Pickup => ({ articleId, productId, version, change }),
  );
  return { bytes: packed.subarray(end + 1), pickups };
}
