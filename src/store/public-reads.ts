import { type Instant, toInstant } from '../domain/instant.ts';
import type { Ports, SqlValue } from '../domain/ports.ts';
import { openDueArticles } from './opening.ts';

/** What a read of something public needs: the clock may say that there is more of it than is written. */
export type Reader = Pick<Ports, 'database' | 'clock' | 'queue' | 'log'>;

/** One look into an index that holds nothing but embargoes. */
const NEXT_OPENING = '(SELECT min(opens_at) FROM articles WHERE opens_at IS NOT NULL)';

/**
 * The one way to read what everyone may see: `SELECT columns FROM from`, where an embargo whose time has come is opened
 * first. One query while none is due and there is something to be found. Every answer to the public begins here.
 */
export async function readPublic<Row>(
  ports: Reader,
  columns: string,
  from: string,
  ...values: SqlValue[]
): Promise<Row[]> {
  const query = ports.database
    .prepare(`SELECT ${columns}, ${NEXT_OPENING} AS next_opening FROM ${from}`)
    .bind(...values);
  const { results: rows } = await query.all<Row & { next_opening: Instant | null }>();
  const next = rows[0] ? rows[0].next_opening : await nextOpening(ports);
  if (next === null || next > toInstant(ports.clock.now())) return rows;
  await openDueArticles(ports);
  return (await query.all<Row>()).results;
}

async function nextOpening({ database }: Reader): Promise<Instant | null> {
  const row = await database
    .prepare(`SELECT ${NEXT_OPENING} AS next_opening`)
    .first<{ next_opening: Instant | null }>();
  return row?.next_opening ?? null;
}
