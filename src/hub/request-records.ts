import { after, dueSql } from '../deliveries/retry-schedule.ts';
import { sha256 } from '../domain/digest.ts';
import { type Instant, toInstant } from '../domain/instant.ts';
import type { SecretKeeping } from '../domain/kept-secret.ts';
import type { Database, Ports, Statement } from '../domain/ports.ts';
import type { SubscriptionRequest } from './hub-request.ts';

/** A request that waits to be verified. */
export interface PendingRequest {
  /** Of the subscription it is about. */
  id: string;
  mode: 'subscribe' | 'unsubscribe';
  feed: string;
  /** JSON: the topics of articles the feed is made of. */
  topics: string;
  callback: string;
  host: string;
  leaseSeconds: number;
  /** What the callback must answer; a later request for the same subscription has another. */
  challenge: string;
  attempts: number;
}

/** Of one callback host, what is subscribed and what is asked for; of those for one feed. */
export const HOST_LIMIT = 200;
export const HOST_AND_FEED_LIMIT = 20;
/** Of all hosts together, what waits or has failed of late: which hosts there are is up to strangers. */
const REQUEST_LIMIT = 5000;
/** A request whose verification failed is remembered, and counts, for so long. */
export const FAILED_SECONDS = 10 * 60;

/** The name of a subscription: there is one for each feed and callback (W3C WebSub §5.1). */
function subscriptionId(feed: string, callback: string): Promise<string> {
  return sha256(`${feed}\n${callback}`, 32);
}

/** What the secret of a subscription is sealed for. It moves with it, from what is asked for to what is confirmed. */
export function secretPurpose(subscription: string): string {
  return `hub subscription ${subscription}`;
}

/**
 * Stores a request in place of an earlier one for the same subscription. Returns `false`, with nothing stored, where its
 * host has as many as it may, or too many wait already; to renew or to end what there is stays possible. For
 * `claimSeconds` it is left to the caller.
 */
export async function recordRequest(
  ports: Ports,
  secrets: SecretKeeping,
  request: SubscriptionRequest,
  claimSeconds = 0,
): Promise<boolean> {
  const { database, clock, random } = ports;
  const { mode, topic, callback, host, leaseSeconds, secret } = request;
  const id = await subscriptionId(topic.feed, callback);
  const now = toInstant(clock.now());
  const challenge = Array.from(random.bytes(24), (byte) => byte.toString(16).padStart(2, '0')).join('');
  const held = (condition: string) => `(SELECT count(*) FROM hub_subscriptions WHERE ${condition})
    + (SELECT count(*) FROM hub_requests r WHERE ${condition} AND r.id NOT IN (SELECT id FROM hub_subscriptions))`;
  const row = await database
    .prepare(
      `INSERT INTO hub_requests
         (id, mode, feed, topics, callback, host, secret, lease_seconds, challenge, requested_at, next_at)
       SELECT ?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11
       WHERE EXISTS (SELECT 1 FROM hub_subscriptions WHERE id = ?1)
         OR EXISTS (SELECT 1 FROM hub_requests WHERE id = ?1)
         OR ((SELECT count(*) FROM hub_requests) < ${REQUEST_LIMIT}
           AND ${held('host = ?6')} < ${HOST_LIMIT} AND ${held('host = ?6 AND feed = ?3')} < ${HOST_AND_FEED_LIMIT})
       ON CONFLICT (id) DO UPDATE SET mode = ?2, secret = ?7, lease_seconds = ?8, challenge = ?9,
         requested_at = ?10, next_at = ?11, attempts = 0, failure = NULL
       RETURNING id`,
    )
    .bind(
      id,
      mode,
      topic.feed,
      JSON.stringify(topic.topics),
      callback,
      host,
      secret === undefined ? null : await secrets.keep(secret, secretPurpose(id)),
      leaseSeconds,
      challenge,
      now,
      after(clock.now(), claimSeconds),
    )
    .first();
  return row !== null;
}

/** The request that waits for this feed and callback. */
export async function findRequest(
  { database }: Ports,
  { topic, callback }: SubscriptionRequest,
): Promise<PendingRequest | null> {
  return database
    .prepare(
      `SELECT id, mode, feed, topics, callback, host, lease_seconds AS leaseSeconds, challenge, attempts
       FROM hub_requests WHERE id = ?`,
    )
    .bind(await subscriptionId(topic.feed, callback))
    .first<PendingRequest>();
}

/** Takes requests that are due; each comes back after `seconds` unless something is written of it. */
export async function claimRequests(
  { database, clock }: Ports,
  limit: number,
  seconds: number,
): Promise<PendingRequest[]> {
  const { results } = await database
    .prepare(
      `UPDATE hub_requests SET next_at = ?1
       WHERE id IN (SELECT id FROM hub_requests WHERE ${dueSql('next_at', '?2')} ORDER BY next_at LIMIT ?3)
       RETURNING id, mode, feed, topics, callback, host, lease_seconds AS leaseSeconds, challenge, attempts`,
    )
    .bind(after(clock.now(), seconds), toInstant(clock.now()), limit)
    .all<PendingRequest>();
  return results;
}

