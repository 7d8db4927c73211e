import { beyondPauses, dueSql } from '../deliveries/retry-schedule.ts';
import { sha256 } from '../domain/digest.ts';
import { type Instant, toInstant } from '../domain/instant.ts';
import type { Ports, Statement } from '../domain/ports.ts';
import type { ItemArticle, ListedItem, Source } from './source.ts';
import { after } from './source-records.ts';

/** What is known of one article of a source. */
export interface Item {
  id: string;
  articleId: string;
  url?: string;
  state: 'new' | 'taken' | 'skipped' | 'withdrawn';
  version?: string;
  wanted: string;
  payload?: Payload;
  asked: number;
  attempts: number;
  /** Whether the source said itself that something became of it. */
  stated: boolean;
  missingAt?: Instant;
}

/** What waits with an item: the article as the source listed it, or that it is gone. */
export type Payload = { article: ItemArticle } | { gone: true };

interface ItemRow {
  item_id: string;
  article_id: string;
  url: string | null;
  state: Item['state'];
  version: string | null;
  wanted: string;
  payload: string | null;
  asked: number;
  attempts: number;
  stated: number;
  missing_at: Instant | null;
}

const COLUMNS =
  'item_id, article_id, url, state, version, wanted, payload, asked, attempts, stated, missing_at';
/** In characters; a row of D1 holds 2 MB. */
const MAX_PAYLOAD = 600_000;
const STATEMENTS_A_BATCH = 40;
/** What an attempt that came to no end is given before another one. */
const ATTEMPT_SECONDS = 10 * 60;

/**
 * The id of the article made of an item: the same whenever the source is added again, so that nothing is there twice.
 */
async function articleIdOf({ kind, address }: Source, itemId: string): Promise<string> {
  const letters = '0123456789abcdefghjkmnpqrstvwxyz';
  const digest = await sha256(`${kind}\n${address}\n${itemId}`, 24);
  return Array.from(
    { length: 12 },
    (_, n) => letters[Number.parseInt(digest.slice(2 * n, 2 * n + 2), 16) & 31],
  ).join('');
}

/** Of these items, those that the source says something new of. */
export async function newsOf(
  { database }: Ports,
  { id }: Source,
  items: readonly ListedItem[],
): Promise<ListedItem[]> {
  const { results } = await database
    .prepare(
      `SELECT item_id, wanted, state, missing_at FROM source_items
       WHERE source_id = ? AND item_id IN (SELECT value FROM json_each(?))`,
    )
    .bind(id, JSON.stringify(items.map((item) => item.id)))
    .all<Pick<ItemRow, 'item_id' | 'wanted' | 'state' | 'missing_at'>>();
  const known = new Map(results.map((row) => [row.item_id, row]));
  return items.filter((item) => {
    const row = known.get(item.id);
    if (item.gone) return row !== undefined && row.state !== 'withdrawn' && row.wanted !== item.version;
    const isBack = row?.state === 'withdrawn' || (row?.missing_at ?? null) !== null;
    return !row || row.wanted !== item.version || isBack;
  });
}

/** Asks for items to be taken as they are listed; `stated` where the source said so itself. */
export async function askForItems(
  ports: Ports,
  source: Source,
  items: readonly ListedItem[],
  stated = false,
): Promise<void> {
  for (let start = 0; start < items.length; start += STATEMENTS_A_BATCH) {
    const group = items.slice(start, start + STATEMENTS_A_BATCH);
    await ports.database.batch(
      await Promise.all(group.map((item) => askForItem(ports, source, item, stated))),
    );
  }
}

/** The statement that asks for an item. */
export async function askForItem(
  { database, clock }: Ports,
  source: Source,
  item: ListedItem,
  stated: boolean,
): Promise<Statement> {
  const payload: Payload | undefined = item.gone ? { gone: true } : item.article && { article: item.article };
  const text = payload ? JSON.stringify(payload) : null;
  // What is too large to wait is too large to be an article: it is passed over as one without a text.
  const kept = text !== null && text.length > MAX_PAYLOAD ? '{"article":{}}' : text;
  return database
    .prepare(
      `INSERT INTO source_items (source_id, item_id, article_id, url, published_at, wanted, payload, due_at, stated)
       VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)
       ON CONFLICT (source_id, item_id) DO UPDATE SET url = coalesce(?4, url), published_at = coalesce(?5, published_at),
         wanted = iif(?6 = '', wanted, ?6), payload = ?7, due_at = ?8, stated = max(stated, ?9), attempts = 0,
         asked = asked + 1, missing_at = iif(?9 = 1, missing_at, NULL)`,
    )
    .bind(
      source.id,
      item.id,
      await articleIdOf(source, item.id),
      item.url ?? null,
      item.publishedAt ?? null,
      item.version,
      kept,
      toInstant(clock.now()),
      stated ? 1 : 0,
    );
}

