import type { Instant } from '../../domain/instant.ts';
import { toInstant } from '../../domain/instant.ts';
import type { Ports } from '../../domain/ports.ts';

/** What somebody should look at. */
export interface Attention {
  failingSources: { id: string; since: Instant }[];
  /** Deliveries that were given up. */
  deadLetters: number;
  /** Events that nobody has done for a while. */
  undone: number;
}

const MAX_SOURCES = 20;
const OVERDUE_MS = 5 * 60 * 1000;

/** Looks for what went wrong and stays so until somebody does something. */
export async function findAttention({ database, clock }: Ports): Promise<Attention> {
  const overdue = toInstant(new Date(clock.now().getTime() - OVERDUE_MS));
  const [sources, counts] = await Promise.all([
    database
      .prepare(
        `SELECT id, failing_since AS since FROM sources WHERE failing_since IS NOT NULL
         ORDER BY failing_since LIMIT ${MAX_SOURCES}`,
      )
      .all<{ id: string; since: Instant }>(),
    database
      .prepare(
        `SELECT (SELECT count(*) FROM hub_deliveries WHERE next_at IS NULL) AS deadLetters,
           (SELECT count(*) FROM outbox WHERE done_at IS NULL AND recorded_at <= ?) AS undone`,
      )
      .bind(overdue)
      .first<{ deadLetters: number; undone: number }>(),
  ]);
  return {
    failingSources: sources.results,
    deadLetters: counts?.deadLetters ?? 0,
    undone: counts?.undone ?? 0,
  };
}
