import type { Instant } from '../../domain/instant.ts';
import type { Database } from '../../domain/ports.ts';
import type { PickupWay } from '../pickups.ts';

/** One version of an article that a partner was given, or a withdrawal it was told of. */
export interface PickupLine {
  at: Instant;
  partner: string;
  product: string;
  article: string;
  version: number;
  way: PickupWay;
  change: 'held' | 'withdrawn';
}

/** Where a page of lines ends: the line after which the next begins. */
export type LineCursor = Pick<PickupLine, 'at' | 'article' | 'product' | 'way'>;

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
         AND (at, article_id, product_id, way) > (?3, ?4, ?5, ?6)
       ORDER BY at, article_id, product_id, way, version, change LIMIT ?7`,
    )
    .bind(
      partnerId,
      since,
      cursor?.at ?? '',
      cursor?.article ?? '',
      cursor?.product ?? '',
      cursor?.way ?? '',
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

/** Where one partner stands with an article that may have been taken back. */
export interface Standing {
  partner: string;
  product: string;
  /** The newest version it was given, and when it was first given that; absent where it never took one. */
  held?: { version: number; at: Instant; way: PickupWay };
  /** When it was first told that the article is taken back, by which way. */
  told?: { at: Instant; way: PickupWay };
  /** When it said so itself, or its endpoint took the message. */
  confirmedAt?: Instant;
  /** Of an article that is taken back: what is still to be hoped for. `holds`: it is not taken back. */
  state: 'never-took' | 'holds' | 'not-told' | 'told' | 'confirmed';
}

interface StandingRow {
  partner: string;
  product: string;
  is_placed: number;
  held_version: number | null;
  held_at: string | null;
  held_way: PickupWay | null;
  told_at: string | null;
  told_way: PickupWay | null;
  confirmed_at: string | null;
}

/** Of a withdrawal, only what came after the newest version that was taken counts. */
const OF_WITHDRAWAL = `w.partner_id = g.partner_id AND w.product_id = g.product_id AND w.article_id = ?1
  AND w.change = 'withdrawn' AND w.version >= coalesce((SELECT max(h.version) FROM partner_pickups h
    WHERE h.partner_id = g.partner_id AND h.product_id = g.product_id AND h.article_id = ?1 AND h.change = 'held'), 0)`;
const NEWEST_HELD = `FROM partner_pickups h WHERE h.partner_id = g.partner_id AND h.product_id = g.product_id
  AND h.article_id = ?1 AND h.change = 'held' ORDER BY h.version DESC, h.at LIMIT 1`;

/** Every partner whose contract has, or had, an article: what it holds, and whether it knows that it is taken back. */
export async function listStandings(database: Database, articleId: string): Promise<Standing[]> {
  const { results } = await database
    .prepare(
      `SELECT g.partner_id AS partner, g.product_id AS product,
         EXISTS (SELECT 1 FROM product_articles m WHERE m.product_id = g.product_id AND m.article_id = ?1
           AND m.state = 'placed') AS is_placed,
         (SELECT h.version ${NEWEST_HELD}) AS held_version, (SELECT h.at ${NEWEST_HELD}) AS held_at,
         (SELECT h.way ${NEWEST_HELD}) AS held_way,
         (SELECT min(w.at) FROM partner_pickups w WHERE ${OF_WITHDRAWAL}) AS told_at,
         (SELECT w.way FROM partner_pickups w WHERE ${OF_WITHDRAWAL} ORDER BY w.at LIMIT 1) AS told_way,
         (SELECT min(w.at) FROM partner_pickups w WHERE ${OF_WITHDRAWAL} AND w.way IN ('webhook', 'confirmed'))
           AS confirmed_at
       FROM partner_products g
       WHERE EXISTS (SELECT 1 FROM product_changes c WHERE c.product_id = g.product_id AND c.article_id = ?1)
       ORDER BY g.partner_id, g.product_id`,
    )
    .bind(articleId)
    .all<StandingRow>();
  return results.map(toStanding);
}

function toStanding(row: StandingRow): Standing {
  const { held_version: version, held_at: at, held_way: way } = row;
  const isHeld = version !== null && at !== null && way !== null;
  return {
    partner: row.partner,
    product: row.product,
    ...(isHeld && { held: { version, at, way } }),
    ...(row.told_at !== null && row.told_way !== null && { told: { at: row.told_at, way: row.told_way } }),
    ...(row.confirmed_at !== null && { confirmedAt: row.confirmed_at }),
    state: stateOf(row, isHeld),
  };
}

function stateOf(row: StandingRow, isHeld: boolean): Standing['state'] {
  if (row.is_placed === 1) return isHeld ? 'holds' : 'never-took';
  if (row.confirmed_at !== null) return 'confirmed';
  if (row.told_at !== null) return 'told';
  return isHeld ? 'not-told' : 'never-took';
}