/** How many requests are due. */
export async function countRequestsDue({ database, clock }: Ports): Promise<number> {
  const row = await database
    .prepare(`SELECT count(*) AS due FROM hub_requests WHERE ${dueSql('next_at', '?1')}`)
    .bind(toInstant(clock.now()))
    .first<{ due: number }>();
  return row?.due ?? 0;
}

/** Notes that a verification did not come about: it is tried again at `next`, or has failed. */
export async function postponeRequest(
  { database }: Ports,
  { id, challenge }: PendingRequest,
  failure: string,
  next: Instant | undefined,
): Promise<void> {
  await database
    .prepare(
      'UPDATE hub_requests SET next_at = ?, failure = ?, attempts = attempts + 1 WHERE id = ? AND challenge = ?',
    )
    .bind(next ?? null, failure, id, challenge)
    .run();
}

/** From now on the changes of the feed are counted: what changes while the callback is being asked is not missed. */
export async function watchFeed(
  { database }: Ports,
  { id, challenge, feed, topics }: PendingRequest,
): Promise<void> {
  await database.batch([
    database.prepare('INSERT INTO hub_feeds (feed) VALUES (?) ON CONFLICT (feed) DO NOTHING').bind(feed),
    database
      .prepare('INSERT OR IGNORE INTO hub_feed_topics (topic, feed) SELECT value, ? FROM json_each(?)')
      .bind(feed, topics),
    database
      .prepare(
        `UPDATE hub_requests SET revision = (SELECT revision FROM hub_feeds WHERE feed = hub_requests.feed)
         WHERE id = ? AND challenge = ?`,
      )
      .bind(id, challenge),
  ]);
}

/** Does what was asked for, unless a later request has taken its place. */
export async function confirmRequest({ database, clock }: Ports, request: PendingRequest): Promise<void> {
  const { id, challenge, mode, leaseSeconds } = request;
  const now = toInstant(clock.now());
  const bind = (sql: string, ...values: string[]) => database.prepare(sql).bind(...values, id, challenge);
  const isCurrent = 'r.id = ? AND r.challenge = ?';
  const subscribe = [
    bind(
      `INSERT INTO hub_subscriptions (id, feed, callback, host, secret, confirmed_at, lease_ends_at)
       SELECT r.id, r.feed, r.callback, r.host, r.secret, ?, ? FROM hub_requests r WHERE ${isCurrent}
       ON CONFLICT (id) DO UPDATE SET secret = excluded.secret, confirmed_at = excluded.confirmed_at,
         lease_ends_at = excluded.lease_ends_at`,
      now,
      after(clock.now(), leaseSeconds),
    ),
    bind(
      `INSERT INTO hub_deliveries (subscription_id, revision, next_at)
       SELECT r.id, f.revision, ? FROM hub_requests r JOIN hub_feeds f ON f.feed = r.feed AND f.revision > r.revision
       WHERE ${isCurrent} ON CONFLICT (subscription_id) DO NOTHING`,
      now,
    ),
    // It is back: what could not be delivered for a day is tried again.
    bind(
      `UPDATE hub_deliveries SET next_at = ?, attempts = 0, failing_since = NULL, failure = NULL
       WHERE next_at IS NULL AND subscription_id IN (SELECT r.id FROM hub_requests r WHERE ${isCurrent})`,
      now,
    ),
  ];
  const isTheirs = `IN (SELECT r.id FROM hub_requests r WHERE ${isCurrent})`;
  const unsubscribe = [
    bind(`DELETE FROM hub_deliveries WHERE subscription_id ${isTheirs}`),
    bind(`DELETE FROM hub_subscriptions WHERE id ${isTheirs}`),
  ];
  await database.batch([
    ...(mode === 'subscribe' ? subscribe : unsubscribe),
    bind('DELETE FROM hub_requests WHERE id = ? AND challenge = ?'),
  ]);
}

/** Deletes what is over: leases, requests that failed a while ago, and what is kept for feeds nobody is subscribed to. */
export function endWhatIsOver(database: Database, now: Date): Statement[] {
  const ended = '(SELECT id FROM hub_subscriptions WHERE lease_ends_at <= ?)';
  const unread = `feed NOT IN (SELECT feed FROM hub_subscriptions)
    AND feed NOT IN (SELECT feed FROM hub_requests WHERE next_at IS NOT NULL)`;
  return [
    database.prepare(`DELETE FROM hub_deliveries WHERE subscription_id IN ${ended}`).bind(toInstant(now)),
    database.prepare('DELETE FROM hub_subscriptions WHERE lease_ends_at <= ?').bind(toInstant(now)),
    database
      .prepare('DELETE FROM hub_requests WHERE next_at IS NULL AND requested_at <= ?')
      .bind(after(now, -FAILED_SECONDS)),
    database.prepare(`DELETE FROM hub_feed_topics WHERE ${unread}`),
    database.prepare(`DELETE FROM hub_feeds WHERE ${unread}`),
  ];
}
