import { dueSql, isDue } from '../deliveries/retry-schedule.ts';
import { type Instant, toInstant } from '../domain/instant.ts';
import type { Ports, Statement } from '../domain/ports.ts';
import type { Cursor, Source, SourceKind, SourceSettings } from './source.ts';

/** A process that dies leaves its source for so long. */
const CLAIM_SECONDS = 5 * 60;
const LONGEST_FAILURE_SECONDS = 24 * 60 * 60;
/** For how long one may be put off, in SQL: until its next poll, and longer where the last one failed. */
const LONGEST_PAUSE = `iif(failures = 0, 60 * (settings ->> 'everyMinutes'), ${LONGEST_FAILURE_SECONDS})`;
const isFree = (table: string, now: string) =>
  dueSql(`coalesce(${table}.claimed_until, '')`, now, CLAIM_SECONDS);
const COLUMNS = `id, kind, address, host, settings, key, secret, added_at, next_at, cursor, failures, failing_since,
  withdraw_until`;

interface SourceRow {
  id: string;
  kind: SourceKind;
  address: string;
  host: string;
  settings: string;
  key: string | null;
  secret: string | null;
  added_at: Instant;
  next_at: Instant | null;
  cursor: string;
  failures: number;
  failing_since: Instant | null;
  withdraw_until: Instant | null;
}

/** Seconds after `now`. */
export function after(now: Date, seconds: number): Instant {
  return toInstant(new Date(now.getTime() + seconds * 1000));
}

/** Stores a source, its key and secret as they are. `false` where there is one of this id, or of this kind at this address. */
export async function addSource({ database }: Ports, source: Source): Promise<boolean> {
  const row = await database
    .prepare(
      `INSERT INTO sources (id, kind, address, host, settings, key, secret, added_at, next_at)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING RETURNING id`,
    )
    .bind(
      source.id,
      source.kind,
      source.address,
      source.host,
      JSON.stringify(source.settings),
      source.key ?? null,
      source.secret ?? null,
      source.addedAt,
      source.nextAt ?? null,
    )
    .first();
  return row !== null;
}

/** A source by its id; `undefined` where there is none. */
export async function loadSource({ database }: Ports, id: string): Promise<Source | undefined> {
  const row = await database
    .prepare(`SELECT ${COLUMNS} FROM sources WHERE id = ?`)
    .bind(id)
    .first<SourceRow>();
  return row ? readRow(row) : undefined;
}

/** All sources, 500 at most, in the order in which they were added. */
export async function listSources({ database }: Ports): Promise<Source[]> {
  const { results } = await database
    .prepare(`SELECT ${COLUMNS} FROM sources ORDER BY added_at, id LIMIT 500`)
    .all<SourceRow>();
  return results.map(readRow);
}

/** Forgets a source with all that is known of it; its articles stay. `false` where there is none. */
export async function removeSource({ database }: Ports, id: string): Promise<boolean> {
  const known = await database.prepare('SELECT 1 FROM sources WHERE id = ?').bind(id).first();
  if (!known) return false;
  const tables = ['source_items', 'source_run_lines', 'source_runs', 'source_receipts'];
  await database.batch([
    database.prepare('DELETE FROM sources WHERE id = ?').bind(id),
    ...tables.map((table) => database.prepare(`DELETE FROM ${table} WHERE source_id = ?`).bind(id)),
  ]);
  return true;
}

/** Writes the key and the secret of a source again, as far as it has them. */
export async function storeSecrets({ database }: Pick<Ports, 'database'>, source: Source): Promise<void> {
  await database
    .prepare('UPDATE sources SET key = coalesce(?, key), secret = coalesce(?, secret) WHERE id = ?')
    .bind(source.key ?? null, source.secret ?? null, source.id)
    .run();
}

/** Makes a source due; `lift` lets it withdraw any number of articles for a day. */
export async function askForRun({ database, clock }: Ports, id: string, lift: boolean): Promise<boolean> {
  const now = clock.now();
  const row = await database
    .prepare(
      `UPDATE sources SET next_at = iif(kind = 'webhook', NULL, ?1), withdraw_until = coalesce(?2, withdraw_until)
       WHERE id = ?3 RETURNING id`,
    )
    .bind(toInstant(now), lift ? after(now, 24 * 60 * 60) : null, id)
    .first();
  return row !== null;
}

