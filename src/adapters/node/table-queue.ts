import type { Clock, Log, Queue, QueueMessage } from '../../domain/ports.ts';
import { openLane } from './queue-lane.ts';
import type { SqliteDatabase } from './sqlite-database.ts';

type Handler = (message: QueueMessage) => Promise<void>;

export interface TableQueue extends Queue {
  /** Hands over every message that is due, in their lanes. A handler that throws is tried again later. */
  drain(handle: Handler): Promise<void>;
  /** Drains now, after each `send`, and every `POLL_MS`. Returns a function that stops it. */
  start(handle: Handler): () => Promise<void>;
}

const POLL_MS = 5000;
/** As in wrangler.toml: after these many tries a message is set aside, and the log says so. */
const MAX_ATTEMPTS = 6;
const FIRST_RETRY_SECONDS = 2;
const LONGEST_PAUSE_MS = FIRST_RETRY_SECONDS * 2 ** MAX_ATTEMPTS * 1000;
/** What is due later than any pause lasts is from before the clock was set back. */
const IS_DUE = `dead = 0 AND (due_at <= ?1 OR due_at > ?1 + ${LONGEST_PAUSE_MS})`;

interface MessageRow {
  id: number;
  body: string;
  attempts: number;
}

/** What waits for servers of others, subscribers or sources, has places of its own: no article waits for it. */
const LANES = [
  { condition: "body ->> '$.articleId' IS NOT NULL", width: 1 },
  { condition: "body ->> '$.hub' IS NOT NULL", width: 4 },
  { condition: "body ->> '$.articleId' IS NULL AND body ->> '$.hub' IS NULL", width: 3 },
];

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

  async function handOver(row: MessageRow, handle: Handler): Promise<void> {
    try {
      await handle(JSON.parse(row.body) as QueueMessage);
      await database.prepare('DELETE FROM queue_messages WHERE id = ?').bind(row.id).run();
    } catch (error) {
      await fail(row, error);
    }
  }

  const openLanes = (handle: Handler) =>
    LANES.map(({ condition, width }) => {
      const oldest = database.prepare(
        `SELECT id, body, attempts FROM queue_messages WHERE ${IS_DUE} AND ${condition}
         AND id NOT IN (SELECT value FROM json_each(?2)) ORDER BY id LIMIT 1`,
      );
      const next = (taken: readonly number[]) =>
        oldest.bind(now(), JSON.stringify(taken)).first<MessageRow>();
      return openLane(width, next, (row) => handOver(row, handle), ports.log);
    });

  return {
    async send(message) {
      await database
        .prepare('INSERT INTO queue_messages (body, due_at) VALUES (?, ?)')
        .bind(JSON.stringify(message), now())
        .run();
      wake();
    },
    async drain(handle) {
      const lanes = openLanes(handle);
      // What is done in one lane may send to the other.
      const waiting = database.prepare(`SELECT 1 FROM queue_messages WHERE ${IS_DUE}`);
      do {
        for (const lane of lanes) lane.fill();
        for (const lane of lanes) await lane.rest();
      } while (await waiting.bind(now()).first());
    },
    start(handle) {
      const lanes = openLanes(handle);
      const round = () => {
        for (const lane of lanes) lane.fill();
      };
      wake = round;
      const timer = setInterval(round, POLL_MS);
      round();
      return async () => {
        clearInterval(timer);
        for (const lane of lanes) lane.stop();
        for (const lane of lanes) await lane.rest();
      };
    },
  };
}
