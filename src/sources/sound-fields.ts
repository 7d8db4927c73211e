import { GIVEN_SHAPE, type GivenFields } from '../articles/given.ts';
import { webUrl } from '../articles/web-url.ts';
import type { Instant } from '../domain/instant.ts';
import type { ItemArticle } from './source.ts';

const FIELDS = Object.entries(GIVEN_SHAPE);

/**
 * What a source states about an article, without what cannot be taken: one bad field does not keep an article away.
 * `base` is what its links are relative to; `left` says what was left out, and why.
 */
export function soundFields(
  { html: _, plain: __, page: ___, ...stated }: ItemArticle,
  base: string,
  now: Instant,
): { given: GivenFields; left: string[] } {
  const left: string[] = [];
  const given: Record<string, unknown> = {};
  const values = new Map<string, unknown>(Object.entries(resolved(stated, base)));
  for (const [field, schema] of FIELDS) {
    const value = values.get(field);
    if (value === undefined || value === '') continue;
    const read = schema.safeParse(value);
    if (read.success) given[field] = value;
    else left.push(`${field} (${read.error.issues[0]?.message.slice(0, 100) ?? 'cannot be taken'})`);
  }
  if (typeof given.updatedAt === 'string' && given.updatedAt > now) {
    delete given.updatedAt;
    left.push('updatedAt (lies in the future)');
  }
  return { given, left };
}

/** Lists without what is empty, or too much; addresses absolute, or left out. */
function resolved({ authors, tags, image, ...rest }: GivenFields, base: string): GivenFields {
  const [url, picture] = [webUrl(rest.url, base), webUrl(image?.url, base)];
  return {
    ...rest,
    ...(url && { url }),
    ...(image && picture && { image: { ...image, url: picture } }),
    ...(authors && { authors: authors.filter((author) => nameOf(author) !== '').slice(0, 50) }),
    ...(tags && { tags: [...new Set(tags)].filter((tag) => tag !== '' && tag.length <= 200).slice(0, 50) }),
  };
}

function nameOf(author: NonNullable<GivenFields['authors']>[number]): string {
  return (typeof author === 'string' ? author : author.name).trim();
}
