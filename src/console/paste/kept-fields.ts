import type { GivenFields } from '../../articles/given.ts';
import type { Source } from '../../articles/source.ts';
import type { Article, ArticleDraft, ReadField } from '../../domain/article.ts';
import type { StoredArticle } from '../../store/article-records.ts';
import { isHeld } from '../../store/article-schedule.ts';
import { EDITED_FIELDS, type EditedField, type FieldTexts, textsOf } from './edited-fields.ts';

/** What the form is filled in with before anybody changes it. */
export interface Prefill {
  texts: FieldTexts;
  /** Fields that are as the article has them now, since the text does not say otherwise. */
  kept: EditedField[];
  /** What the text says by itself. */
  said: FieldTexts;
  /** What the article has now; missing where there is none. */
  now?: FieldTexts;
}

/** Of a correction the time is its own; what is public stays so unless it is said. */
const OWN_OF_A_VERSION: readonly EditedField[] = ['updatedAt', 'status'];
const OF_THE_IMAGE: readonly EditedField[] = ['image', 'imageAlt', 'imageCredit'];
/** A guess that is less sure than this takes nothing away that was stated. */
const SURE_ENOUGH = 0.6;
/** Those that no form of ours has. */
const UNSEEN = ['source', 'pictureRights'] as const;

/** What a text says; for the rest, what the article has that it is to be a version of. */
export function prefill(
  source: Source,
  read: ArticleDraft | undefined,
  current: StoredArticle | undefined,
): Prefill {
  const said = textsOf(read ?? {});
  if (!current) return { texts: said, said, kept: [] };
  const now = { ...textsOf(current.article), ...(isDateKept(current) ? {} : { publishedAt: '' }) };
  const kept = EDITED_FIELDS.filter((name) => {
    if (OWN_OF_A_VERSION.includes(name) || now[name] === '' || now[name] === said[name]) return false;
    if (name === 'imageAlt' || name === 'imageCredit') {
      const isSame = said.image === '' || said.image === now.image;
      return isSame && said[name] === '';
    }
    return !isSaid(name, said[name], source, read, current.article);
  });
  const texts = { ...said };
  for (const name of kept) texts[name] = now[name];
  return { texts, said, kept, now };
}

/** Whether a text says something of a field that counts against what the article has. */
function isSaid(
  name: EditedField,
  value: string,
  { given }: Source,
  read: ArticleDraft | undefined,
  { reading }: Article,
): boolean {
  if (Object.hasOwn(given, name)) return true;
  if (value === '') return false;
  const field = name as ReadField;
  const found = read?.reading[field];
  if (!found) return true;
  const before = reading[field]?.source;
  // No text says what language it is in: that is always told by its words.
  const isGuess = found.source === 'default' || (field === 'language' && found.source === 'rule');
  if (isGuess) return before === undefined || before === 'rule' || before === 'default';
  return found.confidence >= SURE_ENOUGH || before !== 'given';
}

/** The next version has the date of this one where none is stated. */
function isDateKept({ article, wasPublic }: StoredArticle): boolean {
  return wasPublic || (isHeld(article) && article.reading.publishedAt !== undefined);
}

/** What is stated for the next version so that it has the kept fields; dates and embargoes stay by themselves. */
export function keptStatements(
  article: Article,
  { given }: Source,
  kept: readonly EditedField[],
): GivenFields {
  const names = [
    'title',
    'dek',
    'section',
    'authors',
    'tags',
    'language',
    'url',
    'rights',
    'licence',
  ] as const;
  const unseen = UNSEEN.filter((name) => !Object.hasOwn(given, name));
  return Object.fromEntries(
    [...names.filter((name) => kept.includes(name)), ...unseen]
      .map((name) => [name, article[name]] as const)
      .filter(([, value]) => value !== undefined),
  );
}

/** The draft with its kept fields known from where they were known before. */
export function withKeptReading(
  draft: ArticleDraft,
  { article, wasPublic }: StoredArticle,
  { given }: Source,
  kept: readonly EditedField[],
): ArticleDraft {
  const reading = { ...draft.reading };
  const names = kept.filter((name) => !OF_THE_IMAGE.includes(name) || name === 'image');
  for (const name of [...names, ...UNSEEN.filter((one) => !Object.hasOwn(given, one))] as ReadField[]) {
    const before = article.reading[name];
    if (before) reading[name] = before;
    else delete reading[name];
  }
  const isDated = wasPublic && kept.includes('publishedAt') && draft.publishedAt === undefined;
  return { ...draft, ...(isDated && { publishedAt: article.publishedAt }), reading };
}

/** The size of a picture that stays, which no field of the form says. */
export function withKnownSize(given: GivenFields, { image }: Article): GivenFields {
  if (!image || given.image?.url !== image.url) return given;
  const { width, height } = image;
  return { ...given, image: { ...(width && { width }), ...(height && { height }), ...given.image } };
}
