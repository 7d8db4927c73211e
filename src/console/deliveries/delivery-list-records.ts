import { type Instant, toInstant } from '../../domain/instant.ts';
import type { Ports } from '../../domain/ports.ts';

/** What a subscriber is owed, or was given; of its callback the host alone. */
export interface ListedDelivery {
  id: string;
  host: string;
  feed: string;
  attempts: number;
  /** When it is tried again; missing where it was given up. */
  nextAt: Instant | null;
  failingSince: Instant | null;
  failure: string | null;
}

const LIMIT = 100;

/** Deliveries that were given up, or those that wait, the longest failing first. */
export async function listDeliveries(
  { database }: Ports,
  state: 'dead' | 'waiting',
): Promise<ListedDelivery[]> {
  const { results } = await database
    .prepare(
      `SELECT d.subscription_id AS id, s.host, s.feed, d.attempts, d.next_at AS nextAt,
         d.failing_since AS failingSince, d.failure
       FROM hub_deliveries d JOIN hub_subscriptions s ON s.id = d.subscription_id
       WHERE d.next_at IS ${state === 'dead' ? 'NULL' : 'NOT NULL'}
       ORDER BY d.failing_since IS NULL, d.failing_since, d.next_at LIMIT ${LIMIT}`,
    )
    .all<ListedDelivery>();
  return results;
}

/** A delivery that was taken. */
export interface Delivered {
  host: string;
  feed: string;
  deliveredAt: Instant;
}

/** The last delivery to each subscriber, the latest first. */
export async function listDelivered({ database }: Ports): Promise<Delivered[]> {
  const { results } = await database
    .prepare(
      `SELECT host, feed, delivered_at AS deliveredAt FROM hub_subscriptions
       WHERE delivered_at IS NOT NULL ORDER BY delivered_at DESC LIMIT ${LIMIT}`,
    )
    .all<Delivered>();
  return results;
}

/** Makes deliveries that were given up due again: one, or all. Returns how many. */
export async function reviveDeliveries({ database, clock }: Ports, id?: string): Promise<number> {
  const { results } = await database
    .prepare(
      `UPDATE hub_deliveries SET next_at = ?1, attempts = 0, failing_since = NULL, failure = NULL
       WHERE next_at IS NULL AND (?2 IS NULL OR subscription_id = ?2) RETURNING subscription_id`,
    )
    .bind(toInstant(clock.now()), id ?? null)
    .all();
  return results.length;
}
