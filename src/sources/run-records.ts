import { type Instant, toInstant } from '../domain/instant.ts';
import type { Ports, Statement } from '../domain/ports.ts';
import type { Source } from './source.ts';

/** Of one source. */
const MAX_RUNS = 100;
const MAX_LINES = 200;
const MAX_WORDS = 500;

export type LineOutcome = 'created' | 'updated' | 'unchanged' | 'withdrawn' | 'skipped' | 'failed' | 'note';

/** One thing that happened in a run. */
export interface RunLine {
  at: Instant;
  outcome: LineOutcome;
  item?: string;
  article?: string;
  /** What happened, or why not. */
  words: string;
}

export interface Run {
  number: number;
  startedAt: Instant;
  /** Missing while it is under way. */
  endedAt?: Instant;
  /** Polls that found nothing new are counted in one run. */
  polls: number;
  fault?: string;
  /** How many lines there were; the first 200 are kept. */
  total: number;
  lines: RunLine[];
}

/** The run that is under way, or a new one in its place: what a crash left is gone on with. */
export async function openRun({ database, clock }: Ports, { id }: Source): Promise<number> {
  const open = await database
    .prepare('SELECT number FROM source_runs WHERE source_id = ? AND ended_at IS NULL')
    .bind(id)
    .first<{ number: number }>();
  if (open) return open.number;
  const row = await database
    .prepare(
      `INSERT INTO source_runs (source_id, number, started_at)
       SELECT ?1, coalesce(max(number), 0) + 1, ?2 FROM source_runs WHERE source_id = ?1 RETURNING number`,
    )
    .bind(id, toInstant(clock.now()))
    .first<{ number: number }>();
  return row?.number ?? 1;
}

/** Writes a line into a run; those over 200 are counted. */
export function noteLine(
  { database, clock }: Ports,
  { id }: Source,
  run: number,
  { outcome, item, article, words }: Omit<RunLine, 'at'>,
): Statement[] {
  return [
    database
      .prepare(
        `INSERT INTO source_run_lines (source_id, number, line, at, outcome, item, article_id, words)
         SELECT source_id, number, lines + 1, ?, ?, ?, ?, ? FROM source_runs
         WHERE source_id = ? AND number = ? AND lines < ${MAX_LINES}`,
      )
      .bind(
        toInstant(clock.now()),
        outcome,
        item?.slice(0, MAX_WORDS) ?? null,
        article ?? null,
        words.slice(0, MAX_WORDS),
        id,
        run,
      ),
    database
      .prepare('UPDATE source_runs SET lines = lines + 1 WHERE source_id = ? AND number = ?')
      .bind(id, run),
  ];
}

/** Notes that the source was polled in this run. */
export function notePoll({ database }: Ports, { id }: Source, run: number, fault?: string): Statement {
  return database
    .prepare('UPDATE source_runs SET polls = polls + 1, fault = ? WHERE source_id = ? AND number = ?')
    .bind(fault?.slice(0, MAX_WORDS) ?? null, id, run);
}

/**
 * Ends a run. One in which nothing happened is counted in the one before it, where nothing happened either; the last
 * hundred are kept.
 */
export async function endRun({ database, clock }: Ports, { id }: Source, run: number): Promise<void> {
  const now = toInstant(clock.now());
  const bare = (number: string) =>
    `EXISTS (SELECT 1 FROM source_runs r WHERE r.source_id = ?1 AND r.number = ${number} AND r.lines = 0 AND r.fault IS NULL)`;
  const both = `${bare('?2')} AND ${bare('?2 - 1')}`;
  await database.batch([
    database
      .prepare('UPDATE source_runs SET ended_at = ?3 WHERE source_id = ?1 AND number = ?2')
      .bind(id, run, now),
    database
      .prepare(
        `UPDATE source_runs SET ended_at = ?3, polls = polls + (SELECT polls FROM source_runs WHERE source_id = ?1 AND number = ?2)
         WHERE source_id = ?1 AND number = ?2 - 1 AND ${both}`,
      )
      .bind(id, run, now),
    database
      .prepare(`DELETE FROM source_runs WHERE source_id = ?1 AND number = ?2 AND ${both}`)
      .bind(id, run),
    ...['source_runs', 'source_run_lines'].map((table) =>
      database.prepare(`DELETE FROM ${table} WHERE source_id = ? AND number <= ?`).bind(id, run - MAX_RUNS),
    ),
  ]);
}

/** The last runs of a source, the newest first, with their lines. */
export async function listRuns({ database }: Ports, id: string, limit: number): Promise<Run[]> {
  const { results } = await database
    .prepare(
      `SELECT number, started_at, ended_at, polls, fault, lines,
         (SELECT json_group_array(json_object('at', at, 'outcome', outcome, 'item', item, 'article', article_id, 'words', words))
          FROM (SELECT * FROM source_run_lines l WHERE l.source_id = r.source_id AND l.number = r.number ORDER BY line)
         ) AS kept
       FROM source_runs r WHERE source_id = ? ORDER BY number DESC LIMIT ?`,
    )
    .bind(id, Math.min(limit, MAX_RUNS))
    .all<RunRow>();
  return results.map(({ number, started_at, ended_at, polls, fault, lines, kept }) => ({
    number,
    startedAt: started_at,
    ...(ended_at !== null && { endedAt: ended_at }),
    polls,
    ...(fault !== null && { fault }),
    total: lines,
    lines: (JSON.parse(kept) as Record<keyof RunLine, string | null>[]).map(
      (line) =>
        Object.fromEntries(Object.entries(line).filter(([, value]) => value !== null)) as unknown as RunLine,
    ),
  }));
}

interface RunRow {
  number: number;
  started_at: Instant;
  ended_at: Instant | null;
  polls: number;
  fault: string | null;
  lines: number;
  kept: string;
}
