import * as z from 'zod/v4';
import { slug } from '../domain/feed.ts';
import { type Instant, parseInstant } from '../domain/instant.ts';
import { PRODUCT_PROFILES, type ProductTopic } from '../domain/partner.ts';

const KINDS = ['section', 'tag', 'author', 'lang'] as const;
const MAX_YEAR_MINUTES = 525_600;
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
/** A name as it stands in feeds and forms: one line, without signs that turn what follows around. */
const line = (max: number) =>
  z
    .string()
    .trim()
    .max(max, `has ${max} characters at most`)
    .regex(/^[^\p{Cc}\p{Cs}\u202a-\u202e\u2066-\u2069]*$/u, 'has signs that no name may have');
const topics = z
  .array(topic)
  .max(50, 'has 50 topics at most')
  .default([])
  .transform((list) => [...new Set(list)].sort());

/** A product as `PUT /partners/products/{id}` takes it. */
export const productFields = z
  .strictObject({
    name: line(120).min(1, 'is missing'),
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
        territories: line(500).optional(),
        licence: line(1000).optional(),
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
    name: line(120).min(1, 'is missing'),
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
