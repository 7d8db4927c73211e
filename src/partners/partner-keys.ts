import { sha256 } from '../domain/digest.ts';
import { type Instant, toInstant } from '../domain/instant.ts';
import type { Database, Ports } from '../domain/ports.ts';
import { Problem } from '../domain/problem.ts';
import type { StoredPartner } from './partner-records.ts';
import { invalid, type KeyRequest } from './partner-request.ts';

/** Enough for a change of keys in several places at once. */
const MAX_KEYS = 20;
/** Crockford's: keys are told over the telephone. */
const LETTERS = '0123456789abcdefghjkmnpqrstvwxyz';
const PREFIX_LENGTH = 10;
const SECRET_LENGTH = 40;

/** What can be seen of a key after it was made. */
export interface PartnerKey {
  /** Its first letters, by which it is known. */
  prefix: string;
  kind: 'api' | 'link';
  /** Of a link: the product that it opens. */
  product?: string;
  note: string;
  madeAt: Instant;
  expiresAt?: Instant;
  revokedAt?: Instant;
}

interface KeyRow {
  prefix: string;
  kind: 'api' | 'link';
  product_id: string | null;
  note: string;
  made_at: string;
  expires_at: string | null;
  revoked_at: string | null;
}

/** `tsp_`, the prefix and the secret: 200 random bits, so that a plain digest keeps it. Read by secret scanners too. */
export const KEY_PATTERN = /^tsp_([0-9a-hjkmnp-tv-z]{10})([0-9a-hjkmnp-tv-z]{40})$/;

/**
 * Makes a key; the answer is the only place where it can ever be read. Throws `invalid-partner` for a link to a product
 * that the partner does not have, and where it has 20 keys that are neither revoked nor expired.
 */
export async function makeKey(
  { database, clock, random }: Pick<Ports, 'database' | 'clock' | 'random'>,
  partner: StoredPartner,
  { note, expiresAt, link }: KeyRequest,
): Promise<PartnerKey & { key: string }> {
  if (link !== undefined && !partner.products.includes(link)) {
    throw invalid('The key', [{ field: 'link', detail: `is none of the partner’s products: ${link}` }]);
  }
  const madeAt = toInstant(clock.now());
  const letters = Array.from(random.bytes(PREFIX_LENGTH + SECRET_LENGTH), (byte) => LETTERS[byte & 31]).join(
    '',
  );
  const prefix = letters.slice(0, PREFIX_LENGTH);
  const key = `tsp_${letters}`;
  const kind = link === undefined ? 'api' : 'link';
  // Counted where it is written: many may ask at once.
  const kept = await database
    .prepare(
      `INSERT INTO partner_keys (prefix, partner_id, kind, product_id, digest, note, made_at, expires_at)
       SELECT ?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8 WHERE (SELECT count(*) FROM partner_keys WHERE partner_id = ?2
         AND revoked_at IS NULL AND (expires_at IS NULL OR expires_at > ?7)) < ${MAX_KEYS} RETURNING prefix`,
    )
    .bind(prefix, partner.id, kind, link ?? null, await sha256(key), note, madeAt, expiresAt ?? null)
    .first();
  if (!kept) {
    throw invalid('The key', [{ field: 'keys', detail: `are ${MAX_KEYS} already; revoke one first` }]);
  }
  const product = link === undefined ? {} : { product: link };
  return { key, prefix, kind, ...product, note, madeAt, ...(expiresAt && { expiresAt }) };
}

/** The keys of a partner, the newest first, those that open nothing any more included. */
export async function listKeys(database: Database, partnerId: string): Promise<PartnerKey[]> {
  const { results } = await database
    .prepare(
      `SELECT prefix, kind, product_id, note, made_at, expires_at, revoked_at FROM partner_keys
       WHERE partner_id = ? ORDER BY made_at DESC, prefix`,
    )
    .bind(partnerId)
    .all<KeyRow>();
  return results.map((row) => ({
    prefix: row.prefix,
    kind: row.kind,
    ...(row.product_id !== null && { product: row.product_id }),
    note: row.note,
    madeAt: row.made_at,
    ...(row.expires_at !== null && { expiresAt: row.expires_at }),
    ...(row.revoked_at !== null && { revokedAt: row.revoked_at }),
  }));
}

/** Ends a key at once; one that has ended stays ended. Throws `not-found` where the partner has no such key. */
export async function revokeKey(
  { database, clock }: Pick<Ports, 'database' | 'clock'>,
  partnerId: string,
  prefix: string,
): Promise<void> {
  const row = await database
    .prepare(
      `UPDATE partner_keys SET revoked_at = coalesce(revoked_at, ?) WHERE partner_id = ? AND prefix = ? RETURNING prefix`,
    )
    .bind(toInstant(clock.now()), partnerId, prefix)
    .first();
  if (!row) throw new Problem('not-found', `The partner ${partnerId} has no key ${prefix.slice(0, 40)}.`);
}

/** Whether a key opens anything at this moment. */
export function isOpen({ expiresAt, revokedAt }: PartnerKey, now: Instant): boolean {
  return revokedAt === undefined && (expiresAt === undefined || expiresAt > now);
}
