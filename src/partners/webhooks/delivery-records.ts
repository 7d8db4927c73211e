import { after, dueSql } from '../../deliveries/retry-schedule.ts';
import { type Instant, toInstant } from '../../domain/instant.ts';
import type { Database, Ports } from '../../domain/ports.ts';
import { stillHolds, wasGiven } from '../withdrawals.ts';

/** What an endpoint is owed of one article. */
export interface WebhookDelivery {
  endpointId: string;
  partnerId: string;
  url: string;
  host: string;
  productId: string;
  articleId: string;
  /** The change it is about. */
  sequence: number;
  /** When the publisher asked for it once more. */
  replayedAt: Instant | null;
  attempts: number;
  failingSince: Instant | null;
  /** Until then nobody else takes it. */
  claimedUntil: Instant;
}

const RAISED = `ON CONFLICT (endpoint_id, product_id, article_id) DO UPDATE SET sequence = excluded.sequence,
  attempts = CASE WHEN next_at IS NULL THEN 0 ELSE attempts END,
  next_at = coalesce(next_at, excluded.next_at)`;

/**
 * Writes what every active endpoint is owed of the changes that it was not told of: those of its partner's products, and
 * the withdrawals of what the partner holds of products that it has lost. One that waits already is raised to the newer
 * change and keeps its time. One transaction, however many endpoints there are.
 */
export async function announceToEndpoints({
  database,
  clock,
}: Pick<Ports, 'database' | 'clock'>): Promise<void> {
  const row = await database
    .prepare(
      `SELECT (SELECT max(sequence) FROM product_changes) AS newest,
         (SELECT min(announced) FROM partner_endpoints WHERE state = 'active') AS told`,
    )
    .first<{ newest: number | null; told: number | null }>();
  const newest = row?.newest ?? 0;
  if (row?.told === null || row?.told === undefined || row.told >= newest) return;
  await database.batch([
    database
      .prepare(
        `INSERT INTO partner_deliveries (endpoint_id, product_id, article_id, sequence, next_at)
         SELECT e.id, c.product_id, c.article_id, max(c.sequence), ?1
         FROM product_changes c JOIN partner_products g ON g.product_id = c.product_id
         JOIN partner_endpoints e ON e.partner_id = g.partner_id AND e.state = 'active' AND e.announced < c.sequence
         WHERE c.sequence > ?2 AND c.sequence <= ?3 GROUP BY e.id, c.product_id, c.article_id
         ${RAISED}`,
      )
      .bind(toInstant(clock.now()), row.told, newest),
    database
      .prepare(
        `INSERT INTO partner_deliveries (endpoint_id, product_id, article_id, sequence, next_at)
         SELECT e.id, c.product_id, c.article_id, max(c.sequence), ?1 FROM product_changes c
         JOIN partner_pickups h ON h.article_id = c.article_id AND h.change IN ('held', 'sent') AND h.product_id = c.product_id
         JOIN partner_endpoints e ON e.partner_id = h.partner_id AND e.state = 'active' AND e.announced < c.sequence
         WHERE c.sequence > ?2 AND c.sequence <= ?3 AND c.change = 'withdrawn'
           AND NOT EXISTS (SELECT 1 FROM partner_products g
             WHERE g.partner_id = h.partner_id AND g.product_id = h.product_id)
           AND ${stillHolds('h.partner_id', 'h.product_id', 'h.article_id')}
         GROUP BY e.id, c.product_id, c.article_id
         ${RAISED}`,
      )
      .bind(toInstant(clock.now()), row.told, newest),
    database
      .prepare(`UPDATE partner_endpoints SET announced = ?1 WHERE state = 'active' AND announced < ?1`)
      .bind(newest),
  ]);
}

/**
 * What an endpoint is owed while it is disabled waits for its next verification. Asked of each delivery that is met: the
 * list of those that are active would be read again for every few deliveries that are taken.
 */
const IS_ACTIVE = `EXISTS (SELECT 1 FROM partner_endpoints a WHERE a.id = endpoint_id AND a.state = 'active')`;

/** How many deliveries are due, as far as `most`. */
export async function countDue(
  { database, clock }: Pick<Ports, 'database' | 'clock'>,
  most: number,
): Promise<number> {
  const row = await database
    .prepare(
      `SELECT count(*) AS due FROM
         (SELECT 1 FROM partner_deliveries WHERE ${dueSql('next_at', '?1')} AND ${IS_ACTIVE} LIMIT ?2)`,
    )
    .bind(toInstant(clock.now()), most)
    .first<{ due: number }>();
  return row?.due ?? 0;
}

