import { after, beyondPauses, nextTries } from '../deliveries/retry-schedule.ts';
import type { Article } from '../domain/article.ts';
import { toInstant } from '../domain/instant.ts';
import type { EventMessage, Ports } from '../domain/ports.ts';
import { loadArticle, type StoredArticle } from './article-records.ts';

/** What is to be done once for each version of an article. Must bear being done twice. */
export interface OutboxWork {
  published(stored: StoredArticle): Promise<void>;
  /** Also for what is embargoed or withheld: whatever was made of it goes. */
  withdrawn(stored: StoredArticle): Promise<void>;
}

/** An event this old has missed its message, and is sent again. */
const OVERDUE_SECONDS = 60;
const SWEEP_LIMIT = 100;

/** Tells the queue of a version. Its event is safe in the outbox: where the queue cannot be told, the next sweep tells it. */
export async function announceVersion(
  { queue, log }: Pick<Ports, 'queue' | 'log'>,
  { id, version }: Pick<Article, 'id' | 'version'>,
): Promise<void> {
  try {
    await queue.send({ articleId: id, version });
  } catch (error) {
    log('warn', 'the queue could not be told of a version; the next sweep will', { article_id: id, error });
  }
}

/**
 * Does the work of one event and marks it done. An event that is done, unknown, or overtaken by a later version
 * (whose own event follows) needs nothing. Throws what the work throws: the queue then tries again.
 */
export async function handleEvent(ports: Ports, message: EventMessage, work: OutboxWork): Promise<void> {
  const { database } = ports;
  const event = await database
    .prepare('SELECT kind FROM outbox WHERE article_id = ? AND version = ? AND done_at IS NULL')
    .bind(message.articleId, message.version)
    .first<{ kind: keyof OutboxWork }>();
  if (!event) return;
  const stored = await loadArticle(database, message.articleId);
  if (stored?.article.version === message.version) await work[event.kind](stored);
  await database
    .prepare('UPDATE outbox SET done_at = ? WHERE article_id = ? AND version = ?')
    .bind(toInstant(ports.clock.now()), message.articleId, message.version)
    .run();
}

/**
 * Sends to the queue again what is overdue, and what was sent again and is undone all the same: later each time, and those
 * that were sent least often first, so that events which fail each time hold up nobody. None is ever given up. Returns how
 * many were sent. Throws what the queue throws; what it did not take is due at the next sweep.
 */
export async function sweepOutbox(ports: Ports, overdueSeconds = OVERDUE_SECONDS): Promise<number> {
  const taken = await takeOverdue(ports, overdueSeconds);
  let sent = 0;
  try {
    for (const message of taken) {
      await ports.queue.send(message);
      sent++;
    }
  } catch (error) {
    await giveBack(ports, taken.slice(sent));
    throw error;
  }
  return sent;
}

/**
 * Takes what is due, `SWEEP_LIMIT` at most, and notes that it is sent: two sweeps at once take different events, and what
 * a crash keeps from the queue comes back after its pause. What is from before the clock was set back is due.
 */
async function takeOverdue(
  { database, clock }: Pick<Ports, 'database' | 'clock'>,
  overdueSeconds: number,
): Promise<EventMessage[]> {
  const now = clock.now();
  // With `done_at` in each of them, they are four ranges of the index of what is undone.
  const { results } = await database
    .prepare(
      `UPDATE outbox SET sends = sends + 1, due_at = ?5 ->> min(sends, json_array_length(?5) - 1) WHERE rowid IN
         (SELECT rowid FROM outbox WHERE (done_at IS NULL AND due_at IS NULL AND recorded_at <= ?1)
            OR (done_at IS NULL AND due_at IS NULL AND recorded_at > ?2)
            OR (done_at IS NULL AND due_at <= ?2) OR (done_at IS NULL AND due_at > ?3)
          ORDER BY sends, recorded_at LIMIT ?4)
       RETURNING article_id AS articleId, version`,
    )
    .bind(
      after(now, -overdueSeconds),
      toInstant(now),
      beyondPauses(now),
      SWEEP_LIMIT,
      JSON.stringify(nextTries(now)),
    )
    .all<EventMessage>();
  return results;
}

/** Has what the queue did not take sent by the next sweep, as if this one had not been. */
async function giveBack(
  { database, clock }: Pick<Ports, 'database' | 'clock'>,
  unsent: readonly EventMessage[],
): Promise<void> {
  await database
    .prepare(
      `UPDATE outbox SET sends = sends - 1, due_at = ?1 WHERE done_at IS NULL AND (article_id, version) IN
         (SELECT value ->> 'articleId', value ->> 'version' FROM json_each(?2))`,
    )
    .bind(toInstant(clock.now()), JSON.stringify(unsent))
    .run();
}
