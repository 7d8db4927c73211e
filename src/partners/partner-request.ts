import * as z from 'zod/v4';
import { slug } from '../domain/feed.ts';
import { type Instant, parseInstant } from '../domain/instant.ts';
import { PRODUCT_PROFILES, type Product, type ProductTopic } from '../domain/partner.ts';
import { Problem } from '../domain/problem.ts';

const KINDS = ['section', 'tag', 'author', 'lang'] as const;
const MAX_YEAR_MINUTES = 525_600;
/** They stand where an id could: `/partners/articles`. */
const RESERVED = ['articles', 'endpoints', 'feeds', 'links', 'pictures', 'products', 'report'];

const topic = z
  .string()
  .max(320)
  .transform((text, context): ProductTopic => {
    const [kind = '', ...rest] = text.split('/');
    const name = slug(rest.join('/'));
    const known = KINDS.find((one) => one === kind);
    if (known && name) return `${known}/${name}`;
    context.addIssue('is section/…, tag/…, author/… or lang/… with a name, such as section/sport');
    return z.NEVER;
  });
const topics = z
  .array(topic)
  .max(50, 'has 50 topics at most')
  .default([])
  .transform((list) => [...new Set(list)].sort());

/** A product as `PUT /partners/products/{id}` takes it. */
export const productFields = z
  .strictObject({
    name: z.string().trim().min(1, 'is missing').max(120, 'has 120 characters at most'),
    permit: topics.describe('Of each kind that is named an article needs one. Nothing named: everything.'),
    block: topics.describe('An article of any of these is left out, whatever is permitted.'),
    rights: z
      .strictObject({
        text: z.enum(['full', 'summary'], 'is full or summary').default('full'),
        pictures: z
          .enum(['all', 'cleared', 'none'], 'is all, cleared or none')
          .default('cleared')
          .describe('cleared: those of articles whose pictureRights is syndicate.'),
        uncleared: z
          .enum(['leave-out-picture', 'leave-out-article'], 'is leave-out-picture or leave-out-article')
          .default('leave-out-picture'),
        territories: z.string().trim().max(500).optional(),
        licence: z.string().trim().max(1000).optional(),
      })
      .prefault({}),
    profile: z
      .enum(PRODUCT_PROFILES, `is one of ${PRODUCT_PROFILES.join(', ')}`)
      .default('generic')
      .describe('The form of its feeds.'),
    embargoMinutes: z
      .int('is a number of minutes')
      .min(0, 'is 0 at least')
      .max(MAX_YEAR_MINUTES, 'is a year at most: 525600')
      .default(0)
      .describe('The partner has an article so long after it was first public.'),
  })
  .meta({ title: 'Product', description: 'What a partner may take, and on which terms.' });

/** A partner as `PUT /partners/{id}` takes it. */
export const partnerFields = z
  .strictObject({
    name: z.string().trim().min(1, 'is missing').max(120, 'has 120 characters at most'),
    products: z
      .array(z.string().max(40))
      .max(20, 'has 20 products at most')
      .default([])
      .transform((ids) => [...new Set(ids)].sort())
      .describe('The ids of the products it may take.'),
    requestsPerMinute: z
      .int('is a number')
      .min(1, 'is 1 at least')
      .max(6000, 'is 6000 at most')
      .default(60)
      .describe('With each of its keys.'),
  })
  .meta({ title: 'Partner', description: 'Who takes articles.' });

/** A key as `POST /partners/{id}/keys` takes it. */
export const keyFields = z
  .strictObject({
    note: z
      .string()
      .trim()
      .max(120, 'has 120 characters at most')
      .default('')
      .describe('For you: where it is used.'),
    expiresAt: z
      .string()
      .transform((text, context): Instant => {
        const instant = parseInstant(text);
        if (instant) return instant;
        context.addIssue('is a date like 2027-01-31');
        return z.NEVER;
      })
      .optional(),
    link: z
      .string()
      .max(40)
      .optional()
      .describe(
        'A product: the key then opens its feeds by their address alone, for readers that send no header.',
      ),
  })
  .meta({ title: 'PartnerKey', description: 'What a partner proves by who it is.' });

/** Reads a product; throws `Problem('invalid-partner')` with an error for each field that cannot be taken. */
export function readProduct(id: string, body: string): Product {
  const { name, permit, block, rights, profile, embargoMinutes } = read('The product', productFields, body);
  const { territories, licence, ...terms } = rights;
  const words = { ...(territories && { territories }), ...(licence && { licence }) };
  return { id: checkId(id), name, permit, block, rights: { ...terms, ...words }, profile, embargoMinutes };
}

/** A partner without its keys. */
export interface Partner {
  id: string;
  name: string;
  products: string[];
  requestsPerMinute: number;
}

/** Reads a partner; throws `Problem('invalid-partner')`. */
export function readPartner(id: string, body: string): Partner {
  return { id: checkId(id), ...read('The partner', partnerFields, body) };
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
  const { note, expiresAt, link } = read('The key', keyFields, body.trim() === '' ? '{}' : body);
  if (expiresAt && expiresAt <= now) throw invalid('The key', [{ field: 'expiresAt', detail: 'is over' }]);
  return { note, ...(expiresAt && { expiresAt }), ...(link && { link }) };
}

function checkId(id: string): string {
  if (/^[a-z0-9][a-z0-9-]{0,39}$/.test(id) && !RESERVED.includes(id)) return id;
  const rule = `is 1 to 40 of a-z 0-9 - and begins with a letter or digit; it is none of ${RESERVED.join(', ')}`;
  throw invalid('The address', [{ field: 'id', detail: rule }]);
}

function read<T>(place: string, fields: z.ZodType<T>, body: string): T {
  const parsed = fields.safeParse(parseJson(body));
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
