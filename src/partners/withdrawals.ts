import type { Instant } from '../domain/instant.ts';
import type { Database } from '../domain/ports.ts';
import { Problem } from '../domain/problem.ts';
import { type Pickup, recordPickups } from './pickups.ts';
import type { ProductChange } from './product-changes.ts';

/**
 * SQL: whether a partner may have an article of a product that it was not told to take down: what it was given last came
 * after what it was told last.
 */
export function stillHolds(partnerId: string, productId: string, articleId: string): string {
  return `(SELECT max(CASE WHEN change <> 'withdrawn' THEN sequence END)
      > max(CASE WHEN change = 'withdrawn' THEN sequence ELSE -1 END) FROM partner_pickups
    WHERE partner_id = ${partnerId} AND article_id = ${articleId} AND product_id = ${productId})`;
}

/** SQL: whether a partner was ever given an article of a product, whatever it was told since. */
export function wasGiven(partnerId: string, productId: string, articleId: string): string {
  return `EXISTS (SELECT 1 FROM partner_pickups WHERE change <> 'withdrawn'
    AND partner_id = ${partnerId} AND article_id = ${articleId} AND product_id = ${productId})`;
}

/** Of whom an article was taken back, or whose contract lost what it had of it. */
export interface Taker {
  partnerId: string;
  products: readonly { id: string }[];
}

/**
 * What a partner is to be told of an article that it can have no more: it was withdrawn from one of these products while
 * they were in the contract, or the partner was given it before; or it was given it by a product that the contract has
 * lost. Nothing for an article that left before the partner came: that is not its business.
 */
export async function listWithdrawals(
  database: Database,
  { partnerId, products }: Taker,
  articleId: string,
): Promise<Pickup[]> {
  const { results } = await database
    .prepare(
      `SELECT c.product_id AS productId, c.version, c.sequence FROM json_each(?3) i
       JOIN partner_products g ON g.partner_id = ?1 AND g.product_id = i.value
       JOIN product_changes c ON c.sequence = (SELECT max(n.sequence) FROM product_changes n
         WHERE n.product_id = g.product_id AND n.article_id = ?2)
       WHERE c.change = 'withdrawn' AND (c.sequence > g.granted_after OR EXISTS (SELECT 1 FROM partner_pickups
         WHERE partner_id = ?1 AND article_id = ?2 AND product_id = c.product_id))
       UNION ALL
       SELECT product_id, max(version), max(sequence) FROM partner_pickups p
       WHERE partner_id = ?1 AND article_id = ?2 AND change <> 'withdrawn' AND NOT EXISTS
         (SELECT 1 FROM partner_products g WHERE g.partner_id = ?1 AND g.product_id = p.product_id)
       GROUP BY product_id`,
    )
    .bind(partnerId, articleId, JSON.stringify(products.map(({ id }) => id)))
    .all<Pick<Pickup, 'productId' | 'version' | 'sequence'>>();
  return results.map((row): Pickup => ({ ...row, articleId, change: 'withdrawn' }));
}

/**
 * Notes that a partner says it has taken an article down, in each of its products that it was withdrawn from. Throws
 * `not-found` where there is no such withdrawal.
 */
export async function confirmWithdrawal(
  database: Database,
  taker: Taker,
  articleId: string,
  at: Instant,
): Promise<void> {
  const withdrawals = await listWithdrawals(database, taker, articleId);
  if (withdrawals.length === 0) {
    throw new Problem(
      'not-found',
      'No article of this id was taken out of your contract, or it came back since.',
    );
  }
  await recordPickups(database, { partnerId: taker.partnerId, way: 'confirmed', at }, withdrawals).run();
}

/** Without the changes of articles that had left a product before the partner came to it, and that it never had. */
export async function withoutForeign(
  database: Database,
  partnerId: string,
  changes: readonly ProductChange[],
): Promise<ProductChange[]> {
  const left = changes.filter(({ leftAt }) => leftAt !== undefined);
  if (left.length === 0) return [...changes];
  const { results } = await database
    .prepare(
      `SELECT DISTINCT value ->> 0 AS product, value ->> 1 AS article FROM json_each(?2)
       JOIN partner_products g ON g.partner_id = ?1 AND g.product_id = value ->> 0 AND g.granted_after >= value ->> 2
       WHERE NOT ${wasGiven('?1', 'value ->> 0', 'value ->> 1')}`,
    )
    .bind(
      partnerId,
      JSON.stringify(left.map((change) => [change.productId, change.articleId, change.leftAt])),
    )
    .all<{ product: string; article: string }>();
  const foreign = new Set(results.map(({ product, article }) => `${product} ${article}`));
  return changes.filter(({ productId, articleId }) => !foreign.has(`${productId} ${articleId}`));
}
