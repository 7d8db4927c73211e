import type { GivenFields } from '../given.ts';
import { LIMITS } from '../limits.ts';
import { invalidArticle } from '../schema-problem.ts';
import { readFrontMatterYaml } from './front-matter-yaml.ts';

/** Longest front matter that is read, in UTF-16 code units. */
const MAX_FRONT_MATTER = 32_768;
const FENCED = /^\ufeff?---[ \t]{0,20}\r?\n([\s\S]*?)(?:\r?\n|^)(?:---|\.\.\.)[ \t]{0,20}(?:\r?\n|$)/;

/** The names each field goes by in the front matter of usual site makers, lower-cased. */
const NAMES: Record<keyof GivenFields, string[]> = {
  url: ['canonical', 'canonical_url', 'canonicalurl', 'url'],
  title: ['title', 'headline'],
  dek: ['dek', 'subtitle', 'standfirst', 'description', 'summary', 'excerpt'],
  section: ['section', 'category'],
  authors: ['authors', 'author', 'byline'],
  tags: ['tags', 'keywords'],
  language: ['language', 'lang', 'locale'],
  publishedAt: ['publishedat', 'published', 'publishdate', 'published_at', 'publish_date', 'date', 'pubdate'],
  updatedAt: ['updatedat', 'updated', 'updated_at', 'lastmod', 'modified'],
  image: ['image', 'cover', 'thumbnail'],
  rights: ['rights', 'copyright'],
  licence: ['licence', 'license'],
  pictureRights: ['picturerights', 'picture_rights', 'picture-rights'],
  source: ['source'],
  status: ['status', 'pubstatus'],
  embargoUntil: ['embargountil', 'embargo_until', 'embargo-until', 'embargoed', 'embargo'],
};

const DRAFT = 'is true, and what is published is read; take the line out, or write status: withheld';

/**
 * Parts Markdown from the YAML front matter before it. A first block that is no map of names is no front matter and stays
 * where it is; unknown names are left.
 * Throws `Problem('invalid-article')` for front matter that is no YAML, or more than that, or over 32,768 characters, and
 * for a draft: whoever wrote `draft: true` does not want it read.
 */
export function splitFrontMatter(markdown: string): { fields: GivenFields; body: string } {
  const match = FENCED.exec(markdown);
  if (!match) return { fields: {}, body: markdown };
  const yaml = match[1] ?? '';
  if (yaml.length > MAX_FRONT_MATTER) {
    const detail = `may have ${MAX_FRONT_MATTER} characters at most`;
    throw invalidArticle('The article', [{ field: 'front matter', detail }]);
  }
  const values = readFrontMatterYaml(yaml);
  if (!values) return { fields: {}, body: markdown };
  if (/^(?:true|yes|on|1)$/i.test(String(values.get('draft') ?? '')))
    throw invalidArticle('The front matter', [{ field: 'draft', detail: DRAFT }]);
  return { fields: fieldsOf(values), body: markdown.slice(match[0].length) };
}

/** Values as the schema of given fields wants them; what has another shape goes on to be refused there. */
function fieldsOf(values: Map<string, unknown>): GivenFields {
  const fields: Record<string, unknown> = {};
  for (const [field, names] of Object.entries(NAMES)) {
    const value = names
      .map((name) => values.get(name))
      .find((found) => found !== undefined && found !== '' && !(Array.isArray(found) && found.length === 0));
    if (value === undefined) continue;
    // A path on the site (Hugo's `url`, a picture beside the text) says nothing outside of it, nor does `license: MIT`.
    if (ADDRESSES.has(field) && typeof value === 'string' && !/^[a-z][a-z0-9+.-]*:/i.test(value)) continue;
    fields[field] = READERS[field]?.(value) ?? value;
  }
  return fields;
}

const ADDRESSES = new Set(['url', 'image', 'licence']);

const READERS: Record<string, (value: unknown) => unknown> = {
  authors: (value) => list(value),
  tags: (value) => list(typeof value === 'string' && value.includes(',') ? value.split(',') : value),
  image: (value) => (typeof value === 'string' ? { url: value } : picture(value)),
  publishedAt: moment,
  updatedAt: moment,
  embargoUntil: moment,
  source: (value) => (typeof value === 'string' ? { name: value } : value),
  section: (value) => list(value)[0],
};

/** `2024-05-31 09:30:00 +0200`, as Jekyll writes it. */
function moment(value: unknown): string {
  return String(value).replace(/ (?=[+-]\d{2}:?\d{2}$)/, '');
}

/** Everything in front matter is text, and pixels are numbers. */
function picture(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, item]) =>
      (name === 'width' || name === 'height') && /^\d{1,6}$/.test(String(item))
        ? [name, Number(item)]
        : [name, item],
    ),
  );
}

function list(value: unknown): unknown[] {
  return (Array.isArray(value) ? value : [value]).slice(0, LIMITS.items + 1);
}
