import { after, dueSql } from '../deliveries/retry-schedule.ts';
import { type Instant, toInstant } from '../domain/instant.ts';
import type { Ports } from '../domain/ports.ts';
import { type HeldAccount, isFree } from './account-records.ts';
import { PATIENCE_SECONDS } from './retry.ts';

const PUT_OFF_SECONDS = 5 * 60;

/** What is to be looked at. */
export interface Mark {
  articleId: string;
  /** Every account, unless said. */
  account?: string;
  /** At once, unless said. */
  dueAt?: Instant;
  /** What was deleted, too. */
  deleted: boolean;
}

/**
 * Makes what there is of an article due, no later than it is already; what waits for a deletion to be looked at again
 * goes on waiting. Returns whether there was anything.
 */
export async function markDue(
  { database, clock }: Pick<Ports, 'database' | 'clock'>,
  { articleId, account, dueAt, deleted }: Mark,
): Promise<boolean> {
  const now = toInstant(clock.now());
  const { results } = await database
    .prepare(
      `UPDATE crossposts SET marks = marks + 1, state = 'waiting', attempts = 0, words = NULL, changed_at = ?1,
         waiting_since = coalesce(waiting_since, ?1),
         due_at = iif(due_at IS NOT NULL AND (deleting = 1 OR due_at < ?2), due_at, ?2)
       WHERE article_id = ?3 AND (?4 IS NULL OR account = ?4) AND (?5 = 1 OR state <> 'deleted') RETURNING rkey`,
    )
    .bind(now, dueAt ?? now, articleId, account ?? null, Number(deleted))
    .all();
  return results.length > 0;
}

/** Tries a post again later that could not even be worked on. */
export async function putOff(
  { database, clock }: Pick<Ports, 'database' | 'clock'>,
  { did, holder }: HeldAccount,
  articleId: string,
): Promise<void> {
  await database
    .prepare(
      `UPDATE crossposts SET due_at = ?1, attempts = attempts + 1, words = 'the service failed; its log says why'
       WHERE account = ?2 AND article_id = ?3 AND EXISTS (SELECT 1 FROM crosspost_account WHERE holder = ?4)`,
    )
    .bind(after(clock.now(), PUT_OFF_SECONDS), did, articleId, holder)
    .run();
}

/** What is given time to be made ready for is due at once. Returns whether there was anything. */
export async function hasten({ database, clock }: Ports, articleId: string): Promise<boolean> {
  const { results } = await database
    .prepare(
      `UPDATE crossposts SET due_at = ?1 WHERE article_id = ?2 AND due_at IS NOT NULL AND attempts = 0 AND deleting = 0
       RETURNING rkey`,
    )
    .bind(toInstant(clock.now()), articleId)
    .all();
  return results.length > 0;
}

/** What waits since it failed is due at once, as the account was set again. */
export async function endWaits({ database, clock }: Ports, account: string): Promise<void> {
  await database
    .prepare(
      `UPDATE crossposts SET due_at = ?1
       WHERE account = ?2 AND due_at > ?1 AND state = 'waiting' AND attempts > 0`,
    )
    .bind(toInstant(clock.now()), account)
    .run();
}

/** Gives up on what has waited for three days, whyever; never on deletions. */
export async function expirePosts({ database, clock }: Ports): Promise<void> {
  const now = clock.now();
  await database
    .prepare(
      `UPDATE crossposts SET state = 'failed', due_at = NULL, waiting_since = NULL, changed_at = ?1,
         words = coalesce(words, 'the account could not be used') || '; given up after three days'
       WHERE due_at IS NOT NULL AND waiting_since < ?2 AND deleting = 0
         AND EXISTS (SELECT 1 FROM articles a WHERE a.id = article_id AND a.state = 'live')`,
    )
    .bind(toInstant(now), after(now, -PATIENCE_SECONDS))
    .run();
}

/** The articles that are due for the account, the longest waiting first. */
export async function duePosts({ database, clock }: Ports, limit: number): Promise<string[]> {
  const { results } = await database
    .prepare(
      `SELECT c.article_id FROM crosspost_account a JOIN crossposts c ON c.account = a.did
       WHERE a.state = 'working' AND ${isFree('?1')} AND ${dueSql('c.due_at', '?1')} ORDER BY c.due_at LIMIT ?2`,
    )
    .bind(toInstant(clock.now()), limit)
    .all<{ article_id: string }>();
  return results.map(({ article_id }) => article_id);
}
