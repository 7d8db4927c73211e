import type { Pickup } from './pickups.ts';
import type { ProductEdition } from './product-feed.ts';

type Line = [articleId: string, version: number, change: Pickup['change']];

/** An edition as the cache keeps it: what goes on record as one line of JSON, then the document. */
export function packEdition({ bytes, pickups }: ProductEdition): Uint8Array {
  const lines = pickups.map(({ articleId, version, change }): Line => [articleId, version, change]);
  const head = new TextEncoder().encode(`${JSON.stringify(lines)}\n`);
  const packed = new Uint8Array(head.length + bytes.length);
  packed.set(head);
  packed.set(bytes, head.length);
  return packed;
}

/** Reads what `packEdition` wrote for this product. */
export function unpackEdition(packed: Uint8Array, productId: string): ProductEdition {
  const end = packed.indexOf('\n'.charCodeAt(0));
  const lines = JSON.parse(new TextDecoder().decode(packed.subarray(0, end))) as Line[];
  const pickups = lines.map(
    ([articleId, version, change]): Pickup => ({ articleId, productId, version, change }),
  );
  return { bytes: packed.subarray(end + 1), pickups };
}
