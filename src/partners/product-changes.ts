import type { Instant } from '../domain/instant.ts';
import type { Database, Ports } from '../domain/ports.ts';

/** Something that happened to an article in a product. */
export interface ProductChange {
  /** Grows with every change of any product. */
  sequence: number;
  productId: string;
  articleId: string;
  version: number;
  /** `opened`: it came because an embargo ended, the publisher's or the contract's. */
  change: 'published' | 'opened' | 'corrected' | 'withdrawn';
  changedAt: Instant;
  /** Whether nothing came after it: what the article says now is what it says here. */
  isLatest: boolean;
  /** Of an article that left: the sequence of its withdrawal, after which nothing came. */
  leftAt: number | undefined;
}

interface ChangeRow {
  sequence: number;
  product_id: string;
  article_id: string;
  version: number;
  change: ProductChange['change'];
  changed_at: string;
  latest: number;
  left_at: number | null;
}

/** Of the change `c`. */
const LATEST = `(SELECT max(n.sequence) FROM product_changes n
    WHERE n.product_id = c.product_id AND n.article_id = c.article_id) AS latest,
  (SELECT CASE n.change WHEN 'withdrawn' THEN n.sequence END FROM product_changes n
    WHERE n.product_id = c.product_id AND n.article_id = c.article_id ORDER BY n.sequence DESC LIMIT 1) AS left_at`;

/**
 * The changes of these products after the given places, in order, `limit` at most: every one of them once. A range read
 * for each product, however long the walk is.
 */
export async function listChanges(
  database: Database,
  after: ReadonlyMap<string, number>,
  limit: number,
): Promise<ProductChange[]> {
  const { results } = await database
    .prepare(
      // The number of the walk is what keeps each product to its own index range.
      `SELECT c.*, ${LATEST}
       FROM json_each(?1) w JOIN product_changes c ON c.sequence IN
         (SELECT sequence FROM product_changes p WHERE p.product_id = w.value ->> 0 AND p.sequence > w.value ->> 1
          ORDER BY p.sequence LIMIT ?2)
       ORDER BY c.sequence LIMIT ?2`,
    )
    .bind(JSON.stringify([...after]), limit)
    .all<ChangeRow>();
  return results.map(toChange);
}

/** The newest change of an article in a product; `undefined` where none is on record. */
export async function loadChange(
  database: Database,
  { productId, articleId }: Pick<ProductChange, 'productId' | 'articleId'>,
): Promise<ProductChange | undefined> {
  const row = await database
    .prepare(
      `SELECT c.*, ${LATEST} FROM product_changes c WHERE product_id = ? AND article_id = ?
       ORDER BY sequence DESC LIMIT 1`,
    )
    .bind(productId, articleId)
    .first<ChangeRow>();
  return row ? toChange(row) : undefined;
}

function toChange(row: ChangeRow): ProductChange {
  return {
    sequence: row.sequence,
    productId: row.product_id,
    articleId: row.article_id,
    version: row.version,
    change: row.change,
    changedAt: row.changed_at,
    isLatest: row.latest === row.sequence,
    leftAt: row.left_at ?? undefined,
  };
}

/** So many places of the record are looked at in one sweep. */
const STRETCH = 5000;

/**
 * Forgets changes from before `horizon`: those that a later one replaces, and withdrawals with all that came before them.
 * A walk that began before a forgotten withdrawal is told to begin anew (`products.horizon`); the others miss nothing.
 *
 * Most of what is old stays, being the last word on its article. So the record is looked through in rounds, another
 * stretch each minute, and a sweep costs the same however long it is.
 */
export async function forgetChanges(
  { database, clock }: Pick<Ports, 'database' | 'clock'>,
  horizon: Instant,
): Promise<void> {
  const row = await database
    .prepare('SELECT max(sequence) AS newest FROM product_changes')
    .first<{ newest: number | null }>();
  const from = stretchAt(clock.now(), row?.newest ?? 0);
  // By the places alone: the index of `changed_at` leads through all that is old.
  const old = `SELECT c.sequence FROM product_changes c WHERE c.sequence >= ?2 AND c.sequence < ?2 + ${STRETCH}
    AND +c.changed_at < ?1 AND (c.change = 'withdrawn' OR EXISTS
      (SELECT 1 FROM product_changes n WHERE n.product_id = c.product_id AND n.article_id = c.article_id
         AND n.sequence > c.sequence))`;
  await database.batch([
    database
      .prepare(
        `UPDATE products SET horizon = w.last FROM (SELECT product_id, max(sequence) AS last FROM product_changes
           WHERE change = 'withdrawn' AND sequence IN (${old}) GROUP BY product_id) w
         WHERE w.product_id = products.id AND products.horizon < w.last`,
      )
      .bind(horizon, from),
    database
      .prepare(
        `DELETE FROM product_changes WHERE sequence IN (SELECT e.sequence FROM product_changes c
           CROSS JOIN product_changes e ON e.product_id = c.product_id AND e.article_id = c.article_id
             AND e.sequence <= c.sequence WHERE c.sequence IN (${old}))`,
      )
      .bind(horizon, from),
  ]);
}

/** Where the stretch of this minute begins. A round has a power of two of them: it ends before the record is longer than it. */
function stretchAt(now: Date, newest: number): number {
  const stretches = 2 ** Math.ceil(Math.log2(Math.floor(newest / STRETCH) + 1));
  return (Math.floor(now.getTime() / 60_000) % stretches) * STRETCH;
}
