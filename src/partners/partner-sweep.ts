import type { Config } from '../domain/config.ts';
import { toInstant } from '../domain/instant.ts';
import type { Ports } from '../domain/ports.ts';
import { forgetChanges } from './product-changes.ts';
import { NEXT_RELEASE, releaseDue } from './releases.ts';

const DAY_MS = 24 * 60 * 60 * 1000;

/** Gives partners what their contracts held back until now, and forgets what has been on record for long enough. */
export async function sweepPartners(ports: Ports, { partnerRecordDays }: Config): Promise<void> {
  const { database, clock } = ports;
  const row = await database.prepare(`SELECT ${NEXT_RELEASE} AS next`).first<{ next: string }>();
  await releaseDue(ports, row?.next ?? '9999');
  const horizon = toInstant(new Date(clock.now().getTime() - partnerRecordDays * DAY_MS));
  await forgetChanges(ports, horizon);
  await database.prepare('DELETE FROM partner_pickups WHERE at < ?').bind(horizon).run();
}
