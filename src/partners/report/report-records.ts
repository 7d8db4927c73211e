import type { Instant } from '../../domain/instant.ts';
import type { Database } from '../../domain/ports.ts';
import type { PickupWay } from '../pickups.ts';

/** One version of an article that a partner was given, or was sent, or a withdrawal it was told of. */
export interface PickupLine {
  at: Instant;
  partner: string;
  product: string;
  article: string;
  version: number;
  way: PickupWay;
  change: 'held' | 'sent' | 'withdrawn';
}

/** Where a page of lines ends: the line after which the next begins. */
export type LineCursor = Omit<PickupLine, 'partner'>;

/**
 * What a partner was given from `since` on, the oldest first, `limit` lines at most after `cursor`. No line says who read
 * an article, or from where: only which partner had it.
 */
export async function listPickups(
  database: Database,
  partnerId: string,
  { since, limit, cursor }: { since: Instant; limit: number; cursor: LineCursor | undefined },
): Promise<PickupLine[]> {
  const { results } = await database
    .prepare(
      `SELECT at, partner_id AS partner, product_id AS product, article_id AS article, version, way, change
       FROM partner_pickups WHERE partner_id = ?1 AND at >= ?2
         AND (at, article_id, product_id, way, version, change) > (?3, ?4, ?5, ?6, ?7, ?8)
       ORDER BY at, article_id, product_id, way, version, change LIMIT ?9`,
    )
    .bind(
      partnerId,
      since,
      cursor?.at ?? '',
      cursor?.article ?? '',
      cursor?.product ?? '',
      cursor?.way ?? '',
      cursor?.version ?? 0,
      cursor?.change ?? '',
      limit,
    )
    .all<PickupLine>();
  return results;
}

/** What a partner was given last, the newest first. */
export async function listLastPickups(
  database: Database,
  partnerId: string,
  limit: number,
): Promise<PickupLine[]> {
  const { results } = await database
    .prepare(
      `SELECT at, partner_id AS partner, product_id AS product, article_id AS article, version, way, change
       FROM partner_pickups WHERE partner_id = ? ORDER BY at DESC, article_id, way LIMIT ?`,
    )
    .bind(partnerId, limit)
    .all<PickupLine>();
  return results;
}

/** Whether anything is on record of a partner, whether it is one still or not. */
export async function hasPickups(database: Database, partnerId: string): Promise<boolean> {
  const row = await database
    .prepare('SELECT 1 FROM partner_pickups WHERE partner_id = ? LIMIT 1')
    .bind(partnerId)
    .first();
  return row !== null;
}
