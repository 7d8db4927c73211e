import { isArticleId } from '../../articles/article-id.ts';
import type { EmbedFinder } from '../../articles/embed-finder.ts';
import type { GivenFields } from '../../articles/given.ts';
import { readArticle } from '../../articles/read-article.ts';
import type { Source } from '../../articles/source.ts';
import type { ArticleDraft } from '../../domain/article.ts';
import { toInstant } from '../../domain/instant.ts';
import type { Ports } from '../../domain/ports.ts';
import { Problem } from '../../domain/problem.ts';
import { loadArticle, loadArticleByUrl, type StoredArticle } from '../../store/article-records.ts';
import {
  type EditedField,
  type Edits,
  editsOf,
  type FieldTexts,
  pictureOf,
  withoutEmptied,
} from './edited-fields.ts';
import { keptStatements, type Prefill, prefill, withKeptReading, withKnownSize } from './kept-fields.ts';

/** What is made of a source and of what somebody changed about it. */
export interface Understanding {
  source: Source;
  id: string;
  /** What the form was filled in with. */
  prefilled: Prefill;
  /** What it holds: that, and what was changed. */
  texts: FieldTexts;
  edited: EditedField[];
  /** Missing where it cannot be made. */
  draft?: ArticleDraft;
  /** Why not. */
  problem?: Problem;
  /** The article that it would be a version of. */
  current?: StoredArticle;
}

/**
 * Reads the article, fills in what it does not say from the one that it is to be a version of, then reads it again with
 * what was changed: only that counts as stated.
 */
export async function understand(
  ports: Ports,
  finder: EmbedFinder,
  source: Source,
  { id, edits }: { id: string; edits: Edits },
): Promise<Understanding> {
  const read = await attempt(() => readArticle(source, finder));
  const plain = 'draft' in read ? read.draft : undefined;
  const current = await findCurrent(ports, edits.url ?? plain?.url, id);
  const prefilled = prefill(source, plain, current);
  const texts = { ...prefilled.texts, ...edits };
  const { changed, given, emptied } = editsOf(prefilled.texts, texts);
  const kept = prefilled.kept.filter((name) => !changed.includes(name));
  const shown = { source, id, prefilled, texts, edited: changed, ...(current && { current }) };
  const stated = {
    ...(current && keptStatements(current.article, source, kept)),
    ...given,
    ...(kept.some((name) => name.startsWith('image')) && pictureOf(texts)),
    ...timesOf(ports, prefilled, texts, changed),
  };
  const understood =
    Object.keys(stated).length > 0 || emptied.length > 0
      ? await attempt(() => readArticle(statedIn(source, stated, current), finder))
      : read;
  if ('problem' in understood) return { ...shown, problem: understood.problem };
  const rest = withoutEmptied(understood.draft, emptied);
  const draft = current ? withKeptReading(rest, current, source, kept) : rest;
  return { ...shown, draft, ...wrongId(id) };
}

function statedIn(source: Source, stated: GivenFields, current: StoredArticle | undefined): Source {
  const given = { ...source.given, ...stated };
  return { ...source, given: current ? withKnownSize(given, current.article) : given };
}

/** An embargo that was taken out ends now; where it is changed, the date beside it is meant as it stands there. */
function timesOf(
  { clock }: Ports,
  { kept }: Prefill,
  { embargoUntil, publishedAt }: FieldTexts,
  changed: readonly EditedField[],
): GivenFields {
  if (!changed.includes('embargoUntil')) return {};
  const isDateMeant = kept.includes('publishedAt') && !changed.includes('publishedAt');
  return {
    ...(embargoUntil === '' && { embargoUntil: toInstant(clock.now()) }),
    ...(isDateMeant && { publishedAt }),
  };
}

async function findCurrent(
  { database }: Ports,
  url: string | undefined,
  id: string,
): Promise<StoredArticle | undefined> {
  if (id !== '') return isArticleId(id) ? loadArticle(database, id) : undefined;
  return url ? loadArticleByUrl(database, url) : undefined;
}

function wrongId(id: string): { problem?: Problem } {
  if (id === '' || isArticleId(id)) return {};
  const errors = [{ field: 'id', detail: 'is 1 to 80 letters, digits, dots, hyphens and underscores' }];
  return { problem: new Problem('invalid-request', 'The id cannot be one.', { errors }) };
}

async function attempt(
  read: () => Promise<ArticleDraft>,
): Promise<{ draft: ArticleDraft } | { problem: Problem }> {
  try {
    return { draft: await read() };
  } catch (problem) {
    if (problem instanceof Problem) return { problem };
    throw problem;
  }
}
