import { type Instant, toInstant } from '../domain/instant.ts';
import type { Ports } from '../domain/ports.ts';
import type { HeldAccount } from './account-records.ts';
import type { BlobJson } from './post-record.ts';

/** Accounts that an article is shown at. */
const MAX_ACCOUNTS = 20;

export type CrosspostState = 'waiting' | 'posted' | 'updated' | 'deleted' | 'failed';

/** A record beside the post, as it was last written. */
export interface Companion {
  cid: string;
  /** Names what it said. */
  content: string;
  /** Where it is not the post's: a record of all articles. */
  rkey?: string;
}

/** What became of an article in the repository of an account. */
export interface Crosspost {
  account: string;
  articleId: string;
  generation: number;
  rkey: string;
  createdAt: Instant;
  state: CrosspostState;
  /** What came of the last that was sent under this key; `deleted`: the key is used up. */
  sent: 'nothing' | 'unclear' | 'answered' | 'deleted';
  deleting: boolean;
  gone: boolean;
  cid?: string;
  /** How often it was written again. */
  edits: number;
  content?: string;
  picture?: string;
  thumb?: BlobJson;
  companions: Record<string, Companion>;
  marks: number;
  dueAt?: Instant;
  waitingSince?: Instant;
  attempts: number;
  words?: string;
  changedAt: Instant;
}

interface CrosspostRow {
  account: string;
  article_id: string;
  generation: number;
  rkey: string;
  created_at: Instant;
  state: CrosspostState;
  sent: Crosspost['sent'];
  deleting: number;
  gone: number;
  cid: string | null;
  edits: number;
  content: string | null;
  picture: string | null;
  thumb: string | null;
  companions: string;
  marks: number;
  due_at: Instant | null;
  waiting_since: Instant | null;
  attempts: number;
  words: string | null;
  changed_at: Instant;
}

/** What became of an article at an account; `undefined` where it was never for it. */
export async function loadCrosspost(
  { database }: Pick<Ports, 'database'>,
  account: string,
  articleId: string,
): Promise<Crosspost | undefined> {
  const row = await database
    .prepare('SELECT * FROM crossposts WHERE account = ? AND article_id = ?')
    .bind(account, articleId)
    .first<CrosspostRow>();
  return row ? readRow(row) : undefined;
}

/** What became of an article at every account that it was for: first at `account`, then the newest change first. */
export async function findCrossposts(
  { database }: Pick<Ports, 'database'>,
  articleId: string,
  account: string | undefined,
): Promise<Crosspost[]> {
  const { results } = await database
    .prepare(
      'SELECT * FROM crossposts WHERE article_id = ?1 ORDER BY account = ?2 DESC, changed_at DESC LIMIT ?3',
    )
    .bind(articleId, account ?? '', MAX_ACCOUNTS)
    .all<CrosspostRow>();
  return results.map(readRow);
}

/** Where a list goes on. */
export interface ListPlace {
  changedAt: Instant;
  articleId: string;
  account: string;
}

/** The newest change first, `limit` at most, from before the place `before` on. */
export async function listCrossposts(
  { database }: Ports,
  limit: number,
  before?: ListPlace,
): Promise<Crosspost[]> {
  const { results } = await database
    .prepare(
      `SELECT * FROM crossposts WHERE ?1 IS NULL OR (changed_at, article_id, account) < (?1, ?2, ?3)
       ORDER BY changed_at DESC, article_id DESC, account DESC LIMIT ?4`,
    )
    .bind(before?.changedAt ?? null, before?.articleId ?? null, before?.account ?? null, limit)
    .all<CrosspostRow>();
  return results.map(readRow);
}

/** Writes down all of what is now known of a post, and whether it is due again; void where the account is held no more. */
export async function saveCrosspost(
  { database, clock }: Ports,
  { holder }: HeldAccount,
  post: Crosspost,
): Promise<void> {
  const now = toInstant(clock.now());
  await database
    .prepare(
      `UPDATE crossposts SET generation = ?3, rkey = ?4, created_at = ?5, sent = ?6, deleting = ?7, gone = ?8, cid = ?9, edits = ?22,
         content = ?10, picture = ?11, thumb = ?12, companions = ?13, attempts = ?14, words = ?15,
         state = iif(marks = ?16, ?17, 'waiting'), due_at = iif(marks = ?16, ?18, ?19),
         waiting_since = iif(marks = ?16, ?20, waiting_since), changed_at = ?19
       WHERE account = ?1 AND article_id = ?2 AND generation <= ?3
         AND EXISTS (SELECT 1 FROM crosspost_account WHERE holder = ?21)`,
    )
    .bind(
      post.account,
      post.articleId,
      post.generation,
      post.rkey,
      post.createdAt,
      post.sent,
      Number(post.deleting),
      Number(post.gone),
      post.cid ?? null,
      post.content ?? null,
      post.picture ?? null,
      post.thumb ? JSON.stringify(post.thumb) : null,
      JSON.stringify(post.companions),
      post.attempts,
      post.words ?? null,
      post.marks,
      post.state,
      post.dueAt ?? null,
      now,
      post.waitingSince ?? null,
      holder,
      post.edits,
    )
    .run();
}

/** Adds the first post of an article, due at `dueAt`; where there is one already, it stays. */
export async function addCrosspost(
  { database, clock }: Pick<Ports, 'database' | 'clock'>,
  post: Pick<Crosspost, 'account' | 'articleId' | 'rkey' | 'createdAt'>,
  dueAt: Instant,
): Promise<void> {
  const now = toInstant(clock.now());
  await database
    .prepare(
      `INSERT INTO crossposts (account, article_id, rkey, created_at, due_at, waiting_since, changed_at)
       VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING`,
    )
    .bind(post.account, post.articleId, post.rkey, post.createdAt, dueAt, now, now)
    .run();
}

/** Begins a new generation of a post; void where somebody else did so meanwhile. */
export async function renew({ database }: Pick<Ports, 'database'>, post: Crosspost): Promise<void> {
  await database
    .prepare(
      `UPDATE crossposts SET generation = ?3, rkey = ?4, created_at = ?5, sent = 'nothing', deleting = 0, gone = 0,
         cid = NULL, edits = 0, content = NULL, picture = NULL, thumb = NULL, companions = '{}'
       WHERE account = ?1 AND article_id = ?2 AND generation < ?3`,
    )
    .bind(post.account, post.articleId, post.generation, post.rkey, post.createdAt)
    .run();
}

function readRow(row: CrosspostRow): Crosspost {
  const { account, generation, rkey, state, sent, edits, marks, attempts } = row;
  return {
    account,
    articleId: row.article_id,
    generation,
    rkey,
    createdAt: row.created_at,
    state,
    sent,
    deleting: row.deleting === 1,
    gone: row.gone === 1,
    ...(row.cid !== null && { cid: row.cid }),
    edits,
    ...(row.content !== null && { content: row.content }),
    ...(row.picture !== null && { picture: row.picture }),
    ...(row.thumb !== null && { thumb: JSON.parse(row.thumb) as BlobJson }),
    companions: JSON.parse(row.companions) as Record<string, Companion>,
    marks,
    ...(row.due_at !== null && { dueAt: row.due_at }),
    ...(row.waiting_since !== null && { waitingSince: row.waiting_since }),
    attempts,
    ...(row.words !== null && { words: row.words }),
    changedAt: row.changed_at,
  };
}
