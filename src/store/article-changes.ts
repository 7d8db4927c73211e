import type { Article } from '../domain/article.ts';
import type { Database } from '../domain/ports.ts';

/** Which words of an article are not those that were first published. */
export interface ArticleChange {
  title: boolean;
  dek: boolean;
  text: boolean;
}

/**
 * What was changed in the words of a public article since readers first had it; `undefined` where nothing was: tags,
 * rights and the like are no words, and neither opening an embargo nor stating a date changes any.
 */
export async function findChange(
  database: Database,
  { id, version }: Pick<Article, 'id' | 'version'>,
): Promise<ArticleChange | undefined> {
  if (version === 1) return undefined;
  // Compared where they are: the words of two versions may have a megabyte.
  const differs = (path: string) => `(v.content -> '${path}') IS NOT (a.content -> '${path}')`;
  const row = await database
    .prepare(
      `SELECT ${differs('$.title')} AS title, ${differs('$.dek')} AS dek, ${differs('$.body')} AS text
       FROM articles a JOIN article_versions v ON v.article_id = a.id
       WHERE a.id = ? AND v.content ->> '$.state' = 'live' ORDER BY v.version LIMIT 1`,
    )
    .bind(id)
    .first<Record<keyof ArticleChange, number>>();
  if (!row) return undefined;
  const change = { title: row.title === 1, dek: row.dek === 1, text: row.text === 1 };
  return change.title || change.dek || change.text ? change : undefined;
}
