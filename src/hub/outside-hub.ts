import { after, dueSql } from '../deliveries/retry-schedule.ts';
import { feedAddress } from '../domain/addresses.ts';
import { FEED_FORMATS } from '../domain/feed.ts';
import { toInstant } from '../domain/instant.ts';
import type { Ports } from '../domain/ports.ts';

const MAX_TOPICS = 30;
const CLAIM_SECONDS = 60;
const FIRST_PAUSE_SECONDS = 60;
const LONGEST_PAUSE_SECONDS = 6 * 60 * 60;

/** Makes the setting known to the database, which notes from then on what the hub has not been told of. */
export async function setOutsideHub({ database, clock }: Ports, address: string | undefined): Promise<void> {
  if (address) {
    await database
      .prepare('INSERT OR IGNORE INTO outside_hubs (address, next_at) VALUES (?, ?)')
      .bind(address, toInstant(clock.now()))
      .run();
  }
  await database
    .prepare('DELETE FROM outside_hubs WHERE address <> ?')
    .bind(address ?? '')
    .run();
}

/** Whether the outside hub is to be told of something now. */
export async function isPingDue({ database, clock }: Ports): Promise<boolean> {
  const row = await database
    .prepare(
      `SELECT 1 FROM outside_hubs WHERE ${dueSql('next_at', '?1')}
       AND EXISTS (SELECT 1 FROM outside_hub_pings)`,
    )
    .bind(toInstant(clock.now()))
    .first();
  return row !== null;
}

/**
 * Tells the outside hub which feeds changed, in the way of PubSubHubbub 0.4 §6.1: `hub.mode=publish` and a `hub.url` for each
 * format of each topic. What it does not take is told again, later each time. Returns whether there may be more.
 */
export async function pingOutsideHub(ports: Ports, publicUrl: string): Promise<boolean> {
  const { database, clock, fetch, log } = ports;
  const hub = await database
    .prepare(
      `UPDATE outside_hubs SET next_at = ?1 WHERE ${dueSql('next_at', '?2')} RETURNING address, attempts`,
    )
    .bind(after(clock.now(), CLAIM_SECONDS), toInstant(clock.now()))
    .first<{ address: string; attempts: number }>();
  if (!hub) return false;
  const { results: topics } = await database
    .prepare('SELECT topic, revision FROM outside_hub_pings ORDER BY topic LIMIT ?')
    .bind(MAX_TOPICS)
    .all<{ topic: string; revision: number }>();
  const form = new URLSearchParams({ 'hub.mode': 'publish' });
  for (const { topic } of topics) {
    // What partners have is nobody else's to know of.
    if (topic.startsWith('product/')) continue;
    for (const format of FEED_FORMATS) form.append('hub.url', feedAddress(publicUrl, topic, format));
  }
  const outcome = !form.has('hub.url')
    ? undefined
    : await fetch.post(hub.address, {
        headers: { 'Content-Type': 'application/x-www-form-urlencoded' },
        body: new TextEncoder().encode(form.toString()),
      });
  const told = !outcome || (outcome.outcome === 'answered' && outcome.status >= 200 && outcome.status < 300);
  const pause = told ? 0 : pauseAfter(hub.attempts);
  if (!told) log('warn', 'the outside hub did not take a ping; it is told again', { outcome, pause });
  await database.batch([
    ...(told ? topics : []).map(({ topic, revision }) =>
      database
        .prepare('DELETE FROM outside_hub_pings WHERE topic = ? AND revision = ?')
        .bind(topic, revision),
    ),
    database
      .prepare('UPDATE outside_hubs SET next_at = ?, attempts = ? WHERE address = ?')
      .bind(after(clock.now(), pause), told ? 0 : hub.attempts + 1, hub.address),
  ]);
  return told && topics.length === MAX_TOPICS;
}

function pauseAfter(attempts: number): number {
  return Math.min(FIRST_PAUSE_SECONDS * 2 ** Math.min(attempts, 10), LONGEST_PAUSE_SECONDS);
}
