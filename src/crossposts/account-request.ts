import * as z from 'zod/v4';
import type { Fetch } from '../domain/ports.ts';
import { type FieldError, Problem } from '../domain/problem.ts';
import type { AccountSettings } from './account.ts';
import { DEFAULT_TEMPLATE, TEMPLATE_FIELDS } from './post-text.ts';

const DEFAULT_SERVICE = 'https://bsky.social';
const MAX_NAMES = 50;

const names = (of: string) =>
  z
    .array(z.string().min(1).max(200))
    .max(MAX_NAMES)
    .default([])
    .describe(`Only articles ${of} are posted, where any are named.`);

/** The account as it is set. */
export const accountFields = z
  .strictObject({
    service: z
      .string()
      .max(500)
      .default(DEFAULT_SERVICE)
      .describe('The server that the account logs in at. https://bsky.social for most accounts of Bluesky.'),
    identifier: z
      .string()
      .min(3, 'is a handle such as news.example, a DID or an e-mail address')
      .max(256, 'has 256 characters at most')
      .describe('The handle of the account, its DID, or its e-mail address.'),
    appPassword: z
      .string()
      .min(1, 'is an app password of the account')
      .max(200, 'has 200 characters at most')
      .optional()
      .describe(
        'Made in the settings of the account. Stored sealed, and never shown. May be left out to keep it.',
      ),
    template: z
      .string()
      .max(1000, 'has 1,000 characters at most')
      .refine((text) => text.trim() !== '', 'says something')
      .refine(hasKnownPlaces, `knows ${TEMPLATE_FIELDS.map((field) => `{${field}}`).join(' ')}`)
      .default(DEFAULT_TEMPLATE)
      .describe('The text of a post: {title} {dek} {section} {author} {tags} {url}.'),
    languages: z
      .array(z.string().regex(/^[A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8}){0,5}$/, 'is a language such as fr'))
      .max(MAX_NAMES)
      .default([])
      .describe('Only articles in one of these languages are posted, where any are named.'),
    sections: names('of these sections'),
    tags: names('with one of these tags'),
    enabled: z
      .boolean()
      .default(true)
      .describe('false: nothing new is posted; what is there is still corrected and deleted.'),
    documents: z
      .boolean()
      .default(true)
      .describe(
        'false: no record of standard.site, which holds the words of the article, stands beside a post.',
      ),
  })
  .meta({ title: 'CrosspostAccount', description: 'The account that articles are posted by.' });

/** What was asked for. */
export interface AccountRequest {
  service: string;
  identifier: string;
  appPassword?: string;
  settings: AccountSettings;
}

/**
 * Reads the account that is to be set. Throws `Problem('invalid-crosspost-account')` with an error for each field that
 * cannot be taken, and for a server that nobody is asked at; `Problem('invalid-json')`.
 */
export function readAccountRequest(body: string, fetch: Fetch): AccountRequest {
  const read = accountFields.safeParse(parseJson(body));
  if (!read.success) {
    throw invalidAccount(
      read.error.issues.map(({ path, message }) => ({ field: path.join('.'), detail: message })),
    );
  }
  const { service, identifier, appPassword, ...settings } = read.data;
  const url = URL.parse(service);
  if (url?.pathname !== '/' || url.search || url.hash || fetch.refusalOf(url.href)) {
    throw invalidAccount([
      { field: 'service', detail: 'is an https address of a public server, without a path' },
    ]);
  }
  return {
    service: url.origin,
    identifier: identifier.trim().replace(/^@/, ''),
    ...(appPassword && { appPassword }),
    settings,
  };
}

/** A refusal of the account that names its fields. */
export function invalidAccount(errors: FieldError[]): Problem {
  const fields = errors.map(({ field, detail }) => `${field || 'The body'} ${detail}`).join('; ');
  return new Problem('invalid-crosspost-account', `The account cannot be set: ${fields}.`, { errors });
}

function hasKnownPlaces(template: string): boolean {
  const places = template.match(/\{[^{}\n]{0,40}\}/g) ?? [];
  return places.every((place) => TEMPLATE_FIELDS.some((field) => place === `{${field}}`));
}

function parseJson(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch (cause) {
    throw new Problem('invalid-json', 'The body cannot be parsed as JSON.', { cause });
  }
}
