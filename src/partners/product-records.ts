import { sha256 } from '../domain/digest.ts';
import { type Instant, toInstant } from '../domain/instant.ts';
import { type Product, UNCLEARED } from '../domain/partner.ts';
import type { Database, Ports, Statement } from '../domain/ports.ts';
import { Problem } from '../domain/problem.ts';
import { contractStatements, endProductStatements } from '../store/contract-statements.ts';
import { rememberedSha256 } from './remembered-digest.ts';

/** A product as stored. */
export interface StoredProduct extends Product {
  changedAt: Instant;
}

interface ProductRow {
  content: string;
  changed_at: string;
}

const toProduct = (row: ProductRow): StoredProduct => ({
  ...(JSON.parse(row.content) as Product),
  changedAt: row.changed_at,
});

/** The topic that a product's articles are under; no public address names it. */
export function productTopic(productId: string): string {
  return `product/${productId}`;
}

/** The products in the order of their ids. */
export async function listProducts(database: Database): Promise<StoredProduct[]> {
  const { results } = await database
    .prepare('SELECT content, changed_at FROM products ORDER BY id')
    .all<ProductRow>();
  return results.map(toProduct);
}

/** One product; `undefined` where there is none of this id. */
export async function loadProduct(database: Database, id: string): Promise<StoredProduct | undefined> {
  const row = await database
    .prepare('SELECT content, changed_at FROM products WHERE id = ?')
    .bind(id)
    .first<ProductRow>();
  return row ? toProduct(row) : undefined;
}

/**
 * Stores a product and brings its articles up to it, in one transaction: what it newly permits comes in, what it
 * excludes leaves, and where only the terms changed every article counts as corrected. Saying the same again changes
 * nothing. Returns whether it is new.
 */
export async function saveProduct(
  { database, clock }: Pick<Ports, 'database' | 'clock'>,
  product: Product,
): Promise<'created' | 'updated' | 'unchanged'> {
  const before = await loadProduct(database, product.id);
  const content = JSON.stringify(product);
  if (before && JSON.stringify({ ...before, changedAt: undefined }) === content) return 'unchanged';
  const at = toInstant(clock.now());
  const revision = await sha256(`product ${content} ${at}`, 16);
  const terms = await termsOf(product);
  await database.batch([
    database
      .prepare(
        `INSERT INTO products (id, name, content, embargo_minutes, changed_at, terms) VALUES (?1, ?2, ?3, ?4, ?5, ?6)
         ON CONFLICT (id) DO UPDATE SET name = ?2, content = ?3, embargo_minutes = ?4, changed_at = ?5, terms = ?6`,
      )
      .bind(product.id, product.name, content, product.embargoMinutes, at, terms),
    ...ruleStatements(database, product),
    database
      .prepare(
        `INSERT INTO topics (topic, name, digest, modified_at) VALUES (?1, ?2, ?3, ?4)
         ON CONFLICT (topic) DO UPDATE SET name = ?2, digest = ?3, modified_at = ?4`,
      )
      .bind(productTopic(product.id), product.name, revision, at),
    ...contractStatements(
      database,
      { productId: product.id },
      { at, revision, arrival: 'published' },
      { corrected: before !== undefined && terms !== (await termsOf(before)) },
    ),
    ...(before && terms !== (await termsOf(before)) ? [forgetUnusedItems(database)] : []),
  ]);
  return before ? 'updated' : 'created';
}

/** Names how articles look in a product, whichever they are: products that give the same share what is rendered. */
export async function termsOf({ rights, profile }: Pick<Product, 'rights' | 'profile'>): Promise<string> {
  return rememberedSha256(JSON.stringify([rights, profile]), 16);
}

function ruleStatements(database: Database, { id, permit, block, rights }: Product): Statement[] {
  const needsCleared = rights.pictures === 'cleared' && rights.uncleared === 'leave-out-article';
  const rules = [
    ...permit.map((facet) => ['permit', facet]),
    ...[...block, ...(needsCleared ? [UNCLEARED] : [])].map((facet) => ['block', facet]),
  ];
  return [
    database.prepare('DELETE FROM product_rules WHERE product_id = ?').bind(id),
    database
      .prepare(
        `INSERT OR IGNORE INTO product_rules (product_id, effect, kind, facet)
         SELECT ?1, value ->> 0, substr(value ->> 1, 1, instr(value ->> 1, '/') - 1), value ->> 1 FROM json_each(?2)`,
      )
      .bind(id, JSON.stringify(rules)),
  ];
}

/**
 * Ends a product that no partner has any more. Throws `not-found`, or `partner-taken` where one still has it: what a
 * partner holds is taken back by ending its contract, not by losing the product.
 */
export async function removeProduct(
  { database, clock }: Pick<Ports, 'database' | 'clock'>,
  id: string,
): Promise<void> {
  if (!(await loadProduct(database, id))) throw new Problem('not-found', `There is no product ${id}.`);
  const holders = await database
    .prepare('SELECT partner_id FROM partner_products WHERE product_id = ? ORDER BY partner_id LIMIT 5')
    .bind(id)
    .all<{ partner_id: string }>();
  if (holders.results.length > 0) {
    const names = holders.results.map((row) => row.partner_id).join(', ');
    throw new Problem(
      'partner-taken',
      `The product ${id} is still given to ${names}. Take it from them first.`,
    );
  }
  const at = toInstant(clock.now());
  const revision = await sha256(`product ${id} ended ${at}`, 16);
  const statements = [
    refuseHeld(database, id),
    ...endProductStatements(database, id, { at, revision, arrival: 'published' }),
    ...['product_rules', 'product_changes'].map((table) =>
      database.prepare(`DELETE FROM ${table} WHERE product_id = ?`).bind(id),
    ),
    database.prepare('DELETE FROM topics WHERE topic = ?').bind(productTopic(id)),
    database.prepare('DELETE FROM products WHERE id = ?').bind(id),
    forgetUnusedItems(database),
  ];
  await database.batch(statements).catch((cause: Error) => {
    if (!cause.message.includes('UNIQUE constraint failed')) throw cause;
    throw new Problem('partner-taken', `The product ${id} was given to a partner just now.`, { cause });
  });
}

/** Breaks a transaction in which a partner has the product by now: a second row of its id cannot be. */
function refuseHeld(database: Database, id: string): Statement {
  return database
    .prepare(
      `INSERT INTO products SELECT * FROM products WHERE id = ?1
         AND EXISTS (SELECT 1 FROM partner_products WHERE product_id = ?1)`,
    )
    .bind(id);
}

/** Drops what was rendered on terms that no product has any more: a walk through all that is kept, so only when terms change. */
function forgetUnusedItems(database: Database): Statement {
  return database.prepare(
    `DELETE FROM partner_items WHERE NOT EXISTS
       (SELECT 1 FROM products p WHERE substr(partner_items.terms, 1, 16) = p.terms)`,
  );
}
