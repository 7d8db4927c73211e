import * as z from 'zod/v4';
import { parseInstant, toInstant } from '../domain/instant.ts';
import type { Fetch, Ports } from '../domain/ports.ts';
import { Problem } from '../domain/problem.ts';
import { SOURCE_KINDS, type Source, TEXT_PLACES } from './source.ts';
import { after } from './source-records.ts';

const MAX_TEXT = 2048;
/** Articles from before are not taken unless it is said. */
const SINCE_DAYS = 7;

/** A source as it is added. */
export const sourceFields = z
  .strictObject({
    id: z
      .string()
      .regex(/^[a-z0-9][a-z0-9-]{0,39}$/, 'is 1 to 40 of a-z 0-9 - and begins with a letter or digit')
      .optional()
      .describe('The name of the source in our addresses. Made by the service where none is given.'),
    kind: z.enum(SOURCE_KINDS, `is one of ${SOURCE_KINDS.join(', ')}`),
    address: z
      .string()
      .max(MAX_TEXT)
      .describe(
        'Of the feed, the sitemap, or the site: where WordPress or Ghost is, or articles are heard of.',
      ),
    key: z
      .string()
      .regex(/^[0-9a-f]{26}$/, 'is a Content API key of Ghost: 26 hex digits')
      .optional()
      .describe('Of the Content API, for ghost. Kept sealed, and never shown.'),
    secret: z
      .string()
      .regex(/^[\x21-\x7e]{16,256}$/, 'is 16 to 256 visible ASCII characters')
      .optional()
      .describe('Signs what the source sends. Kept sealed, and never shown.'),
    webhook: z.boolean().optional().describe('Makes a secret, which is shown once.'),
    every: z
      .int()
      .min(1, 'is 1 at least')
      .max(1440, 'is 1440 at most')
      .default(15)
      .describe('Minutes between two polls.'),
    hosts: z
      .array(z.string().regex(/^[a-z0-9.-]{1,253}(?::\d{1,5})?$/, 'is a host name in lower case'))
      .max(20)
      .default([])
      .describe('Hosts that its articles may be on, besides its own and those below it.'),
    since: z
      .string()
      .refine((text) => parseInstant(text) !== undefined, 'is a date like 2026-03-01')
      .optional()
      .describe('For wordpress and ghost: what was changed since is taken. A week back unless said.'),
    text: z
      .enum(TEXT_PLACES, `is one of ${TEXT_PLACES.join(', ')}`)
      .default('auto')
      .describe('For feed: whether the text is in the feed, on the pages, or wherever it seems to be whole.'),
  })
  .meta({ title: 'Source', description: 'Somewhere that articles come from.' });

/**
 * Reads what is to be added. Throws `Problem('invalid-source')` with an error for each field that cannot be taken, and
 * for addresses that nobody is asked at.
 */
export function readSourceRequest(body: string, { clock, random, fetch }: Ports): Source {
  const read = sourceFields.safeParse(parseJson(body));
  if (!read.success) {
    throw invalid(read.error.issues.map(({ path, message }) => ({ field: path.join('.'), detail: message })));
  }
  const { id, kind, address, key, secret, webhook, every, hosts, since, text } = read.data;
  const url = checkAddress(address, fetch);
  if (kind === 'ghost' && !key) throw invalid([{ field: 'key', detail: 'is needed for ghost' }]);
  if (kind !== 'ghost' && key) throw invalid([{ field: 'key', detail: `is of no use for ${kind}` }]);
  const now = clock.now();
  const needsSecret = kind === 'webhook' || webhook === true;
  const signing = secret ?? (needsSecret ? newSecret(random.bytes(32)) : undefined);
  return {
    id: id ?? `${kind}-${Array.from(random.bytes(4), (byte) => byte.toString(16).padStart(2, '0')).join('')}`,
    kind,
    address: url.href,
    host: url.host,
    settings: {
      everyMinutes: every,
      hosts,
      since: (since && parseInstant(since)) || after(now, -SINCE_DAYS * 24 * 60 * 60),
      text,
    },
    ...(key && { key }),
    ...(signing && { secret: signing }),
    addedAt: toInstant(now),
    ...(kind !== 'webhook' && { nextAt: toInstant(now) }),
    cursor: {},
    failures: 0,
  };
}

function checkAddress(address: string, fetch: Fetch): URL {
  const url = URL.parse(address);
  if (!url) throw invalid([{ field: 'address', detail: 'is an absolute address' }]);
  url.hash = '';
  const refusal = fetch.refusalOf(url.href);
  if (refusal) {
    throw invalid([
      { field: 'address', detail: 'is an https address of a public server, without a password' },
    ]);
  }
  return url;
}

/** As Standard Webhooks has them: 32 random bytes. */
function newSecret(bytes: Uint8Array): string {
  return `whsec_${btoa(String.fromCharCode(...bytes))}`;
}

function invalid(errors: { field: string; detail: string }[]): Problem {
  const fields = errors.map(({ field, detail }) => `${field || 'The body'} ${detail}`).join('; ');
  return new Problem('invalid-source', `The source cannot be taken: ${fields}.`, { errors });
}

function parseJson(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch (cause) {
    throw new Problem('invalid-json', 'The body cannot be parsed as JSON.', { cause });
  }
}
