import type { Instant } from '../domain/instant.ts';
import type { Database, Statement } from '../domain/ports.ts';
import { Problem } from '../domain/problem.ts';

/** How a partner came by an article, or was told that it is taken back. */
export type PickupWay = 'feed' | 'changes' | 'article' | 'webhook' | 'websub' | 'confirmed';

/** One version of an article that a partner has been given, or a withdrawal that it has been told of. */
export interface Pickup {
  articleId: string;
  productId: string;
  version: number;
  change: 'held' | 'withdrawn';
}

/** Notes what a partner was given; what is on record stays as it is, with the time of the first. */
export function recordPickups(
  database: Database,
  { partnerId, way, at }: { partnerId: string; way: PickupWay; at: Instant },
  pickups: readonly Pickup[],
): Statement {
  const rows = pickups.map(({ articleId, productId, version, change }) => [
    articleId,
    productId,
    version,
    change,
  ]);
  return database
    .prepare(
      `INSERT OR IGNORE INTO partner_pickups (partner_id, article_id, product_id, version, way, change, at)
       SELECT ?1, value ->> 0, value ->> 1, value ->> 2, ?2, value ->> 3, ?3 FROM json_each(?4)`,
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

/**
 * Notes that a partner says it has taken an article down, in each of its products that it was withdrawn from. Throws
 * `not-found` where there is no such withdrawal.
 */
export async function confirmWithdrawal(
  database: Database,
  { partnerId, products }: { partnerId: string; products: readonly { id: string }[] },
  articleId: string,
  at: Instant,
): Promise<void> {
  const { results } = await database
    .prepare(
      `SELECT product_id AS productId, version FROM product_changes c WHERE article_id = ?1 AND change = 'withdrawn'
         AND product_id IN (SELECT value FROM json_each(?2)) AND NOT EXISTS (SELECT 1 FROM product_changes n
           WHERE n.product_id = c.product_id AND n.article_id = c.article_id AND n.sequence > c.sequence)`,
    )
    .bind(articleId, JSON.stringify(products.map(({ id }) => id)))
    .all<{ productId: string; version: number }>();
  if (results.length === 0) {
    throw new Problem(
      'not-found',
      'No article of this id was taken out of your contract, or it came back since.',
    );
  }
  const pickups = results.map((row): Pickup => ({ ...row, articleId, change: 'withdrawn' }));
  await recordPickups(database, { partnerId, way: 'confirmed', at }, pickups).run();
}
