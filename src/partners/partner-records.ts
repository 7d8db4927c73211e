import { type Instant, toInstant } from '../domain/instant.ts';
import type { Database, Ports } from '../domain/ports.ts';
import { invalid, type Partner } from './partner-request.ts';

/** A partner as stored. */
export interface StoredPartner extends Partner {
  addedAt: Instant;
}

interface PartnerRow {
  id: string;
  name: string;
  requests_a_minute: number;
  added_at: string;
  products: string;
}

const PARTNERS = `SELECT id, name, requests_a_minute, added_at,
  (SELECT json_group_array(product_id ORDER BY product_id) FROM partner_products g WHERE g.partner_id = partners.id) AS products
  FROM partners`;

const toPartner = (row: PartnerRow): StoredPartner => ({
  id: row.id,
  name: row.name,
  products: JSON.parse(row.products) as string[],
  requestsPerMinute: row.requests_a_minute,
  addedAt: row.added_at,
});

/** All partners, in the order of their ids. */
export async function listPartners(database: Database): Promise<StoredPartner[]> {
  const { results } = await database.prepare(`${PARTNERS} ORDER BY id`).all<PartnerRow>();
  return results.map(toPartner);
}

/** One partner; `undefined` where there is none of this id. */
export async function loadPartner(database: Database, id: string): Promise<StoredPartner | undefined> {
  const row = await database.prepare(`${PARTNERS} WHERE id = ?`).bind(id).first<PartnerRow>();
  return row ? toPartner(row) : undefined;
}

/**
 * Adds a partner, or changes one; a product that it has no more is closed to it from now on, and so are the links to it.
 * Throws `invalid-partner` for products that there are none of. Returns whether it is new.
 */
export async function savePartner(
  { database, clock }: Pick<Ports, 'database' | 'clock'>,
  { id, name, products, requestsPerMinute }: Partner,
): Promise<'created' | 'updated'> {
  const given = JSON.stringify(products);
  const { results: unknown } = await database
    .prepare('SELECT value FROM json_each(?) WHERE value NOT IN (SELECT id FROM products)')
    .bind(given)
    .all<{ value: string }>();
  if (unknown.length > 0) {
    const names = unknown.map(({ value }) => value).join(', ');
    throw invalid('The partner', [{ field: 'products', detail: `names what is no product: ${names}` }]);
  }
  const at = toInstant(clock.now());
  const isNew = !(await loadPartner(database, id));
  const statements = [
    // Breaks the transaction where one of the products has ended by now.
    database
      .prepare(
        `INSERT INTO partner_products (partner_id, product_id, granted_at)
         SELECT ?1, NULL, ?2 FROM json_each(?3) WHERE value NOT IN (SELECT id FROM products)`,
      )
      .bind(id, at, given),
    database
      .prepare(
        `INSERT INTO partners (id, name, requests_a_minute, added_at) VALUES (?1, ?2, ?3, ?4)
         ON CONFLICT (id) DO UPDATE SET name = ?2, requests_a_minute = ?3`,
      )
      .bind(id, name, requestsPerMinute, at),
    database
      .prepare(
        'DELETE FROM partner_products WHERE partner_id = ?1 AND product_id NOT IN (SELECT value FROM json_each(?2))',
      )
      .bind(id, given),
    database
      .prepare(
        `INSERT OR IGNORE INTO partner_products (partner_id, product_id, granted_at, granted_after)
         SELECT ?1, p.id, ?2, (SELECT coalesce(max(sequence), 0) FROM product_changes)
         FROM products p WHERE p.id IN (SELECT value FROM json_each(?3))`,
      )
      .bind(id, at, given),
    database
      .prepare(
        `UPDATE partner_keys SET revoked_at = ?1 WHERE partner_id = ?2 AND kind = 'link' AND revoked_at IS NULL
           AND product_id NOT IN (SELECT value FROM json_each(?3))`,
      )
      .bind(at, id, given),
  ];
  await database.batch(statements).catch((cause: Error) => {
    if (!cause.message.includes('NOT NULL constraint failed')) throw cause;
    throw invalid('The partner', [{ field: 'products', detail: 'names one that was ended just now' }]);
  });
  return isNew ? 'created' : 'updated';
}

/**
 * Ends a partner: its keys open nothing from now on. What it was given stays on record, for as long as of everybody.
 * Returns `false` where there was none of this id.
 */
export async function removePartner({ database }: Pick<Ports, 'database'>, id: string): Promise<boolean> {
  if (!(await loadPartner(database, id))) return false;
  await database.batch([
    database
      .prepare(
        `DELETE FROM partner_deliveries WHERE endpoint_id IN (SELECT id FROM partner_endpoints WHERE partner_id = ?)`,
      )
      .bind(id),
    ...['partner_keys', 'partner_products', 'partner_endpoints'].map((table) =>
      database.prepare(`DELETE FROM ${table} WHERE partner_id = ?`).bind(id),
    ),
    database.prepare('DELETE FROM partners WHERE id = ?').bind(id),
  ]);
  return true;
}
