import type { Instant } from '../domain/instant.ts';
import type { Database, Statement } from '../domain/ports.ts';

/** How a partner came by an article, or was told that it is taken back. */
export type PickupWay = 'feed' | 'changes' | 'article' | 'webhook' | 'websub' | 'confirmed';

/**
 * One version of an article that a partner has been given, or a withdrawal that it has been told of. `sent`: it went to
 * its endpoint, which did not say that it had come.
 */
export interface Pickup {
  articleId: string;
  productId: string;
  version: number;
  change: 'held' | 'sent' | 'withdrawn';
  /** The change it is about; else the newest of this version, and of this kind. */
  sequence?: number;
}

/** Notes what a partner was given; what is on record stays as it is, with the time of the first. */
export function recordPickups(
  database: Database,
  { partnerId, way, at }: { partnerId: string; way: PickupWay; at: Instant },
  pickups: readonly Pickup[],
): Statement {
  const rows = pickups.map(({ articleId, productId, version, change, sequence }) => [
    articleId,
    productId,
    version,
    change,
    sequence,
  ]);
  return database
    .prepare(
      `INSERT OR IGNORE INTO partner_pickups (partner_id, article_id, product_id, version, way, change, at, sequence)
       SELECT ?1, value ->> 0, value ->> 1, value ->> 2, ?2, value ->> 3, ?3, coalesce(value ->> 4,
         (SELECT c.sequence FROM product_changes c WHERE c.product_id = value ->> 1 AND c.article_id = value ->> 0
            AND c.version <= value ->> 2 AND (c.change = 'withdrawn') = (value ->> 3 = 'withdrawn')
          ORDER BY c.sequence DESC LIMIT 1), 0)
       FROM json_each(?4)`,
    )
    .bind(partnerId, way, at, JSON.stringify(rows));
}

const MAX_REMEMBERED = 10_000;

/** Feeds that this process has put on record today, each by who took it and its digest: they need not be written again. */
export class RecordedFeeds {
  readonly #names = new Set<string>();

  /** Calls `record` unless the same was recorded today; the record may be forgotten, so tomorrow it is written again. */
  async once(taker: string, digest: string, at: Instant, record: () => Promise<unknown>): Promise<void> {
    const name = `${taker} ${digest} ${at.slice(0, 'YYYY-MM-DD'.length)}`;
    if (this.#names.has(name)) return;
    await record();
    if (this.#names.size >= MAX_REMEMBERED) this.#names.clear();
    this.#names.add(name);
  }
}
