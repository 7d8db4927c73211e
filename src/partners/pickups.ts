import type { Instant } from '../domain/instant.ts';
import type { Database, Statement } from '../domain/ports.ts';
import { Problem } from '../domain/problem.ts';
import type { ProductFeed } from './product-feed.ts';
import { productTopic } from './product-records.ts';
import { profileWriter } from './profiles/profiles.ts';

/** How a partner came by an article, or was told that it is taken back. */
export type PickupWay = 'feed' | 'changes' | 'article' | 'webhook' | 'websub' | 'confirmed';

/** One version of an article that a partner has been given, or a withdrawal that it has been told of. */
export interface Pickup {
  articleId: string;
  productId: string;
  version: number;
  change: 'held' | 'withdrawn';
}

const TAKEN_BACK_DAYS = 30;

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

/** Notes that a partner was given a product's feed as it stands: its newest articles, and what it says of withdrawn ones. */
export async function recordFeedPickup(
  database: Database,
  { product, format }: ProductFeed,
  { partnerId, at }: { partnerId: string; at: Instant },
): Promise<void> {
  const topic = productTopic(product.id);
  const since = new Date(Date.parse(at) - TAKEN_BACK_DAYS * 24 * 60 * 60 * 1000).toISOString();
  await database.batch([
    database
      .prepare(
        `INSERT OR IGNORE INTO partner_pickups (partner_id, article_id, product_id, version, way, change, at)
         SELECT ?1, a.id, ?2, a.version, 'feed', 'held', ?3
         FROM (SELECT article_id FROM article_topics WHERE topic = ?4 ORDER BY published_at DESC, article_id DESC LIMIT ?5) t
         JOIN articles a ON a.id = t.article_id AND a.state = 'live'`,
      )
      .bind(partnerId, product.id, at, topic, profileWriter(product.profile, format)?.maxItems ?? 0),
    database
      .prepare(
        `INSERT OR IGNORE INTO partner_pickups (partner_id, article_id, product_id, version, way, change, at)
         SELECT ?1, s.article_id, ?2, a.version, 'feed', 'withdrawn', ?3
         FROM feed_tombstones s JOIN articles a ON a.id = s.article_id WHERE s.topic = ?4 AND s.deleted_at > ?5`,
      )
      .bind(partnerId, product.id, at, topic, since),
  ]);
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