/** A source with something to do, held for a few minutes; `undefined` where there is nothing, or its host is busy. */
export async function claimSource({ database, clock }: Ports, id: string): Promise<Source | undefined> {
  const row = await database
    .prepare(
      `UPDATE sources SET claimed_until = ?1
       WHERE id = ?2 AND ${isFree('sources', '?3')}
         AND NOT EXISTS (SELECT 1 FROM sources s WHERE s.host = sources.host AND s.id <> ?2 AND NOT ${isFree('s', '?3')})
         AND (${dueSql('next_at', '?3', LONGEST_PAUSE)}
           OR EXISTS (SELECT 1 FROM source_items i WHERE i.source_id = ?2 AND ${dueSql('i.due_at', '?3')})
           OR EXISTS (SELECT 1 FROM source_runs r WHERE r.source_id = ?2 AND r.ended_at IS NULL))
       RETURNING ${COLUMNS}`,
    )
    .bind(after(clock.now(), CLAIM_SECONDS), id, toInstant(clock.now()))
    .first<SourceRow>();
  return row ? readRow(row) : undefined;
}

/** Holds the source on. */
export function holdOn({ database, clock }: Ports, id: string): Statement {
  return database
    .prepare('UPDATE sources SET claimed_until = ? WHERE id = ?')
    .bind(after(clock.now(), CLAIM_SECONDS), id);
}

/** Lets others work for a source again. */
export async function releaseSource({ database }: Ports, id: string): Promise<void> {
  await database.prepare('UPDATE sources SET claimed_until = NULL WHERE id = ?').bind(id).run();
}

/** The sources that have something to do and are at rest, a few of them. */
export async function dueSources({ database, clock }: Ports, limit: number): Promise<string[]> {
  const { results } = await database
    .prepare(
      `SELECT id FROM sources WHERE ${isFree('sources', '?1')} AND id IN (
         SELECT id FROM sources WHERE ${dueSql('next_at', '?1', LONGEST_PAUSE)}
         UNION ALL SELECT source_id FROM source_items WHERE ${dueSql('due_at', '?1')}
         UNION ALL SELECT source_id FROM source_runs WHERE ended_at IS NULL)
       ORDER BY next_at LIMIT ?2`,
    )
    .bind(toInstant(clock.now()), limit)
    .all<{ id: string }>();
  return results.map(({ id }) => id);
}

/** Whether a source is to be polled now. */
export function isPollDue({ nextAt, failures, settings }: Source, now: Date): boolean {
  const longest = failures === 0 ? settings.everyMinutes * 60 : LONGEST_FAILURE_SECONDS;
  return nextAt !== undefined && isDue(nextAt, now, longest);
}

/** How a poll ended: where the next one goes on, and when. */
export interface PollEnd {
  cursor: Cursor;
  nextAt: Instant;
  failures: number;
  failingSince?: Instant | undefined;
}

/** Writes down how a poll ended, unless somebody asked for another one meanwhile. */
export function endPoll({ database }: Ports, source: Source, end: PollEnd): Statement {
  return database
    .prepare(
      `UPDATE sources SET cursor = ?, failures = ?, failing_since = ?, next_at = iif(next_at IS ?, ?, next_at)
       WHERE id = ?`,
    )
    .bind(
      JSON.stringify(end.cursor),
      end.failures,
      end.failingSince ?? null,
      source.nextAt ?? null,
      end.nextAt,
      source.id,
    );
}

function readRow(row: SourceRow): Source {
  return {
    id: row.id,
    kind: row.kind,
    address: row.address,
    host: row.host,
    settings: JSON.parse(row.settings) as SourceSettings,
    ...(row.key !== null && { key: row.key }),
    ...(row.secret !== null && { secret: row.secret }),
    addedAt: row.added_at,
    ...(row.next_at !== null && { nextAt: row.next_at }),
    cursor: JSON.parse(row.cursor) as Cursor,
    failures: row.failures,
    ...(row.failing_since !== null && { failingSince: row.failing_since }),
    ...(row.withdraw_until !== null && { withdrawUntil: row.withdraw_until }),
  };
}
