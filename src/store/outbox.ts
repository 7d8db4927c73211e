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

/** Sends every overdue event to the queue again, and any from before the clock was set back. Returns how many. */
export async function sweepOutbox(ports: Ports, overdueSeconds = OVERDUE_SECONDS): Promise<number> {
  const now = ports.clock.now();
  const before = toInstant(new Date(now.getTime() - overdueSeconds * 1000));
  const { results } = await ports.database
    .prepare(
      `SELECT article_id, version FROM outbox WHERE done_at IS NULL AND (recorded_at <= ?1 OR recorded_at > ?2)
       ORDER BY recorded_at LIMIT ?3`,
    )
    .bind(before, toInstant(now), SWEEP_LIMIT)
    .all<{ article_id: string; version: number }>();
  for (const row of results) await ports.queue.send({ articleId: row.article_id, version: row.version });
  return results.length;
}
