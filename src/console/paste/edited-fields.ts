import type { GivenFields } from '../../articles/given.ts';
import { type ArticleDraft, PUBLISHER_STATUSES, type ReadField } from '../../domain/article.ts';
import type { SentForm } from '../sent-form.ts';

/** The fields of an article that can be edited, in the order of the form. */
export const EDITED_FIELDS = [
  'title',
  'dek',
  'section',
  'authors',
  'tags',
  'language',
  'url',
  'publishedAt',
  'updatedAt',
  'image',
  'imageAlt',
  'imageCredit',
  'rights',
  'licence',
  'status',
  'embargoUntil',
] as const;
export type EditedField = (typeof EDITED_FIELDS)[number];
export type FieldTexts = Record<EditedField, string>;

/** What may be taken away again, once it was found. */
const REMOVABLE = [
  'url',
  'dek',
  'section',
  'publishedAt',
  'updatedAt',
  'image',
  'rights',
  'licence',
] as const;

/** An article as the form shows it: lists have a line for each, an author's address stands after a bar. */
export function textsOf(draft: Partial<ArticleDraft>): FieldTexts {
  const { image, authors = [], tags = [] } = draft;
  return {
    title: draft.title ?? '',
    dek: draft.dek ?? '',
    section: draft.section ?? '',
    authors: authors.map(({ name, url }) => (url ? `${name} | ${url}` : name)).join('\n'),
    tags: tags.join('\n'),
    language: draft.language ?? '',
    url: draft.url ?? '',
    publishedAt: draft.publishedAt ?? '',
    updatedAt: draft.updatedAt ?? '',
    image: image?.url ?? '',
    imageAlt: image?.alt ?? '',
    imageCredit: image?.credit ?? '',
    rights: draft.rights ?? '',
    licence: draft.licence ?? '',
    status: draft.status ?? '',
    embargoUntil: draft.embargoUntil ?? '',
  };
}

/** What somebody changed, and into what. */
export type Edits = Partial<FieldTexts>;

/** What somebody changed in a form that was filled in with these texts. */
export function editsIn(form: SentForm, filled: Edits): Edits {
  const changed = EDITED_FIELDS.filter(
    (name) => form.has(name) && form.text(name) !== (filled[name] ?? '').trim(),
  );
  return Object.fromEntries(changed.map((name) => [name, form.text(name)]));
}

/** Reads texts that a form carries in one of its fields; none where they are not whole. */
export function readTexts(json: string): Edits {
  try {
    const texts: unknown = JSON.parse(json);
    if (typeof texts !== 'object' || texts === null) return {};
    const known = Object.entries(texts).filter(
      ([name, text]) => EDITED_FIELDS.some((one) => one === name) && typeof text === 'string',
    );
    return Object.fromEntries(known);
  } catch {
    return {};
  }
}

/** What somebody stated by changing fields, and which they emptied. */
export function editsOf(
  filled: FieldTexts,
  sent: FieldTexts,
): { changed: EditedField[]; given: GivenFields; emptied: EditedField[] } {
  const changed = EDITED_FIELDS.filter((name) => sent[name].trim() !== filled[name].trim());
  const has = (name: EditedField) => changed.includes(name);
  const emptied = changed.filter((name) => sent[name] === '');
  const stated = (name: EditedField) => has(name) && sent[name] !== '';
  const status = PUBLISHER_STATUSES.find((known) => known === sent.status);
  const isPicture = has('image') || has('imageAlt') || has('imageCredit');
  const plain = [
    'title',
    'dek',
    'section',
    'language',
    'url',
    'publishedAt',
    'updatedAt',
    'rights',
    'licence',
    'embargoUntil',
  ] as const;
  return {
    changed,
    emptied,
    given: {
      ...Object.fromEntries(plain.filter(stated).map((name) => [name, sent[name]])),
      ...(has('authors') && { authors: linesOf(sent.authors).map(readAuthor) }),
      ...(has('tags') && { tags: linesOf(sent.tags) }),
      ...(has('status') && status && { status }),
      ...(isPicture && pictureOf(sent)),
    },
  };
}

/** The picture that the fields of a form name, where they do. */
export function pictureOf({ image, imageAlt, imageCredit }: FieldTexts): Pick<GivenFields, 'image'> {
  if (image === '') return {};
  return {
    image: { url: image, ...(imageAlt && { alt: imageAlt }), ...(imageCredit && { credit: imageCredit }) },
  };
}

/** The draft without the fields that somebody emptied. */
export function withoutEmptied(draft: ArticleDraft, emptied: readonly EditedField[]): ArticleDraft {
  const rest = { ...draft, reading: { ...draft.reading } };
  for (const name of REMOVABLE) {
    if (!emptied.includes(name)) continue;
    delete rest[name];
    delete rest.reading[name satisfies ReadField];
  }
  return rest;
}

function linesOf(text: string): string[] {
  return text
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean);
}

function readAuthor(line: string): { name: string; url?: string } {
  const bar = line.lastIndexOf('|');
  const url = line.slice(bar + 1).trim();
  return bar > 0 && /^https?:/.test(url) ? { name: line.slice(0, bar).trim(), url } : { name: line };
}
