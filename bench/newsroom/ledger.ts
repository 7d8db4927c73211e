import type { Database } from '../../src/domain/ports.ts';

/** What waits at one moment. */
export interface Waiting {
  queue: number;
  outbox: number;
  outboxAgeSeconds: number;
  hub: number;
  webhooks: number;
}

export async function readWaiting(database: Database, now: Date): Promise<Waiting> {
  const row = await database
    .prepare(
      `SELECT (SELECT count(*) FROM queue_messages) AS queue,
         (SELECT count(*) FROM outbox WHERE done_at IS NULL) AS outbox,
         (SELECT min(recorded_at) FROM outbox WHERE done_at IS NULL) AS since,
         (SELECT count(*) FROM hub_deliveries) AS hub,
         (SELECT count(*) FROM partner_deliveries) AS webhooks`,
    )
    .first<Omit<Waiting, 'outboxAgeSeconds'> & { since: string | null }>();
  if (!row) throw new Error('the database says nothing');
  const { since, ...counts } = row;
  return { ...counts, outboxAgeSeconds: since ? (now.getTime() - Date.parse(since)) / 1000 : 0 };
}

/** Rows of a table, and its bytes with those of its indexes. */
export interface TableSize {
  rows: number;
  bytes: number;
}

/** Every table that is not empty. */
export async function readTableSizes(database: Database): Promise<Map<string, TableSize>> {
  const { results } = await database
    .prepare(
      `SELECT s.tbl_name AS name, sum(d.pgsize) AS bytes FROM dbstat d JOIN sqlite_schema s ON s.name = d.name
       WHERE d.aggregate = TRUE GROUP BY s.tbl_name`,
    )
    .all<{ name: string; bytes: number }>();
  const sizes = new Map<string, TableSize>();
  for (const { name, bytes } of results) {
    const row = await database.prepare(`SELECT count(*) AS rows FROM ${name}`).first<{ rows: number }>();
    if (row && row.rows > 0) sizes.set(name, { rows: row.rows, bytes });
  }
  return sizes;
}
