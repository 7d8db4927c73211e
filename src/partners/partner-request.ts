import type * as z from 'zod/v4';
import type { Instant } from '../domain/instant.ts';
import type { Product } from '../domain/partner.ts';
import { Problem } from '../domain/problem.ts';
import { keyFields, partnerFields, productFields } from './partner-fields.ts';

/** They stand where an id could: `/partners/articles`. */
const RESERVED = ['articles', 'endpoints', 'feeds', 'links', 'pictures', 'products', 'report'];

/**
 * Reads a product; with `before`, what is to be changed of it. What our own answers say besides may be sent back. Throws
 * `Problem('invalid-partner')` with an error for each field that cannot be taken.
 */
export function readProduct(id: string, body: string, before?: Product): Product {
  const { changedAt: _, leftOut: __, ...sent } = ownFields(id, body);
  const rights = sent.rights === undefined || !isObject(sent.rights) ? {} : sent.rights;
  const whole = before ? { ...changeable(before), ...sent, rights: { ...before.rights, ...rights } } : sent;
  const wanted = read('The product', productFields, whole);
  return productOf(checkId(id), wanted);
}

function changeable({ id: _, ...fields }: Product): Omit<Product, 'id'> {
  return fields;
}

function productOf(id: string, wanted: z.infer<typeof productFields>): Product {
  const { name, permit, block, rights, profile, embargoMinutes } = wanted;
  const { territories, licence, ...terms } = rights;
  const words = { ...(territories && { territories }), ...(licence && { licence }) };
  return { id, name, permit, block, rights: { ...terms, ...words }, profile, embargoMinutes };
}

/** A partner without its keys. */
export interface Partner {
  id: string;
  name: string;
  products: string[];
  requestsPerMinute: number;
}

/** Reads a partner; with `before`, what is to be changed of it. Throws `Problem('invalid-partner')`. */
export function readPartner(id: string, body: string, before?: Partner): Partner {
  const { addedAt: _, keys: __, ...sent } = ownFields(id, body);
  const { name, products, requestsPerMinute } = before ?? {};
  const whole = before ? { name, products, requestsPerMinute, ...sent } : sent;
  return { id: checkId(id), ...read('The partner', partnerFields, whole) };
}

/** The fields of a body, without the id where it is that of the address. */
function ownFields(id: string, body: string): Record<string, unknown> {
  const sent = parseJson(body);
  if (!isObject(sent)) throw invalid('The body', [{ field: '', detail: 'is a JSON object' }]);
  if (sent.id !== id) return sent;
  const { id: _, ...fields } = sent;
  return fields;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** What a new key is to be. */
export interface KeyRequest {
  note: string;
  expiresAt?: Instant;
  /** The product whose feeds it opens by their address. */
  link?: string;
}

/** Reads a request for a key; throws `Problem('invalid-partner')`, also for one that would have expired. */
export function readKeyRequest(body: string, now: Instant): KeyRequest {
  const { note, expiresAt, link } = read('The key', keyFields, parseJson(body.trim() === '' ? '{}' : body));
  if (expiresAt && expiresAt <= now) throw invalid('The key', [{ field: 'expiresAt', detail: 'is over' }]);
  return { note, ...(expiresAt && { expiresAt }), ...(link && { link }) };
}

function checkId(id: string): string {
  if (/^[a-z0-9][a-z0-9-]{0,39}$/.test(id) && !RESERVED.includes(id)) return id;
  const rule = `is 1 to 40 of a-z 0-9 - and begins with a letter or digit; it is none of ${RESERVED.join(', ')}`;
  throw invalid('The address', [{ field: 'id', detail: rule }]);
}

function read<T>(place: string, fields: z.ZodType<T>, sent: unknown): T {
  const parsed = fields.safeParse(sent);
  if (parsed.success) return parsed.data;
  const errors = parsed.error.issues.flatMap((issue) =>
    issue.code === 'unrecognized_keys'
      ? issue.keys.map((key) => ({
          field: [...issue.path, key.slice(0, 60)].join('.'),
          detail: 'is no field of it',
        }))
      : [{ field: issue.path.join('.').slice(0, 200), detail: issue.message }],
  );
  throw invalid(place, errors.slice(0, 50));
}

/** `Problem('invalid-partner')` with these errors, of which the detail tells all. */
export function invalid(place: string, errors: { field: string; detail: string }[]): Problem {
  const words = errors.map(({ field, detail }) => `${field || 'the body'} ${detail}`).join('; ');
  return new Problem('invalid-partner', `${place} cannot be taken: ${words.slice(0, 1000)}.`, { errors });
}

function parseJson(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch (cause) {
    throw new Problem('invalid-json', 'The body cannot be parsed as JSON.', { cause });
  }
}
