import { dueSql } from '../../deliveries/retry-schedule.ts';
import { toInstant } from '../../domain/instant.ts';
import type { Ports } from '../../domain/ports.ts';
import { PageRefusal } from './page-refusal.ts';

/** A visit whose program was stopped is over by then. */
const LONGEST_VISIT_MS = 60_000;

/**
 * Does `work` while nobody else asks `host` for a page, in any process. Throws `PageRefusal('busy')` where somebody does:
 * waiting is the caller's, who can be told when.
 */
export async function aloneAt<Result>(
  { database, clock }: Pick<Ports, 'database' | 'clock'>,
  host: string,
  work: () => Promise<Result>,
): Promise<Result> {
  const now = clock.now();
  const until = toInstant(new Date(now.getTime() + LONGEST_VISIT_MS));
  const held = await database
    .prepare(
      `INSERT INTO busy_hosts (host, busy_until) VALUES (?1, ?2)
       ON CONFLICT (host) DO UPDATE SET busy_until = ?2 WHERE ${dueSql('busy_until', '?3', LONGEST_VISIT_MS / 1000)}
       RETURNING host`,
    )
    .bind(host, until, toInstant(now))
    .first();
  if (!held) {
    const words = `Another page of ${host} is being fetched. Send the request again in a moment.`;
    throw new PageRefusal('busy', words, true);
  }
  try {
    return await work();
  } finally {
    await database
      .prepare('DELETE FROM busy_hosts WHERE host = ? AND busy_until = ?')
      .bind(host, until)
      .run();
  }
}