/** Takes deliveries that are due, those that never failed first; each comes back after `seconds` unless it is settled. */
export async function claimDeliveries(
  { database, clock }: Pick<Ports, 'database' | 'clock'>,
  limit: number,
  seconds: number,
): Promise<WebhookDelivery[]> {
  const claimedUntil = after(clock.now(), seconds);
  const { results } = await database
    .prepare(
      `UPDATE partner_deliveries SET next_at = ?1 WHERE (endpoint_id, product_id, article_id) IN
         (SELECT endpoint_id, product_id, article_id FROM partner_deliveries
          WHERE ${dueSql('next_at', '?2')} AND ${IS_ACTIVE}
          ORDER BY attempts, next_at LIMIT ?3)
       RETURNING endpoint_id AS endpointId, product_id AS productId, article_id AS articleId, sequence, attempts, replayed_at AS replayedAt,
         failing_since AS failingSince, ?1 AS claimedUntil,
         (SELECT partner_id FROM partner_endpoints e WHERE e.id = endpoint_id) AS partnerId,
         (SELECT url FROM partner_endpoints e WHERE e.id = endpoint_id) AS url,
         (SELECT host FROM partner_endpoints e WHERE e.id = endpoint_id) AS host`,
    )
    .bind(claimedUntil, toInstant(clock.now()), limit)
    .all<WebhookDelivery>();
  return results;
}

/** Notes that this change was taken; where there is a newer one by now, that is due at once. */
export async function settleDelivery(
  { database, clock }: Pick<Ports, 'database' | 'clock'>,
  { endpointId, productId, articleId, sequence }: WebhookDelivery,
): Promise<void> {
  const own = 'endpoint_id = ? AND product_id = ? AND article_id = ?';
  await database.batch([
    database
      .prepare(`DELETE FROM partner_deliveries WHERE ${own} AND sequence <= ?`)
      .bind(endpointId, productId, articleId, sequence),
    database
      .prepare(
        `UPDATE partner_deliveries SET next_at = ?, attempts = 0, failing_since = NULL, failure = NULL WHERE ${own}`,
      )
      .bind(toInstant(clock.now()), endpointId, productId, articleId),
  ]);
}

/**
 * Notes a failed attempt: the next is at `next`, and so is whatever else the endpoint is owed before: one message at a
 * time finds out whether it is there again, and others at its host need not wait behind them all.
 */
export async function postponeDelivery(
  { database, clock }: Pick<Ports, 'database' | 'clock'>,
  { endpointId, productId, articleId, failingSince }: WebhookDelivery,
  failure: string,
  next: Instant,
): Promise<void> {
  await database.batch([
    database
      .prepare(
        `UPDATE partner_deliveries SET next_at = ?1 WHERE endpoint_id = ?2 AND ${dueSql('next_at', '?1')}`,
      )
      .bind(next, endpointId),
    database
      .prepare(
        `UPDATE partner_deliveries SET next_at = ?, failing_since = ?, failure = ?, attempts = attempts + 1
         WHERE endpoint_id = ? AND product_id = ? AND article_id = ?`,
      )
      .bind(next, failingSince ?? toInstant(clock.now()), failure, endpointId, productId, articleId),
  ]);
}

/**
 * Owes an endpoint what its products hold now once more: of one article, or all that changed since a time. Returns how
 * many deliveries that are.
 */
export async function replayDeliveries(
  { database, clock }: Pick<Ports, 'database' | 'clock'>,
  endpointId: string,
  { articleId, since }: { articleId?: string; since?: Instant },
): Promise<number> {
  const { results } = await database
    .prepare(
      `INSERT INTO partner_deliveries (endpoint_id, product_id, article_id, sequence, next_at, replayed_at)
       SELECT e.id, c.product_id, c.article_id, max(c.sequence), ?2, ?2
       FROM partner_endpoints e JOIN partner_products g ON g.partner_id = e.partner_id
       JOIN product_changes c ON c.product_id = g.product_id
       WHERE e.id = ?1 AND (?3 IS NULL OR c.article_id = ?3) AND (?4 IS NULL OR c.changed_at >= ?4)
       GROUP BY e.id, c.product_id, c.article_id
       ON CONFLICT (endpoint_id, product_id, article_id) DO UPDATE SET sequence = excluded.sequence,
         next_at = excluded.next_at, replayed_at = excluded.replayed_at, attempts = 0, failing_since = NULL
       RETURNING 1`,
    )
    .bind(endpointId, toInstant(clock.now()), articleId ?? null, since ?? null)
    .all();
  return results.length;
}

/** Drops what is owed to an endpoint of a product that its partner has no more, where it was not given the article. */
export function dropForeignDeliveries(database: Database): Promise<unknown> {
  return database
    .prepare(
      `DELETE FROM partner_deliveries AS d WHERE NOT EXISTS (SELECT 1 FROM partner_endpoints e WHERE e.id = d.endpoint_id
         AND (EXISTS (SELECT 1 FROM partner_products g WHERE g.partner_id = e.partner_id AND g.product_id = d.product_id)
           OR ${wasGiven('e.partner_id', 'd.product_id', 'd.article_id')}))`,
    )
    .run();
}