/**
 * The next item that is due, the oldest first. It comes back in ten minutes should the attempt come to no end, and
 * counts: what kills the process each time is given up in the end.
 */
export async function beginItem({ database, clock }: Ports, { id }: Source): Promise<Item | undefined> {
  const row = await database
    .prepare(
      `UPDATE source_items SET attempts = attempts + 1, due_at = ?1
       WHERE source_id = ?2 AND item_id = (SELECT item_id FROM source_items
         WHERE source_id = ?2 AND ${dueSql('due_at', '?3')}
         ORDER BY published_at, due_at, item_id LIMIT 1)
       RETURNING ${COLUMNS}`,
    )
    .bind(after(clock.now(), ATTEMPT_SECONDS), id, toInstant(clock.now()))
    .first<ItemRow>();
  return row ? readRow(row) : undefined;
}

/** Whether an item of the source is due now. */
export async function hasDueItems({ database, clock }: Ports, { id }: Source): Promise<boolean> {
  const row = await database
    .prepare(`SELECT 1 FROM source_items WHERE source_id = ?1 AND ${dueSql('due_at', '?2')} LIMIT 1`)
    .bind(id, toInstant(clock.now()))
    .first();
  return row !== null;
}

/** Leaves the source alone for a while: what is due comes later. */
export async function postponeItems(
  { database, clock }: Ports,
  { id }: Source,
  seconds: number,
): Promise<void> {
  const now = clock.now();
  await database
    .prepare(`UPDATE source_items SET due_at = ?1 WHERE source_id = ?2 AND ${dueSql('due_at', '?3')}`)
    .bind(after(now, seconds), id, toInstant(now))
    .run();
}

/** What became of an item; `version` is what it was taken or passed over at. */
export interface Settlement {
  state: Item['state'];
  version?: string | undefined;
  /** When it is tried again. */
  dueAt?: Instant | undefined;
  missingAt?: Instant | undefined;
}

/** Writes down what became of an item, unless it was asked for again meanwhile: then it stays due. */
export function settleItem(
  { database, clock }: Ports,
  { id }: Source,
  item: Item,
  end: Settlement,
): Statement {
  const now = toInstant(clock.now());
  const { state, version, dueAt, missingAt } = end;
  return database
    .prepare(
      `UPDATE source_items SET state = ?1, version = coalesce(?2, version), looked_at = ?3, missing_at = ?4,
         withdrawn_at = iif(?1 = 'withdrawn', ?3, NULL),
         wanted = iif(asked = ?5, coalesce(?2, wanted), wanted),
         due_at = iif(asked = ?5, ?6, ?3),
         payload = iif(asked = ?5 AND ?6 IS NULL, NULL, payload),
         stated = iif(asked = ?5 AND ?6 IS NULL, 0, stated)
       WHERE source_id = ?7 AND item_id = ?8`,
    )
    .bind(state, version ?? null, now, missingAt ?? null, item.asked, dueAt ?? null, id, item.id);
}

function readRow(row: ItemRow): Item {
  return {
    id: row.item_id,
    articleId: row.article_id,
    ...(row.url !== null && { url: row.url }),
    state: row.state,
    ...(row.version !== null && { version: row.version }),
    wanted: row.wanted,
    ...(row.payload !== null && { payload: JSON.parse(row.payload) as Payload }),
    asked: row.asked,
    attempts: row.attempts,
    stated: row.stated === 1,
    ...(row.missing_at !== null && { missingAt: row.missing_at }),
  };
}

/**
 * Items of the source that were taken and nothing waits for, those that were looked at longest ago first. What was looked
 * at after now was so before the clock was set back.
 */
export async function takenItems(
  { database, clock }: Ports,
  { id }: Source,
  {
    limit,
    lookedBefore = '9',
    from = '',
    to = '9',
  }: { limit: number; lookedBefore?: Instant; from?: Instant; to?: Instant },
): Promise<Item[]> {
  const { results } = await database
    .prepare(
      `SELECT ${COLUMNS} FROM source_items WHERE source_id = ?1 AND state = 'taken' AND due_at IS NULL
         AND (missing_at IS NOT NULL OR coalesce(looked_at, '') < ?2 OR looked_at > ?6)
         AND coalesce(published_at, '') BETWEEN ?3 AND ?4
       ORDER BY missing_at IS NULL, looked_at LIMIT ?5`,
    )
    .bind(id, lookedBefore, from, to, limit, beyondPauses(clock.now(), 0))
    .all<ItemRow>();
  return results.map(readRow);
}
