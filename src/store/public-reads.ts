import { type Instant, toInstant } from '../domain/instant.ts';
import type { Ports, SqlValue, Statement } from '../domain/ports.ts';
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
  const query = prepare(ports, columns, from, values);
  const { results } = await query.all<WithOpening<Row>>();
  return (await openDue(ports, results[0])) ? (await query.all<Row>()).results : results;
}

/** The same for what is one row at most; readers who come at once may share it. */
export async function readPublicRow<Row>(
  ports: Reader,
  columns: string,
  from: string,
  ...values: SqlValue[]
): Promise<Row | null> {
  const query = prepare(ports, columns, from, values);
  const row = await query.first<WithOpening<Row>>();
  return (await openDue(ports, row)) ? query.first<Row>() : row;
}

type WithOpening<Row> = Row & { next_opening: Instant | null };

function prepare({ database }: Reader, columns: string, from: string, values: SqlValue[]): Statement {
  return database.prepare(`SELECT ${columns}, ${NEXT_OPENING} AS next_opening FROM ${from}`).bind(...values);
}

/** Opens what is due, and says whether anything was. */
async function openDue(
  ports: Reader,
  row: { next_opening: Instant | null } | null | undefined,
): Promise<boolean> {
  const next = row ? row.next_opening : await nextOpening(ports);
  if (next === null || next > toInstant(ports.clock.now())) return false;
  await openDueArticles(ports);
  return true;
}

async function nextOpening({ database }: Reader): Promise<Instant | null> {
  const row = await database
    .prepare(`SELECT ${NEXT_OPENING} AS next_opening`)
    .first<{ next_opening: Instant | null }>();
  return row?.next_opening ?? null;
}
