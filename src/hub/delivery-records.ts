import { after, dueSql } from '../deliveries/retry-schedule.ts';
import { type Instant, toInstant } from '../domain/instant.ts';
import type { Ports } from '../domain/ports.ts';

/** What one subscriber is owed. */
export interface Delivery {
  subscription: string;
  revision: number;
  attempts: number;
  failingSince: Instant | null;
  feed: string;
  callback: string;
  host: string;
  /** As it is kept. */
  secret: string | null;
  /** What it was last given. */
  content: string | null;
  /** Until then nobody else takes it. */
  claimedUntil: Instant;
}

const MAX_FEEDS = 100;

/**
 * Writes a delivery for every subscriber of every feed that changed. One that waits already is raised to the new
 * revision and keeps its time: one under way is not sent twice at once, one that fails is not hurried.
 */
export async function announceChanges(ports: Ports): Promise<void> {
  for (;;) {
    const { results } = await ports.database
      .prepare('SELECT feed, revision FROM hub_feeds WHERE announced < revision LIMIT ?')
      .bind(MAX_FEEDS)
      .all<ChangedFeed>();
    for (const changed of results) await announceFeed(ports, changed);
    if (results.length < MAX_FEEDS) return;
  }
}

interface ChangedFeed {
  feed: string;
  revision: number;
}

async function announceFeed({ database, clock }: Ports, { feed, revision }: ChangedFeed): Promise<void> {
  await database.batch([
    database
      .prepare(
        `INSERT INTO hub_deliveries (subscription_id, revision, next_at)
         SELECT id, ?1, ?2 FROM hub_subscriptions WHERE feed = ?3 AND lease_ends_at > ?2
         ON CONFLICT (subscription_id) DO UPDATE SET
           revision = max(revision, excluded.revision),
           attempts = CASE WHEN next_at IS NULL THEN 0 ELSE attempts END,
           failing_since = CASE WHEN next_at IS NULL THEN NULL ELSE failing_since END,
           next_at = coalesce(next_at, excluded.next_at)`,
      )
      .bind(revision, toInstant(clock.now()), feed),
    database
      .prepare('UPDATE hub_feeds SET announced = max(announced, ?) WHERE feed = ?')
      .bind(revision, feed),
  ]);
}

/** How many deliveries are due, as far as `most`. */
export async function countDue({ database, clock }: Ports, most: number): Promise<number> {
  const row = await database
    .prepare(
      `SELECT count(*) AS due FROM (SELECT 1 FROM hub_deliveries WHERE ${dueSql('next_at', '?1')} LIMIT ?2)`,
    )
    .bind(toInstant(clock.now()), most)
    .first<{ due: number }>();
  return row?.due ?? 0;
}

/**
 * Takes deliveries that are due, those that never failed first; each comes back after `seconds` unless something is
 * written of it. Those whose lease is over are dropped.
 */
export async function claimDeliveries(
  { database, clock }: Ports,
  limit: number,
  seconds: number,
): Promise<Delivery[]> {
  const now = toInstant(clock.now());
  const claimedUntil = after(clock.now(), seconds);
  const claimed = await database
    .prepare(
      `UPDATE hub_deliveries SET next_at = ?1 WHERE subscription_id IN
         (SELECT subscription_id FROM hub_deliveries WHERE ${dueSql('next_at', '?2')}
          ORDER BY attempts, next_at LIMIT ?3)
       RETURNING subscription_id`,
    )
    .bind(claimedUntil, now, limit)
    .all<{ subscription_id: string }>();
  const ids = JSON.stringify(claimed.results.map((row) => row.subscription_id));
  const { results } = await database
    .prepare(
      `SELECT d.subscription_id AS subscription, d.revision, d.attempts, d.failing_since AS failingSince, s.feed,
         s.callback, s.host, s.secret, s.content, ?1 AS claimedUntil
       FROM json_each(?2) k JOIN hub_deliveries d ON d.subscription_id = k.value
       JOIN hub_subscriptions s ON s.id = k.value AND s.lease_ends_at > ?3`,
    )
    .bind(claimedUntil, ids, now)
    .all<Delivery>();
  if (results.length < claimed.results.length) {
    await database
      .prepare(
        `DELETE FROM hub_deliveries WHERE subscription_id IN (SELECT value FROM json_each(?))
         AND subscription_id NOT IN (SELECT id FROM hub_subscriptions WHERE lease_ends_at > ?)`,
      )
      .bind(ids, now)
      .run();
  }
  return results;
}

/** Notes that the subscriber has this revision; where there is a newer one by now, that is due at once. */
export async function settleDelivery(
  { database, clock }: Ports,
  { subscription }: Delivery,
  given: { revision: number; content: string },
): Promise<void> {
  const now = toInstant(clock.now());
  await database.batch([
    database
      .prepare('UPDATE hub_subscriptions SET content = ?, delivered_at = ? WHERE id = ?')
      .bind(given.content, now, subscription),
    database
      .prepare('DELETE FROM hub_deliveries WHERE subscription_id = ? AND revision <= ?')
      .bind(subscription, given.revision),
    database
      .prepare(
        `UPDATE hub_deliveries SET next_at = ?, attempts = 0, failing_since = NULL, failure = NULL
         WHERE subscription_id = ?`,
      )
      .bind(now, subscription),
  ]);
}

/**
 * Notes a failed attempt: the next is at `next`, or there is none and the delivery is a dead letter. What the subscriber
 * has is not known any more: it may have taken what it did not confirm.
 */
export async function postponeDelivery(
  { database, clock }: Ports,
  { subscription, failingSince }: Delivery,
  failure: string,
  next: Instant | undefined,
): Promise<void> {
  await database.batch([
    database
      .prepare(
        `UPDATE hub_deliveries SET next_at = ?, failing_since = ?, failure = ?, attempts = attempts + 1
         WHERE subscription_id = ?`,
      )
      .bind(next ?? null, failingSince ?? toInstant(clock.now()), failure, subscription),
    database.prepare('UPDATE hub_subscriptions SET content = NULL WHERE id = ?').bind(subscription),
  ]);
}

/** Keeps the secret of a subscription another way, unless it has a new one by now. */
export async function replaceSecret(
  { database }: Ports,
  subscription: string,
  former: string,
  kept: string,
): Promise<void> {
  await database
    .prepare('UPDATE hub_subscriptions SET secret = ? WHERE id = ? AND secret = ?')
    .bind(kept, subscription, former)
    .run();
}

/** Ends a subscription for good. */
export async function endSubscription({ database }: Ports, id: string): Promise<void> {
  await database.batch([
    database.prepare('DELETE FROM hub_deliveries WHERE subscription_id = ?').bind(id),
    database.prepare('DELETE FROM hub_subscriptions WHERE id = ?').bind(id),
  ]);
}
