import { dueSql } from '../deliveries/retry-schedule.ts';
import { DATABASE_BYTES, type Reading } from '../domain/machine.ts';
import type { Database } from '../domain/ports.ts';

/** A figure that one look into the database tells. `sql` is a scalar; `?1` is the time now. */
interface Figure {
  name: string;
  help: string;
  labels?: Record<string, string>;
  sql: string;
  /** `age`: the SQL tells since when, the figure says how many seconds that is. */
  kind?: 'age';
}

/**
 * Counted by place: rows of articles are numbered in one row and none is ever deleted, so the last number is how many
 * there are, be it a million. Those that are not live are few, and counted in an index.
 */
const KEPT_BACK = ['embargoed', 'withheld', 'withdrawn'];
const articlesIn = (state: string) => `SELECT count(*) FROM articles WHERE state = '${state}'`;
const LIVE = `SELECT coalesce(max(rowid), 0) ${KEPT_BACK.map((state) => `- (${articlesIn(state)})`).join(' ')} FROM articles`;

const ARTICLES = 'Articles by state.';
const DELIVERIES =
  'What subscribers are owed: due now, waiting for another try, or given up (dead) until the feed changes again.';

const FIGURES: readonly Figure[] = [
  { name: 'articles', help: ARTICLES, labels: { state: 'live' }, sql: LIVE },
  ...KEPT_BACK.map((state) => ({
    name: 'articles',
    help: ARTICLES,
    labels: { state },
    sql: articlesIn(state),
  })),
  {
    name: 'outbox_undone',
    help: 'Versions of articles whose background work (pictures, announcements) is not done.',
    sql: 'SELECT count(*) FROM outbox WHERE done_at IS NULL',
  },
  {
    name: 'outbox_oldest_age_seconds',
    help: 'How long the oldest of them has waited; 0 where none waits.',
    sql: 'SELECT min(recorded_at) FROM outbox WHERE done_at IS NULL',
    kind: 'age',
  },
  {
    name: 'outbox_failing',
    help: 'Those of them that were taken up again twice or more often, and are not done all the same.',
    sql: 'SELECT count(*) FROM outbox WHERE done_at IS NULL AND sends > 1',
  },
  {
    name: 'hub_subscriptions',
    help: 'Subscriptions whose lease has not run out.',
    sql: 'SELECT count(*) FROM hub_subscriptions WHERE lease_ends_at > ?1',
  },
  {
    name: 'hub_requests_due',
    help: 'Subscriptions that are to be verified now.',
    sql: `SELECT count(*) FROM hub_requests WHERE ${dueSql('next_at', '?1')}`,
  },
  {
    name: 'hub_deliveries',
    help: DELIVERIES,
    labels: { state: 'due' },
    sql: `SELECT count(*) FROM hub_deliveries WHERE ${dueSql('next_at', '?1')}`,
  },
  {
    name: 'hub_deliveries',
    help: DELIVERIES,
    labels: { state: 'waiting' },
    sql: `SELECT count(*) FROM hub_deliveries WHERE next_at IS NOT NULL AND NOT ${dueSql('next_at', '?1')}`,
  },
  {
    name: 'hub_deliveries',
    help: DELIVERIES,
    labels: { state: 'dead' },
    sql: 'SELECT count(*) FROM hub_deliveries WHERE next_at IS NULL',
  },
  {
    name: 'sources',
    help: 'Sources by state: all of them, those to be asked now, those that fail.',
    labels: { state: 'all' },
    sql: 'SELECT count(*) FROM sources',
  },
  {
    name: 'sources',
    help: '',
    labels: { state: 'due' },
    sql: 'SELECT count(*) FROM sources WHERE next_at <= ?1',
  },
  {
    name: 'sources',
    help: '',
    labels: { state: 'failing' },
    sql: 'SELECT count(*) FROM sources WHERE failing_since IS NOT NULL',
  },
  {
    name: 'captures_due',
    help: 'Posts that are to be looked up again now.',
    sql: 'SELECT count(*) FROM captures WHERE next_check_at <= ?1',
  },
  {
    name: 'preview_pictures_waiting',
    help: 'Photos and logos that could not be fetched yet: previews are drawn without them until they are.',
    sql: 'SELECT count(*) FROM preview_pictures WHERE next_at IS NOT NULL',
  },
];

interface Answer {
  results: Record<string, number | string | null>[];
  meta?: { size_after?: number };
}

/** All of it in one query: on D1 it is the round trips that cost. */
export const FIGURES_QUERY = `SELECT ${FIGURES.map(({ sql }, index) => `(${sql}) AS f${index}`).join(', ')}`;

/** Reads the figures that are in the database: the same in every process and isolate. */
export async function readDatabaseFigures(database: Database, now: Date): Promise<Reading[]> {
  const answer: Answer = await database.prepare(FIGURES_QUERY).bind(now.toISOString()).all();
  const [row] = answer.results;
  const readings = new Map<string, Reading>();
  FIGURES.forEach(({ name, help, labels = {}, kind }, index) => {
    const told = row?.[`f${index}`] ?? null;
    const value = kind === 'age' ? ageOf(told, now) : Number(told ?? 0);
    const reading = readings.get(name) ?? { name: `tearsheet_${name}`, help, values: [] };
    reading.values.push({ labels, value });
    readings.set(name, reading);
  });
  return [...readings.values(), ...sizeOf(answer)];
}

/** D1 says with every answer how large it is; elsewhere the machine does. */
function sizeOf({ meta }: Answer): Reading[] {
  const bytes = meta?.size_after;
  if (bytes === undefined) return [];
  return [{ name: DATABASE_BYTES, help: 'Size of the database.', values: [{ value: bytes }] }];
}

function ageOf(since: number | string | null, now: Date): number {
  return since === null ? 0 : Math.max(0, (now.getTime() - Date.parse(String(since))) / 1000);
}
