import * as z from 'zod/v4';
import {
  PICTURE_RIGHTS,
  type PictureRights,
  PUBLISHER_STATUSES,
  type PublisherStatus,
} from '../domain/article.ts';
import { parseInstant } from '../domain/instant.ts';
import { cleanLanguage } from '../domain/language.ts';
import { LIMITS } from './limits.ts';
import { schemaProblem } from './schema-problem.ts';
import { isBlankText } from './visible-text.ts';
import { webUrl } from './web-url.ts';

/** What a publisher states outright about an article. Every field is optional; a stated one beats every guess. */
export interface GivenFields {
  url?: string | undefined;
  title?: string | undefined;
  dek?: string | undefined;
  section?: string | undefined;
  authors?: (string | { name: string; url?: string | undefined })[] | undefined;
  tags?: string[] | undefined;
  language?: string | undefined;
  publishedAt?: string | undefined;
  updatedAt?: string | undefined;
  image?: GivenImage | undefined;
  rights?: string | undefined;
  licence?: string | undefined;
  pictureRights?: PictureRights | undefined;
  source?: { name: string; url?: string | undefined; feed?: string | undefined } | undefined;
  status?: PublisherStatus | undefined;
  embargoUntil?: string | undefined;
}

interface GivenImage {
  url: string;
  alt?: string | undefined;
  credit?: string | undefined;
  width?: number | undefined;
  height?: number | undefined;
}

const words = (limit: number) =>
  z
    .string()
    .max(limit, `may have ${limit} characters at most`)
    .refine((text) => !isBlankText(text), 'must not be blank: nothing of it would be seen');
const address = () =>
  z
    .string()
    .refine(
      (text) => webUrl(text) !== undefined,
      `must be an absolute http or https URL of at most ${LIMITS.url} characters`,
    )
    .meta({ format: 'uri' });
const moment = () =>
  z
    .string()
    .refine(
      (text) => parseInstant(text) !== undefined,
      'must be a date like 2024-05-31 or 2024-05-31T09:30:00+02:00',
    )
    .meta({ examples: ['2024-05-31T09:30:00+02:00', '2024-05-31'] });
const pixels = () =>
  z
    .int('must be a whole number of pixels')
    .min(1, 'must be 1 at least')
    .max(100_000, 'may be 100000 at most');
const many = <Item extends z.ZodType>(item: Item) =>
  z.array(item).max(LIMITS.items, `may be ${LIMITS.items} at most`);

const author = z.union([
  words(LIMITS.name),
  z.strictObject({
    name: words(LIMITS.name),
    url: address().optional().describe('A page about the author.'),
  }),
]);

/** The fields of `givenFields`, for schemas that hold more than these. */
export const GIVEN_SHAPE = {
  url: address().optional().describe("The article's canonical address on the publisher's own site."),
  title: words(LIMITS.title).optional().describe('The headline, as plain text.'),
  dek: words(LIMITS.dek).optional().describe('The paragraph under the headline, as plain text.'),
  section: words(LIMITS.name).optional().describe('The section of the paper: International, Sport.'),
  authors: many(author).optional().describe('In the order of the byline: a name, or a name and an address.'),
  tags: many(words(LIMITS.name)).optional().describe('Keywords.'),
  language: z
    .string()
    .max(35, 'may have 35 characters at most')
    .refine((code) => cleanLanguage(code) !== undefined, 'must be a language tag (BCP 47) like fr or pt-BR')
    .optional()
    .describe('The language of the text, as BCP 47 has it.'),
  publishedAt: moment()
    .optional()
    .describe(
      'When it was first published (RFC 3339); a day alone is midnight UTC. In the future: it is embargoed until then.',
    ),
  updatedAt: moment().optional().describe('When its words last changed (RFC 3339).'),
  image: z
    .strictObject({
      url: address().describe('Where the picture is.'),
      alt: words(LIMITS.alt).optional().describe('What the picture shows, for those who do not see it.'),
      credit: words(LIMITS.credit).optional().describe('Who made it, as it has to be printed.'),
      width: pixels().optional().describe('In pixels.'),
      height: pixels().optional().describe('In pixels.'),
    })
    .optional()
    .describe('The main picture.'),
  rights: words(LIMITS.rights).optional().describe('The copyright notice, as it has to be printed.'),
  licence: address().optional().describe('The address of the licence that others may use it under.'),
  pictureRights: z
    .enum(PICTURE_RIGHTS, `must be one of ${PICTURE_RIGHTS.join(', ')}`)
    .optional()
    .describe(
      'syndicate: partners may have its pictures, the main one and those in the body. own-use, as where it is left out: they may not.',
    ),
  source: z
    .strictObject({
      name: words(LIMITS.name).describe('The publication.'),
      url: address().optional().describe('The article there, or the publication.'),
      feed: address().optional().describe('The feed it came from.'),
    })
    .optional()
    .describe('Whose article it is, where it was taken over from another publication.'),
  status: z
    .enum(PUBLISHER_STATUSES, `must be one of ${PUBLISHER_STATUSES.join(', ')}`)
    .optional()
    .describe(
      'usable; withheld: shown to nobody until it is usable again; canceled: withdrawn, as by DELETE. Stays as it was where it is left out.',
    ),
  embargoUntil: moment()
    .optional()
    .describe(
      'Shown to nobody before (RFC 3339), then opened by itself. Stays as it was where it is left out; a time that is over ends it.',
    ),
};

/** What may be stated outright; the schema behind query, JSON and front matter. */
export const givenFields: z.ZodType<GivenFields> = z.strictObject(GIVEN_SHAPE);

/** Names in a query that may be given once, and those that may be given again and again. */
const SINGLE = [
  'url',
  'title',
  'dek',
  'section',
  'language',
  'publishedAt',
  'updatedAt',
  'rights',
  'licence',
  'pictureRights',
  'status',
  'embargoUntil',
];
/** Those that make up an object. */
const PARTS: Record<string, [field: string, part: string]> = {
  image: ['image', 'url'],
  imageAlt: ['image', 'alt'],
  imageCredit: ['image', 'credit'],
  source: ['source', 'name'],
  sourceUrl: ['source', 'url'],
  sourceFeed: ['source', 'feed'],
};
const REPEATED: Record<string, string> = { author: 'authors', tag: 'tags' };

/**
 * Reads the fields stated in an address: `title dek section url language publishedAt updatedAt image imageAlt
 * imageCredit rights licence pictureRights source sourceUrl sourceFeed status embargoUntil` once each, `author` and
 * `tag` any number of times.
 * Throws `Problem('invalid-article')` for any other name, a name given twice, and every value the schema refuses.
 */
export function readGivenFromQuery(query: URLSearchParams): GivenFields {
  const fields: Record<string, unknown> = {};
  const errors: { field: string; detail: string }[] = [];
  for (const name of new Set(query.keys())) {
    const values = query.getAll(name);
    const list = Object.hasOwn(REPEATED, name) ? REPEATED[name] : undefined;
    const [whole, part] = (Object.hasOwn(PARTS, name) && PARTS[name]) || [];
    if (list) fields[list] = values;
    else if (!whole && !SINGLE.includes(name))
      errors.push({ field: name, detail: 'is not a field of an article' });
    else if (values.length > 1) errors.push({ field: name, detail: 'may be given once' });
    else if (whole && part) fields[whole] = { ...(fields[whole] as object | undefined), [part]: values[0] };
    else fields[name] = values[0];
  }
  const result = givenFields.safeParse(fields);
  if (result.success && errors.length === 0) return result.data;
  throw schemaProblem('The query', result.error?.issues ?? [], errors);
}
