import * as z from 'zod/v4';
import type { Config } from './domain/config.ts';
import { cleanLanguage } from './domain/language.ts';
import { type Theme, themeOf } from './domain/theme.ts';

const RESOLVABLE = ['x', 'x-syndication', 'bluesky', 'mastodon'] as const;

const colour = z
  .string()
  .regex(/^(?:#[0-9a-f]{6})?$/i, 'is a colour, such as #c8102e')
  .default('');

/** An http address, or nothing. `what` it is goes into the message. */
function addressOf(what: string) {
  return z
    .string()
    .refine((text) => text === '' || /^https?:$/.test(URL.parse(text)?.protocol ?? ''), what)
    .default('');
}

const settings = z.object({
  PUBLIC_URL: z
    .url({ protocol: /^https?$/, error: 'is the address the world uses, such as https://feeds.example.org' })
    .refine(
      (text) => /^\/?$/.test(URL.parse(text)?.pathname ?? ''),
      'is scheme and host only, without a path',
    )
    .transform((text) => new URL(text).origin),
  PUBLICATION_NAME: z.string().trim().min(1, 'is the name readers know the publication by').max(120),
  PUBLICATION_DESCRIPTION: z.string().trim().max(500).default(''),
  PUBLICATION_LANGUAGE: z
    .string()
    .default('en')
    .transform((code, context) => {
      const language = cleanLanguage(code);
      if (language) return language;
      context.addIssue('is a language code, such as fr or pt-BR');
      return z.NEVER;
    }),
  TAG_AUTHORITY: z
    .string()
    .regex(
      /^[a-z0-9.-]+,\d{4}(-\d{2}){0,2}$/,
      'is a domain and a year it was yours, such as example.org,2026',
    ),
  THEME_SCHEME: z.enum(['light', 'dark'], { error: 'is light or dark' }).default('light'),
  THEME_ACCENT: colour,
  THEME_BACKGROUND: colour,
  THEME_FONT: z.enum(['sans', 'serif'], { error: 'is sans or serif' }).default('sans'),
  THEME_LOGO: addressOf('is the whole address of a picture, such as https://news.example/logo.png'),
  ON_DELETED: z
    .enum(['keep', 'mark', 'redact', 'remove'], { error: 'is keep, mark, redact or remove' })
    .default('mark'),
  RESOLVE: z
    .string()
    .default('')
    .transform((list) => list.split(/[\s,]+/).filter(Boolean))
    .pipe(z.array(z.enum(RESOLVABLE, { error: `is a list of ${RESOLVABLE.join(', ')}` }))),
  BLUESKY_APP_VIEW: z
    .url({ protocol: /^https$/, error: 'is the https address of an AppView' })
    .default('https://public.api.bsky.app'),
  HUB_CALLBACKS: z.enum(['public', 'loopback'], { error: 'is public or loopback' }).default('public'),
  OUTSIDE_HUB: addressOf('is the address of a WebSub hub, such as https://hub.example'),
  FRONT_ORIGIN: addressOf('is the address of the site’s own server, such as https://origin.news.example')
    .refine(
      (text) => /^\/?$/.test(URL.parse(text)?.pathname ?? ''),
      'is scheme and host only, without a path',
    )
    .transform((text) => URL.parse(text)?.origin ?? ''),
  FRONT_SKIP: z
    .string()
    .default('')
    .transform((list) => list.split(/[\s,]+/).filter(Boolean))
    .pipe(z.array(z.string().startsWith('/', 'is a list of how paths begin, such as /account/'))),
  FRONT_HOSTS: z
    .string()
    .default('')
    .transform((list) =>
      list
        .toLowerCase()
        .split(/[\s,]+/)
        .filter(Boolean),
    )
    .pipe(
      z.array(
        z
          .string()
          .regex(/^[^/:]+(?::\d+)?$/, 'is a list of host names without https://, such as www.news.example'),
      ),
    ),
  LOG: z.enum(['errors', 'requests'], { error: 'is errors or requests' }).default('errors'),
  PARTNER_RECORD_DAYS: z.coerce
    .number({ error: 'is a number of days' })
    .int('is a number of days')
    .min(30, 'is 30 at least')
    .max(3650, 'is 3650 at most')
    .default(400),
  SECRETS_KEY: z
    .string()
    .regex(/^(?:[0-9a-f]{64})?$/i, 'is 64 hexadecimal digits, such as openssl rand -hex 32 makes')
    .default(''),
  TOKEN_SHA256: z
    .string()
    .default('')
    .transform((list) => list.split(/[\s,]+/).filter(Boolean))
    .pipe(
      z.array(
        z.string().regex(/^[0-9a-f]{64}$/, 'is a list of SHA-256 digests, 64 lower-case hex digits each'),
      ),
    ),
});

/** The names of all settings that are read here. */
export const SETTING_NAMES: readonly string[] = Object.keys(settings.shape);

/**
 * Reads the settings from a runtime's strings. This is the only place that knows a setting's name.
 * Throws an `Error` that names every setting that cannot be used and what it should be.
 */
export function readConfig(strings: Record<string, unknown>): Config {
  const read = settings.safeParse(strings);
  if (!read.success) {
    throw unusable(read.error.issues.map((issue) => `${String(issue.path[0])} ${issue.message}`));
  }
  const { data } = read;
  return {
    publicUrl: data.PUBLIC_URL,
    publication: {
      name: data.PUBLICATION_NAME,
      description: data.PUBLICATION_DESCRIPTION,
      language: data.PUBLICATION_LANGUAGE,
    },
    tagAuthority: data.TAG_AUTHORITY,
    theme: readTheme(data),
    onDeleted: data.ON_DELETED,
    resolve: {
      x: data.RESOLVE.includes('x'),
      xSyndication: data.RESOLVE.includes('x-syndication'),
      bluesky: data.RESOLVE.includes('bluesky'),
      mastodon: data.RESOLVE.includes('mastodon'),
      blueskyAppView: new URL(data.BLUESKY_APP_VIEW).origin,
    },
    hub: { callbacks: data.HUB_CALLBACKS, ...(data.OUTSIDE_HUB && { outside: data.OUTSIDE_HUB }) },
    ...(data.FRONT_ORIGIN && { front: readFront(data) }),
    partnerRecordDays: data.PARTNER_RECORD_DAYS,
    tokenDigests: data.TOKEN_SHA256,
    log: data.LOG,
    ...(data.SECRETS_KEY && { secretsKey: data.SECRETS_KEY }),
  };
}

function readFront(data: z.infer<typeof settings>): NonNullable<Config['front']> {
  const { FRONT_ORIGIN: origin, FRONT_SKIP: skip, FRONT_HOSTS: hosts } = data;
  return { origin, skip, hosts: hosts.length > 0 ? hosts : [new URL(origin).host] };
}

function readTheme(data: z.infer<typeof settings>): Theme {
  try {
    return themeOf({
      scheme: data.THEME_SCHEME,
      font: data.THEME_FONT,
      ...(data.THEME_ACCENT && { accent: data.THEME_ACCENT }),
      ...(data.THEME_BACKGROUND && { background: data.THEME_BACKGROUND }),
      ...(data.THEME_LOGO && { logo: data.THEME_LOGO }),
    });
  } catch (error) {
    if (error instanceof RangeError) throw unusable([`THEME_BACKGROUND: ${error.message}`]);
    throw error;
  }
}

function unusable(lines: string[]): Error {
  return new Error(`settings that cannot be used:\n${lines.map((line) => `  ${line}`).join('\n')}`);
}
