import { equalInConstantTime, sha256 } from '../domain/digest.ts';
import { toInstant } from '../domain/instant.ts';
import type { Product } from '../domain/partner.ts';
import { Problem } from '../domain/problem.ts';
import type { Reader } from '../store/public-reads.ts';
import type { KeyAllowances } from './key-allowance.ts';
import { KEY_PATTERN } from './partner-keys.ts';
import { NEXT_RELEASE, releaseDue } from './releases.ts';

/** Who asks, and what may be given to them. */
export interface Access {
  partnerId: string;
  partnerName: string;
  /** The first letters of the key. */
  prefix: string;
  products: Product[];
  /** How much of the key's minute is left, after this request. */
  allowance: Allowance;
}

/** Requests of a key in one minute. */
export interface Allowance {
  limit: number;
  remaining: number;
  /** Until the next minute begins. */
  resetSeconds: number;
}

interface AccessRow {
  partner_id: string;
  name: string;
  digest: string;
  requests_a_minute: number;
  /** A list of products, as JSON. */
  products: string;
  next_release: string;
}

/** A key that is none is told no more than one that is over: who holds it is not told which of the two it is. */
const REFUSED = 'This key opens nothing here: it is none of ours, or was revoked, or has expired.';

const ACCESS = `SELECT k.partner_id, p.name, k.digest, p.requests_a_minute,
    (SELECT json_group_array(json(d.content)) FROM partner_products g JOIN products d ON d.id = g.product_id
     WHERE g.partner_id = k.partner_id AND (k.product_id IS NULL OR k.product_id = d.id)) AS products,
    ${NEXT_RELEASE} AS next_release
  FROM partner_keys k JOIN partners p ON p.id = k.partner_id
  WHERE k.prefix = ? AND k.kind = ? AND k.revoked_at IS NULL AND (k.expires_at IS NULL OR k.expires_at > ?)`;

/** The key in an `Authorization` header (RFC 6750 §2.1). Throws `partner-key-refused` where there is none. */
export function keyIn(authorization: string | undefined): string {
  const key = /^Bearer +([\x21-\x7e]{1,200}) *$/i.exec(authorization?.slice(0, 300) ?? '')?.[1];
  if (key) return key;
  throw new Problem('partner-key-refused', 'Send the partner key: Authorization: Bearer tsp_….');
}

/**
 * Lets a key in, counts the request, and opens what is due by now: what is read next is the whole truth of this moment.
 * One read, and now and then a write. Throws `partner-key-refused`, or `too-many-requests` once the minute's requests are used up.
 */
export async function openAccess(
  ports: Reader,
  allowances: KeyAllowances,
  key: string,
  kind: 'api' | 'link',
): Promise<Access> {
  const { database, clock } = ports;
  const now = clock.now();
  const prefix = KEY_PATTERN.exec(key)?.[1] ?? '';
  const [row, digest] = await Promise.all([
    database.prepare(ACCESS).bind(prefix, kind, toInstant(now)).first<AccessRow>(),
    sha256(key),
  ]);
  const isTheirs = equalInConstantTime(digest, row?.digest ?? '0'.repeat(64));
  if (!row || !isTheirs) throw new Problem('partner-key-refused', REFUSED);
  const limit = row.requests_a_minute;
  const remaining = await allowances.take(database, prefix, limit, now);
  const allowance = { limit, remaining: Math.max(0, remaining), resetSeconds: 60 - now.getUTCSeconds() };
  if (remaining < 0) throw new TooManyRequests(allowance);
  await releaseDue(ports, row.next_release);
  return {
    partnerId: row.partner_id,
    partnerName: row.name,
    prefix,
    products: JSON.parse(row.products) as Product[],
    allowance,
  };
}

/**
 * What a link opens, by its first letters: for what was begun with the whole key and goes on without it. Opens what is
 * due by now. `undefined` where the key or the product is theirs no more.
 */
export async function findLink(
  ports: Reader,
  prefix: string,
  productId: string,
): Promise<{ partnerId: string; product: Product } | undefined> {
  const row = await ports.database
    .prepare(`${ACCESS} AND k.product_id = ?`)
    .bind(prefix, 'link', toInstant(ports.clock.now()), productId)
    .first<AccessRow>();
  const [product] = row ? (JSON.parse(row.products) as Product[]) : [];
  if (!row || !product) return undefined;
  await releaseDue(ports, row.next_release);
  return { partnerId: row.partner_id, product };
}

/** The refusal of a key that asks too often, with what to say of it in the answer's headers. */
export class TooManyRequests extends Problem {
  readonly allowance: Allowance;

  constructor(allowance: Allowance) {
    const { limit, resetSeconds } = allowance;
    super(
      'too-many-requests',
      `This key has ${limit} requests a minute; the next begins in ${resetSeconds} s.`,
    );
    this.allowance = allowance;
  }
}

/**
 * What is left, in the headers of draft-ietf-httpapi-ratelimit-headers-10; where nothing is, with `Retry-After`
 * (RFC 9110 §10.2.3).
 */
export function allowanceHeaders({ limit, remaining, resetSeconds }: Allowance): Record<string, string> {
  return {
    'RateLimit-Policy': `"key";q=${limit};w=60`,
    RateLimit: `"key";r=${remaining};t=${resetSeconds}`,
    ...(remaining === 0 && { 'Retry-After': String(resetSeconds) }),
  };
}

/** The product of this name among those that the key opens. Throws `not-found`: which others there are is not told. */
export function productOf({ products }: Access, id: string): Product {
  const product = products.find((one) => one.id === id);
  if (product) return product;
  throw new Problem('not-found', `Your contract has no product ${JSON.stringify(id.slice(0, 60))}.`);
}
