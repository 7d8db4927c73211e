import type { Instant } from '../domain/instant.ts';
import type { Database, Statement } from '../domain/ports.ts';

/** When, and under which digest, what is written here happens. */
export interface ContractChange {
  at: Instant;
  /** Becomes the digest of every product's feed that changes. */
  revision: string;
  /** What a partner is told of an article that comes to it. */
  arrival: 'published' | 'opened';
}

/** Which pairs of product and article are looked at: by one article, or by one product. */
export type ContractScope = { articleId: string } | { productId: string };

const hasFacet = (facet: string) => `(${facet} = 'pictures/' || a.pictures OR EXISTS
  (SELECT 1 FROM article_topics t WHERE t.topic = ${facet} AND t.published_at = a.published_at AND t.article_id = a.id)
  OR (${facet} GLOB 'lang/*' AND EXISTS (SELECT 1 FROM article_topics t
    WHERE t.article_id = a.id AND t.topic GLOB ${facet} || '-*')))`;

/**
 * Whether the live article `a` is in the contract `p`: nothing of it blocked, and of every permitted kind something. The
 * plus keeps SQLite from taking all live articles where one is asked for.
 */
const IN_CONTRACT = `+a.state = 'live'
  AND NOT EXISTS (SELECT 1 FROM product_rules r
    WHERE r.product_id = p.id AND r.effect = 'block' AND ${hasFacet('r.facet')})
  AND NOT EXISTS (SELECT 1 FROM product_rules k WHERE k.product_id = p.id AND k.effect = 'permit'
    AND NOT EXISTS (SELECT 1 FROM product_rules r WHERE r.product_id = p.id AND r.effect = 'permit' AND r.kind = k.kind
      AND ${hasFacet('r.facet')}))`;

const RELEASE_AT = `strftime('%Y-%m-%dT%H:%M:%fZ', a.public_since, '+' || p.embargo_minutes || ' minutes')`;
/** What is under way, by the index that holds nothing else: SQLite looks for its very words. */
const moving = (state: 'waiting' | 'due' | 'leaving', m = '') =>
  `${m}state = '${state}' AND ${m}state <> 'placed'`;
const PLACED_TOPIC = `SELECT 'product/' || m.product_id, a.published_at, m.article_id
  FROM product_articles m JOIN articles a ON a.id = m.article_id`;

/**
 * Brings the contracts in `scope` up to what is written, in the transaction that wrote it and after it: articles that
 * are in a contract no more leave it with a trace, those that came are placed or wait. What stays was `corrected` where
 * that is said.
 */
export function contractStatements(
  database: Database,
  scope: ContractScope,
  change: ContractChange,
  { corrected }: { corrected: boolean },
): Statement[] {
  const [own, value] =
    'articleId' in scope ? ['article_id', scope.articleId] : ['product_id', scope.productId];
  const inScope = `m.${own} = ?1`;
  const matching = own === 'article_id' ? 'a.id = ?1' : 'p.id = ?1';
  const stillIn = `EXISTS (SELECT 1 FROM products p JOIN articles a
    WHERE p.id = m.product_id AND a.id = m.article_id AND ${IN_CONTRACT}
      AND ${RELEASE_AT} <= ?2)`;
  const { at } = change;
  return [
    // What waits is weighed anew: article or contract may have changed.
    database
      .prepare(`DELETE FROM product_articles AS m WHERE ${inScope} AND m.state = 'waiting'`)
      .bind(value),
    database
      .prepare(
        `UPDATE product_articles AS m SET state = 'leaving' WHERE ${inScope} AND m.state = 'placed' AND NOT ${stillIn}`,
      )
      .bind(value, at),
    ...leaveStatements(database, change),
    ...(corrected ? [correctedStatement(database, own, value, at)] : []),
    database
      .prepare(
        `INSERT INTO product_articles (product_id, article_id, release_at, state)
         SELECT p.id, a.id, ${RELEASE_AT}, CASE WHEN ${RELEASE_AT} <= ?2 THEN 'due' ELSE 'waiting' END
         FROM products p JOIN articles a WHERE ${matching} AND ${IN_CONTRACT}
           AND NOT EXISTS (SELECT 1 FROM product_articles m WHERE m.product_id = p.id AND m.article_id = a.id)`,
      )
      .bind(value, at),
    ...placeStatements(database, change),
  ];
}

/** Places what waited for the end of a contract's embargo that is over now. */
export function releaseStatements(database: Database, change: ContractChange): Statement[] {
  return [
    database
      .prepare(`UPDATE product_articles SET state = 'due' WHERE ${moving('waiting')} AND release_at <= ?`)
      .bind(change.at),
    ...placeStatements(database, change),
  ];
}

