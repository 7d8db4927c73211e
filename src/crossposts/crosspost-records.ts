import { type Instant, toInstant } from '../domain/instant.ts';
import type { Ports } from '../domain/ports.ts';
import type { HeldAccount } from './account-records.ts';
import type { BlobJson } from './post-record.ts';
import { after, PATIENCE_SECONDS } from './retry.ts';

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

/** The newest change first, `limit` at most, from before the change and article in `before` on. */
export async function listCrossposts(
  { database }: Ports,
  limit: number,
  before?: { changedAt: Instant; articleId: string },
): Promise<Crosspost[]> {
  const { results } = await database
    .prepare(
      `SELECT * FROM crossposts WHERE ?1 IS NULL OR (changed_at, article_id) < (?1, ?2)
       ORDER BY changed_at DESC, article_id DESC LIMIT ?3`,
    )
    .bind(before?.changedAt ?? null, before?.articleId ?? null, limit)
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

/**
 * Makes what there is of an article due at `dueAt`, in one account or in all; what waits for a deletion to be looked at
 * again goes on waiting. What was deleted stays so unless `again` is said. Returns whether there was anything.
 */
export async function markDue(
  { database, clock }: Pick<Ports, 'database' | 'clock'>,
  {
    articleId,
    account,
    dueAt,
    again,
  }: { articleId: string; account?: string; dueAt?: Instant; again: boolean },
): Promise<boolean> {
  const now = toInstant(clock.now());
  const { results } = await database
    .prepare(
      `UPDATE crossposts SET marks = marks + 1, state = 'waiting', attempts = 0, words = NULL, waiting_since = ?1,
         due_at = iif(deleting = 1 AND due_at IS NOT NULL, due_at, ?2), changed_at = ?1
       WHERE article_id = ?3 AND (?4 IS NULL OR account = ?4) AND (?5 = 1 OR state <> 'deleted') RETURNING rkey`,
    )
    .bind(now, dueAt ?? now, articleId, account ?? null, Number(again))
    .all();
  return results.length > 0;
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

/** What is given time to be made ready for is due at once. Returns whether there was anything. */
export async function hasten({ database, clock }: Ports, articleId: string): Promise<boolean> {
  const { results } = await database
    .prepare(
      `UPDATE crossposts SET due_at = ?1 WHERE article_id = ?2 AND due_at IS NOT NULL AND attempts = 0 AND deleting = 0
       RETURNING rkey`,
    )
    .bind(toInstant(clock.now()), articleId)
    .all();
  return results.length > 0;
}

/** Gives up on what has waited for three days, whyever; never on deletions. */
export async function expirePosts({ database, clock }: Ports): Promise<void> {
  const now = clock.now();
  await database
    .prepare(
      `UPDATE crossposts SET state = 'failed', due_at = NULL, waiting_since = NULL, changed_at = ?1,
         words = coalesce(words, 'the account could not be used') || '; given up after three days'
       WHERE due_at IS NOT NULL AND waiting_since < ?2 AND deleting = 0
         AND EXISTS (SELECT 1 FROM articles a WHERE a.id = article_id AND a.state = 'live')`,
    )
    .bind(toInstant(now), after(now, -PATIENCE_SECONDS))
    .run();
}

/** The articles that are due for the account, the longest waiting first. */
export async function duePosts({ database, clock }: Ports, limit: number): Promise<string[]> {
  const { results } = await database
    .prepare(
      `SELECT c.article_id FROM crosspost_account a JOIN crossposts c ON c.account = a.did
       WHERE a.state = 'working' AND coalesce(a.wait_until, '') <= ?1 AND coalesce(a.held_until, '') <= ?1
         AND c.due_at <= ?1 ORDER BY c.due_at LIMIT ?2`,
    )
    .bind(toInstant(clock.now()), limit)
    .all<{ article_id: string }>();
  return results.map(({ article_id }) => article_id);
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
