import type { ArticleState } from '../../domain/article.ts';
import type { Instant } from '../../domain/instant.ts';
import type { Ports, SqlValue } from '../../domain/ports.ts';
import type { ListCursor } from '../../store/public-articles.ts';

/** An article in the publisher's own list, whatever its state. */
export interface ListedArticle {
  id: string;
  version: number;
  state: ArticleState;
  title: string;
  language: string;
  section?: string;
  publishedAt: Instant;
  updatedAt: Instant;
  opensAt?: Instant;
}

export interface ArticleQuery {
  limit: number;
  state?: ArticleState;
  /** Words of a title, the beginning of an id, or a whole canonical address. */
  words?: string;
  after?: ListCursor;
}

export const ARTICLE_STATES: readonly ArticleState[] = ['live', 'embargoed', 'withheld', 'withdrawn'];
/** Of each state: a title is in no index. */
export const SEARCHED = 2000;

const FACTS = `json_object('id', id, 'version', version, 'state', state, 'title', content ->> '$.title',
  'language', content ->> '$.language', 'section', content ->> '$.section', 'publishedAt', published_at,
  'updatedAt', content ->> '$.updatedAt', 'opensAt', opens_at) AS facts`;

/** Articles of every state, the newest first. */
export async function findArticles(
  { database }: Ports,
  { limit, state, words, after }: ArticleQuery,
): Promise<ListedArticle[]> {
  const isByAddress = words !== undefined && isAddress(words);
  const bound: SqlValue[] = [limit, after?.publishedAt ?? null, after?.id ?? null];
  if (words !== undefined) bound.push(isByAddress ? words : `%${escapeLike(words)}%`);
  if (words !== undefined && !isByAddress) bound.push(`${escapeLike(words)}%`);
  const later = '(?2 IS NULL OR (published_at, id) < (?2, ?3))';
  const isWanted =
    words === undefined
      ? 'true'
      : isByAddress
        ? 'url = ?4'
        : `(content ->> '$.title' LIKE ?4 ESCAPE '\\' OR id LIKE ?5 ESCAPE '\\')`;
  const looked = words === undefined ? 'LIMIT ?1' : isByAddress ? '' : `LIMIT ${SEARCHED}`;
  // One look into the index of each state: together they have no order of their own.
  const ofState = (one: ArticleState) =>
    `SELECT * FROM (SELECT ${FACTS}, published_at, id FROM
       (SELECT * FROM articles WHERE state = '${one}' AND ${later} ORDER BY published_at DESC, id DESC ${looked})
     WHERE ${isWanted} LIMIT ?1)`;
  const { results } = await database
    .prepare(
      `${(state ? [state] : ARTICLE_STATES).map(ofState).join(' UNION ALL ')}
       ORDER BY published_at DESC, id DESC LIMIT ?1`,
    )
    .bind(...bound)
    .all<{ facts: string }>();
  return results.map(readFacts);
}

/**
 * How far a search for words looks before it has to go on from there: the newest place at which the articles of some state
 * are not at their end. `undefined` where it looks at all of them.
 */
export async function searchEnd(
  { database }: Ports,
  { state, words, after }: Omit<ArticleQuery, 'limit'>,
): Promise<ListCursor | undefined> {
  if (words === undefined || isAddress(words)) return undefined;
  const ofState = (one: ArticleState) =>
    `SELECT * FROM (SELECT published_at AS publishedAt, id FROM articles WHERE state = '${one}'
       AND (?1 IS NULL OR (published_at, id) < (?1, ?2))
     ORDER BY published_at DESC, id DESC LIMIT 2 OFFSET ${SEARCHED - 1})`;
  const ends = await Promise.all(
    (state ? [state] : ARTICLE_STATES).map(async (one) => {
      const { results } = await database
        .prepare(ofState(one))
        .bind(after?.publishedAt ?? null, after?.id ?? null)
        .all<{ publishedAt: string; id: string }>();
      // Without another one after it, nothing is left to look at.
      return results.length > 1 ? results[0] : undefined;
    }),
  );
  return ends.reduce(
    (newest, end) => (end && (!newest || isAtOrBefore(newest, end)) ? end : newest),
    undefined,
  );
}

/** Whether a place in the list, the newest first, is `end` or comes after it. */
export function isAtOrBefore(place: ListCursor, end: ListCursor): boolean {
  return place.publishedAt === end.publishedAt ? place.id <= end.id : place.publishedAt < end.publishedAt;
}

function isAddress(words: string): boolean {
  return /^https?:\/\//i.test(words);
}

/** Those that open by themselves, the next one first. */
export async function listEmbargoes({ database }: Ports, limit: number): Promise<ListedArticle[]> {
  const { results } = await database
    .prepare(`SELECT ${FACTS} FROM articles WHERE opens_at IS NOT NULL ORDER BY opens_at, id LIMIT ?`)
    .bind(limit)
    .all<{ facts: string }>();
  return results.map(readFacts);
}

function readFacts({ facts }: { facts: string }): ListedArticle {
  const known = Object.entries(JSON.parse(facts) as object).filter(([, value]) => value !== null);
  return Object.fromEntries(known) as unknown as ListedArticle;
}

function escapeLike(words: string): string {
  return words.slice(0, 200).replace(/[\\%_]/g, '\\$&');
}