/** Takes every article out of a product, with a trace of each. */
export function endProductStatements(
  database: Database,
  productId: string,
  change: ContractChange,
): Statement[] {
  return [
    database
      .prepare(`DELETE FROM product_articles WHERE product_id = ? AND state = 'waiting'`)
      .bind(productId),
    database
      .prepare(`UPDATE product_articles SET state = 'leaving' WHERE product_id = ? AND state = 'placed'`)
      .bind(productId),
    ...leaveStatements(database, change),
  ];
}

/** What the captures of the same transaction have said already is not said twice. */
function correctedStatement(database: Database, own: string, value: string, at: Instant): Statement {
  return database
    .prepare(
      `INSERT INTO product_changes (product_id, article_id, version, change, changed_at)
       SELECT m.product_id, m.article_id, a.version, 'corrected', ?2
       FROM product_articles m JOIN articles a ON a.id = m.article_id
       WHERE m.${own} = ?1 AND m.state = 'placed' AND NOT EXISTS (SELECT 1 FROM product_changes c
         WHERE c.product_id = m.product_id AND c.article_id = m.article_id AND c.version = a.version
           AND c.change = 'corrected' AND c.changed_at = ?2)
       ORDER BY a.published_at, a.id, m.product_id`,
    )
    .bind(value, at);
}

function leaveStatements(database: Database, { at, revision }: ContractChange): Statement[] {
  return [
    database
      .prepare(
        `INSERT INTO product_changes (product_id, article_id, version, change, changed_at)
         SELECT m.product_id, m.article_id, a.version, 'withdrawn', ?
         FROM product_articles m JOIN articles a ON a.id = m.article_id WHERE ${moving('leaving', 'm.')}`,
      )
      .bind(at),
    database
      .prepare(
        `INSERT OR IGNORE INTO feed_tombstones (topic, deleted_at, article_id, guid)
         SELECT 'product/' || m.product_id, ?, m.article_id, a.guid
         FROM product_articles m JOIN articles a ON a.id = m.article_id WHERE ${moving('leaving', 'm.')}`,
      )
      .bind(at),
    touchStatement(database, 'leaving', revision, at),
    database.prepare(
      `DELETE FROM article_topics WHERE (topic, published_at, article_id) IN (${PLACED_TOPIC} WHERE ${moving('leaving', 'm.')})`,
    ),
    database.prepare(`DELETE FROM product_articles WHERE ${moving('leaving')}`),
  ];
}

function placeStatements(database: Database, { at, revision, arrival }: ContractChange): Statement[] {
  return [
    database
      .prepare(
        `INSERT INTO product_changes (product_id, article_id, version, change, changed_at)
         SELECT m.product_id, m.article_id, a.version, ?, ?
         FROM product_articles m JOIN articles a ON a.id = m.article_id
         WHERE ${moving('due', 'm.')} ORDER BY a.published_at, a.id, m.product_id`,
      )
      .bind(arrival, at),
    database.prepare(
      `DELETE FROM feed_tombstones WHERE article_id IN (SELECT article_id FROM product_articles WHERE ${moving('due')})
         AND (topic, article_id) IN (SELECT 'product/' || product_id, article_id FROM product_articles WHERE ${moving('due')})`,
    ),
    touchStatement(database, 'due', revision, at),
    database.prepare(
      `INSERT INTO article_topics (topic, published_at, article_id, sequence)
       SELECT 'product/' || m.product_id, a.published_at, m.article_id,
         coalesce((SELECT entries FROM feed_lengths l WHERE l.topic = 'product/' || m.product_id), 0)
           + row_number() OVER (PARTITION BY m.product_id ORDER BY a.published_at, a.id)
       FROM product_articles m JOIN articles a ON a.id = m.article_id WHERE ${moving('due', 'm.')}`,
    ),
    database.prepare(
      `INSERT INTO feed_lengths (topic, entries)
       SELECT 'product/' || product_id, count(*) FROM product_articles WHERE ${moving('due')} GROUP BY product_id
       ON CONFLICT (topic) DO UPDATE SET entries = entries + excluded.entries`,
    ),
    database.prepare(`UPDATE product_articles SET state = 'placed' WHERE ${moving('due')}`),
  ];
}

function touchStatement(
  database: Database,
  state: 'due' | 'leaving',
  revision: string,
  at: Instant,
): Statement {
  return database
    .prepare(
      `UPDATE topics SET digest = ?, modified_at = ? WHERE topic IN
         (SELECT 'product/' || product_id FROM product_articles WHERE ${moving(state)})`,
    )
    .bind(revision, at);
}
