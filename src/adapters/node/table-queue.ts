import type { Clock, Log, Queue, QueueMessage } from '../../domain/ports.ts';
import type { SqliteDatabase } from './sqlite-database.ts';

export interface TableQueue extends Queue {
  /** Hands over every message that is due, one after the other. A handler that throws is tried again later. */
  drain(handle: (message: QueueMessage) => Promise<void>): Promise<void>;
  /** Drains now, after each `send`, and every `POLL_MS`. Returns a function that stops it. */
  start(handle: (message: QueueMessage) => Promise<void>): () => Promise<void>;
}

const POLL_MS = 5000;
/** As in wrangler.toml: after these many tries a message is set aside, and the log says so. */
const MAX_ATTEMPTS = 6;
const FIRST_RETRY_SECONDS = 2;

interface MessageRow {
  id: number;
  body: string;
  attempts: number;
}

/** A queue in a table: what was sent survives a crash and is handed over at least once. */
export function createTableQueue(database: SqliteDatabase, ports: { clock: Clock; log: Log }): TableQueue {
  database.execute(
    `CREATE TABLE IF NOT EXISTS queue_messages (
       id INTEGER PRIMARY KEY AUTOINCREMENT, body TEXT NOT NULL, attempts INTEGER NOT NULL DEFAULT 0,
       due_at INTEGER NOT NULL, dead INTEGER NOT NULL DEFAULT 0) STRICT;
     CREATE INDEX IF NOT EXISTS queue_messages_due ON queue_messages (dead, due_at);`,
  );
  const now = () => ports.clock.now().getTime();
  let wake: () => void = () => undefined;

  const fail = async (row: MessageRow, error: unknown) => {
    const attempts = row.attempts + 1;
    const dead = attempts >= MAX_ATTEMPTS;
    const due = now() + FIRST_RETRY_SECONDS * 2 ** row.attempts * 1000;
    ports.log(
      dead ? 'error' : 'warn',
      dead ? 'a queued message was set aside' : 'a queued message will be tried again',
      {
        message_id: row.id,
        attempts,
        error,
      },
    );
    await database
      .prepare('UPDATE queue_messages SET attempts = ?, due_at = ?, dead = ? WHERE id = ?')
      .bind(attempts, due, dead ? 1 : 0, row.id)
      .run();
  };

  const drain: TableQueue['drain'] = async (handle) => {
    const { results } = await database
      .prepare(
        'SELECT id, body, attempts FROM queue_messages WHERE dead = 0 AND due_at <= ? ORDER BY id LIMIT 100',
      )
      .bind(now())
      .all<MessageRow>();
    for (const row of results) {
      try {
        await handle(JSON.parse(row.body) as QueueMessage);
        await database.prepare('DELETE FROM queue_messages WHERE id = ?').bind(row.id).run();
      } catch (error) {
        await fail(row, error);
      }
    }
    if (results.length === 100) await drain(handle);
  };

  return {
    async send(message) {
      await database
        .prepare('INSERT INTO queue_messages (body, due_at) VALUES (?, ?)')
        .bind(JSON.stringify(message), now())
        .run();
      wake();
    },
    drain,
    start(handle) {
      let stopped = false;
      let timer: NodeJS.Timeout | undefined;
      let running = Promise.resolve();
      const round = () => {
        clearTimeout(timer);
        running = running
          .then(() => (stopped ? undefined : drain(handle)))
          .catch((error: unknown) => ports.log('error', 'the queue could not be drained', { error }))
          .then(() => {
            clearTimeout(timer);
            if (!stopped) timer = setTimeout(round, POLL_MS);
          });
      };
      wake = round;
      round();
      return async () => {
        stopped = true;
        clearTimeout(timer);
        await running;
      };
    },
  };
}
