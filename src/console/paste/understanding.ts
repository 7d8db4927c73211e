import { isArticleId } from '../../articles/article-id.ts';
import type { EmbedFinder } from '../../articles/embed-finder.ts';
import { readArticle } from '../../articles/read-article.ts';
import type { Source } from '../../articles/source.ts';
import type { ArticleDraft } from '../../domain/article.ts';
import type { Ports } from '../../domain/ports.ts';
import { Problem } from '../../domain/problem.ts';
import { loadArticle, loadArticleByUrl, type StoredArticle } from '../../store/article-records.ts';
import type { SentForm } from '../sent-form.ts';
import { editsOf, type FieldTexts, sentTexts, textsOf, withoutEmptied } from './edited-fields.ts';

/** What is made of a source and of what somebody changed about it. */
export interface Understanding {
  source: Source;
  id: string;
  texts: FieldTexts;
  /** Missing where it cannot be made. */
  draft?: ArticleDraft;
  /** Why not. */
  problem?: Problem;
  /** The article that it would be a version of. */
  current?: StoredArticle;
}

/** Reads the article, then again with what was changed: only that counts as stated. */
export async function understand(
  ports: Ports,
  finder: EmbedFinder,
  source: Source,
  form: SentForm,
  ownId = '',
): Promise<Understanding> {
  const id = form.has('id') ? form.text('id') : ownId;
  const read = await attempt(() => readArticle(source, finder));
  const plain = textsOf('draft' in read ? read.draft : {});
  const texts = sentTexts(form, plain);
  const { given, emptied } = editsOf(plain, texts);
  const isEdited = Object.keys(given).length > 0 || emptied.length > 0;
  const edited = isEdited
    ? await attempt(async () => {
        const stated = { ...source, given: { ...source.given, ...given } };
        return withoutEmptied(await readArticle(stated, finder), emptied);
      })
    : read;
  if ('problem' in edited) return { source, id, texts, problem: edited.problem };
  const current = await findCurrent(ports, edited.draft, id);
  return { source, id, texts, ...edited, ...(current && { current }), ...wrongId(id) };
}

async function findCurrent(
  { database }: Ports,
  { url }: ArticleDraft,
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
