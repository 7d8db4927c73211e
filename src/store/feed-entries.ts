import type { FeedFormat } from '../domain/feed.ts';
import type { Instant } from '../domain/instant.ts';
import type { Database } from '../domain/ports.ts';
import type { FeedCursor } from '../feeds/feed-selection.ts';

/** Whether items are told in full or by their summaries. */
export type FeedContent = 'full' | 'summary';

/** An article in a feed, with its item where that was rendered before and is current. */
export interface FeedEntry {
  articleId: string;
  publishedAt: Instant;
  /** Its place in the feed, counted from 1; archive pages are cut by it. */
  sequence: number;
  /** Names what the article and its posts say now. */
  key: string;
  item: RenderedItem | undefined;
}

export interface RenderedItem {
  /** Empty where the article cannot be told. */
  fragment: string;
  /** Of the largest of the three formats, in bytes. */
  weight: number;
}

/** Which rendered items are asked for; `renderer` stands for the code and the settings that make them. */
export interface ItemForm {
  format: FeedFormat;
  content: FeedContent;
  renderer: string;
}

/** Every feed reads its articles from here: only what is live, whatever states there come to be. */
export const LIVE_ENTRIES = `article_topics t JOIN articles a ON a.id = t.article_id AND a.state = 'live'`;
/** Changes with the article and with every post in it. */
export const ENTRY_KEY = `a.version || '.' || coalesce((SELECT revision FROM shown_revisions r WHERE r.article_id = a.id), 0)`;

interface EntryRow {
  article_id: string;
  published_at: string;
  sequence: number;
  key: string;
  fragment: string | null;
  weight: number | null;
}

const COLUMNS = `t.article_id, t.published_at, t.sequence, ${ENTRY_KEY} AS key, f.fragment, f.weight`;
/** Takes the form as ?1, ?2, ?3. */
const WITH_ITEMS = `LEFT JOIN feed_items f ON f.article_id = t.article_id AND f.format = ?1 AND f.content = ?2
  AND f.key = ${ENTRY_KEY} || ?3`;
const NEWEST = 'ORDER BY t.published_at DESC, t.article_id DESC';

const bound = ({ format, content, renderer }: ItemForm): [string, string, string] => [
  format,
  content,
  renderer,
];

function toEntry(row: EntryRow): FeedEntry {
  const { fragment, weight } = row;
  return {
    articleId: row.article_id,
    publishedAt: row.published_at,
    sequence: row.sequence,
    key: row.key,
    item: fragment === null || weight === null ? undefined : { fragment, weight },
  };
}

/** The newest entries of a topic, `limit` at most, and besides them all that came to it after place `after`; newest first. */
export async function listNewestEntries(
  database: Database,
  form: ItemForm,
  topic: string,
  limit: number,
  after: number,
): Promise<FeedEntry[]> {
  const { results } = await database
    .prepare(
      `SELECT ${COLUMNS} FROM
         (SELECT * FROM (SELECT t.sequence FROM ${LIVE_ENTRIES} WHERE t.topic = ?4 ${NEWEST} LIMIT ?5)
          UNION SELECT sequence FROM article_topics WHERE topic = ?4 AND sequence > ?6) AS held
       CROSS JOIN ${LIVE_ENTRIES} ${WITH_ITEMS}
       WHERE t.topic = ?4 AND t.sequence = held.sequence ${NEWEST}`,
    )
    .bind(...bound(form), topic, limit, after)
    .all<EntryRow>();
  return results.map(toEntry);
}

/** The entries of a topic from one place to another, both included, newest first: a range read, however deep. */
export async function listPlacedEntries(
  database: Database,
  form: ItemForm,
  topic: string,
  first: number,
  last: number,
): Promise<FeedEntry[]> {
  const { results } = await database
    .prepare(
      `SELECT ${COLUMNS} FROM ${LIVE_ENTRIES} ${WITH_ITEMS}
       WHERE t.topic = ?4 AND t.sequence BETWEEN ?5 AND ?6 ${NEWEST}`,
    )
    .bind(...bound(form), topic, first, last)
    .all<EntryRow>();
  return results.map(toEntry);
}

/**
 * So many entries of the smallest topic are looked at for one document: topics that have hardly an article in common
 * would cost a walk through all of it. Whoever wants to know what is before them follows the links.
 */
export const MAX_WALK = 1000;

export interface CommonEntries {
  entries: FeedEntry[];
  /** Where the search ended, if it did before the end of the topic and before enough were found. */
  walkedTo: FeedCursor | undefined;
}

/**
 * The newest articles that are in all of these topics, `limit` at most; with `before`, older than it by date; those
 * that came to the first topic by place `until` at the latest. Name the smallest topic first: it is walked, for 1,000
 * entries at most.
 */
export async function listCommonEntries(
  database: Database,
  form: ItemForm,
  topics: readonly string[],
  { limit, before, until = Number.MAX_SAFE_INTEGER }: CommonBounds,
): Promise<CommonEntries> {
  const [walked = '', ...others] = topics;
  const from = [before?.publishedAt ?? '9999', before?.articleId ?? ''];
  const among = others.map(
    (_, index) => `AND EXISTS (SELECT 1 FROM article_topics o
      WHERE o.topic = ?${index + 9} AND o.published_at = w.published_at AND o.article_id = w.article_id)`,
  );
  const { results } = await database
    .prepare(
      `SELECT ${COLUMNS} FROM
         (SELECT w.* FROM
            (SELECT * FROM article_topics WHERE topic = ?4 AND sequence <= ?5 AND (published_at, article_id) < (?6, ?7)
             ORDER BY published_at DESC, article_id DESC LIMIT ${MAX_WALK}) AS w
          WHERE true ${among.join(' ')}) AS t
       JOIN articles a ON a.id = t.article_id AND a.state = 'live' ${WITH_ITEMS}
       ${NEWEST} LIMIT ?8`,
    )
    .bind(...bound(form), walked, until, ...from, limit, ...others)
    .all<EntryRow>();
  const isCut = others.length > 0 && results.length < limit;
  return {
    entries: results.map(toEntry),
    walkedTo: isCut ? await findEndOfWalk(database, walked, from) : undefined,
  };
}

interface CommonBounds {
  limit: number;
  before?: FeedCursor | undefined;
  until?: number;
}

/** The last entry that a walk through a topic looks at; `undefined` where it comes to the topic's end. */
async function findEndOfWalk(
  database: Database,
  topic: string,
  from: readonly string[],
): Promise<FeedCursor | undefined> {
  const { results } = await database
    .prepare(
      `SELECT published_at, article_id FROM article_topics WHERE topic = ? AND (published_at, article_id) < (?, ?)
       ORDER BY published_at DESC, article_id DESC LIMIT 2 OFFSET ${MAX_WALK - 1}`,
    )
    .bind(topic, ...from)
    .all<Pick<EntryRow, 'published_at' | 'article_id'>>();
  const [last, more] = results;
  return last && more && { publishedAt: last.published_at, articleId: last.article_id };
}

/** The last place given in each of these topics, the smallest first. */
export async function listFeedLengths(
  database: Database,
  topics: readonly string[],
): Promise<{ topic: string; entries: number }[]> {
  const { results } = await database
    .prepare(
      `SELECT topic, entries FROM feed_lengths WHERE topic IN (SELECT value FROM json_each(?)) ORDER BY entries, topic`,
    )
    .bind(JSON.stringify(topics))
    .all<{ topic: string; entries: number }>();
  return results;
}
