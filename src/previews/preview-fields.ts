import * as z from 'zod/v4';
import type { Config } from '../domain/config.ts';
import { cleanLanguage, directionOf } from '../domain/language.ts';
import { type FieldError, Problem } from '../domain/problem.ts';
import { type Brand, type Theme, themeOf } from '../domain/theme.ts';
import type { PreviewCard } from './card.ts';

/** More than any picture has room for; what is longer is a mistake. */
const line = (longest: number) =>
  z.string({ error: 'is text' }).max(longest, `has ${longest} characters at most`);
const colour = z.string().regex(/^#[0-9a-f]{6}$/i, 'is a colour, such as #c8102e');
const address = z
  .url({ protocol: /^https?$/, error: 'is an http or https address' })
  .max(2048, 'has 2048 characters at most');

/** The fields of a preview that nothing was published of. All may be absent: this is for pages where people still write. */
export const previewFields = z.strictObject({
  design: z.enum(['flat', 'hero', 'quote'], { error: 'is flat, hero or quote' }).optional(),
  title: line(1000).default(''),
  dek: line(2000).optional(),
  section: line(200).optional(),
  byline: line(500).optional(),
  /** As it is to be read: it is not understood. */
  date: line(100).optional(),
  publication: line(200).optional(),
  language: line(35).optional(),
  direction: z.enum(['ltr', 'rtl'], { error: 'is ltr or rtl' }).optional(),
  /** The address of the photo of a hero. */
  image: address.optional(),
  quote: z
    .strictObject({
      text: line(5000),
      name: line(200).optional(),
      handle: line(200).optional(),
      platform: line(50),
      language: line(35).optional(),
    })
    .optional(),
  theme: z
    .strictObject({
      scheme: z.enum(['light', 'dark'], { error: 'is light or dark' }).optional(),
      accent: colour.optional(),
      background: colour.optional(),
      font: z.enum(['sans', 'serif'], { error: 'is sans or serif' }).optional(),
    })
    .optional(),
});

export type PreviewFields = z.infer<typeof previewFields>;

/**
 * Reads the fields of a preview from JSON. Throws the problem `invalid-json`, or `invalid-preview`, which names every
 * field that cannot be taken and what it has to be.
 */
export function readPreviewFields(text: string, config: Config): PreviewCard {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (cause) {
    throw new Problem('invalid-json', 'The body is not JSON.', { cause });
  }
  const read = previewFields.safeParse(json);
  if (!read.success) throw invalid(read.error.issues.map(fieldError));
  const { design, title, dek, section, byline, date, publication, image, quote, ...rest } = read.data;
  const language = cleanLanguage(rest.language ?? '') ?? config.publication.language;
  return {
    design: design ?? (image ? 'hero' : quote ? 'quote' : 'flat'),
    publication: publication ?? config.publication.name,
    title,
    language,
    direction: rest.direction ?? directionOf(language),
    theme: readTheme(rest.theme, config.theme),
    ...(dek && { dek }),
    ...(section && { section }),
    ...(byline && { byline }),
    ...(date && { date }),
    ...(image && { photo: image }),
    ...(quote && {
      quote: {
        text: quote.text,
        textLanguage: cleanLanguage(quote.language ?? ''),
        textDirection: 'auto' as const,
        name: quote.name,
        handle: quote.handle,
        platform: quote.platform,
      },
    }),
  };
}

/** The publication's own theme, unless another one is tried on. */
function readTheme(tried: PreviewFields['theme'], own: Theme): Theme {
  if (!tried) return own;
  const { scheme = 'light', font = own.font, accent, background } = tried;
  const brand: Brand = { scheme, font, accent: accent ?? own.colours.accent };
  try {
    return themeOf({ ...brand, ...(background && { background }), ...(own.logo && { logo: own.logo }) });
  } catch (error) {
    if (error instanceof RangeError) throw invalid([{ field: 'theme.background', detail: error.message }]);
    throw error;
  }
}

function fieldError(issue: z.core.$ZodIssue): FieldError {
  const path = issue.code === 'unrecognized_keys' ? [...issue.path, issue.keys[0] ?? ''] : issue.path;
  const field = path.map((part) => String(part).slice(0, 60)).join('.') || 'body';
  return {
    field,
    detail: issue.code === 'unrecognized_keys' ? 'is not a field of a preview' : issue.message,
  };
}

function invalid(errors: FieldError[]): Problem {
  const [first] = errors;
  return new Problem('invalid-preview', `The preview cannot be drawn: ${first?.field} ${first?.detail}.`, {
    errors: errors.slice(0, 50),
  });
}
