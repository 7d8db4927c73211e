import { sha256 } from '../domain/digest.ts';
import { type Instant, toInstant } from '../domain/instant.ts';
import type { Database, Ports, Statement } from '../domain/ports.ts';
import type { CaptureKey, Platform } from '../domain/post.ts';
import { touchCaptureTopics } from './capture-effects.ts';
import { handleIn } from './capture-handle.ts';
import { dropPreviewsQuoting } from './preview-records.ts';

/** What is to be taken down: one post, or everything by an author. */
export type TakedownSubject = { platform: Platform; id: string } | { platform: Platform; handle: string };

/** What a take-down reached. */
export interface TakedownReport {
  /** Captures that show nothing any more. */
  captures: string[];
  /** Articles that showed one of them, or quoted one. */
  articles: string[];
  /** Pictures deleted. */
  pictures: number;
}

const QUOTE_HANDLE = `lower(coalesce(content ->> '$.post.quote.author.handle', ''))`;

/** Where captures are kept: those that are shown, and those of embargoed articles. */
type CaptureTable = 'captures' | 'held_captures';

/** Where a capture is what `takedowns t` names, or by whom it names. */
const isSubject = (table: CaptureTable) => `t.platform = ${table}.platform
  AND t.subject IN (${table}.id, '@' || ${handleIn('content')})`;
const quotesSubject = (
  table: CaptureTable,
) => `t.platform = coalesce(content ->> '$.post.quote.platform', ${table}.platform)
  AND t.subject IN (content ->> '$.post.quote.id', '@' || ${QUOTE_HANDLE})`;
const isTakenDown = (table: CaptureTable) => `EXISTS (SELECT 1 FROM takedowns t WHERE ${isSubject(table)})`;
const quotesTakenDown = (table: CaptureTable) =>
  `EXISTS (SELECT 1 FROM takedowns t WHERE ${quotesSubject(table)})`;

/**
 * Empties those of the given captures (all, without `keys`) that were taken down, and the quotes in them.
 * To be run at the end of every batch that writes captures: so no article and no refresh brings anything back.
 */
export function applyTakedowns(
  database: Database,
  at: Instant,
  keys?: readonly [string, string][],
  table: CaptureTable = 'captures',
): Statement[] {
  const among = keys
    ? `(platform, id) IN (SELECT value ->> 0, value ->> 1 FROM json_each(?2))`
    : '?2 IS NULL';
  const bound = keys ? JSON.stringify(keys) : null;
  return [
    database
      .prepare(
        `UPDATE ${table} SET ${table === 'captures' ? 'next_check_at = NULL,' : ''} content = json_object('platform', platform, 'id', id,
           'state', 'withdrawn', 'sources', json_array(), 'capturedAt', ?1)
         WHERE ${among} AND content ->> '$.state' <> 'withdrawn' AND ${isTakenDown(table)}`,
      )
      .bind(at, bound),
    database
      .prepare(
        `UPDATE ${table} SET content = json_set(content, '$.post.quote', json_object('reason', 'withdrawn', 'at', ?1))
         WHERE ${among} AND content ->> '$.post.quote.author' IS NOT NULL AND ${quotesTakenDown(table)}`,
      )
      .bind(at, bound),
  ];
}

/**
 * Takes a post, or all posts of an author, out of cards, feeds and pages, deletes the words, their history and the
 * pictures, and remembers it. All of it is done when this returns. Doing it again changes nothing. Where pictures cannot
 * be deleted, nothing is shown any more all the same, and this throws: doing it again deletes them.
 */
export async function takeDown(ports: Ports, subject: TakedownSubject): Promise<TakedownReport> {
  const { database, blobs } = ports;
  const at = toInstant(ports.clock.now());
  const name = nameOf(subject);
  // Remembered first: from here on no publisher and no refresh can store the post, so what follows finds all of it.
  await database
    .prepare('INSERT OR IGNORE INTO takedowns (platform, subject, recorded_at) VALUES (?, ?, ?)')
    .bind(subject.platform, name, at)
    .run();
  const { keys, own, left, articles, blobs: pictures } = await findReached(database, subject.platform, name);

  const quoted = keys.map(([platform, id]) => `${platform}/${id}` as CaptureKey);
  const failures: unknown[] = [];
  const note = (error: unknown) => void failures.push(error);
  for (const blob of pictures) await blobs.delete(blob).catch(note);
  await dropPreviewsQuoting(ports, quoted).catch(note);
  const revision = await sha256(`take-down ${subject.platform} ${name} ${at}`, 16);
  await database.batch([
    touchCaptureTopics(database, keys, { revision, at }),
    ...applyTakedowns(database, at, keys),
    ...applyTakedowns(database, at, undefined, 'held_captures'),
    forget(database, 'capture_versions', keys),
    // Until they are deleted it is known which they are.
    ...(failures.length > 0 ? [] : [forget(database, 'capture_media', [...own, ...left])]),
  ]);
  await announceChanges(ports);
  if (failures.length > 0) throw failures[0];
  return reportOf({ own, articles, blobs: pictures });
}

/** What a take-down would reach, as far as it is stored now; nothing is changed. */
export async function previewTakedown(
  { database }: Pick<Ports, 'database'>,
  subject: TakedownSubject,
): Promise<TakedownReport> {
  return reportOf(await findReached(database, subject.platform, nameOf(subject)));
}

/** Keys of captures, articles and pictures. */
interface Reached {
  /** Captures of the subject, and those that quote it. */
  keys: [string, string][];
  own: [string, string][];
  /** Captures taken down before, whose pictures could not be deleted then. */
  left: [string, string][];
  articles: string[];
  blobs: string[];
}

function nameOf(subject: TakedownSubject): string {
  return 'id' in subject ? subject.id : `@${subject.handle.replace(/^@/, '').toLowerCase()}`;
}

function reportOf({ own, articles, blobs }: Omit<Reached, 'keys' | 'left'>): TakedownReport {
  return {
    captures: own.map(([platform, id]) => `${platform}/${id}`),
    articles,
    pictures: blobs.length,
  };
}

async function findReached(database: Database, platform: Platform, name: string): Promise<Reached> {
  const { results } = await database
    .prepare(
      `SELECT captures.platform, captures.id, ${isSubject('captures')} AS own
       FROM captures, (SELECT ?1 AS platform, ?2 AS subject) t
       WHERE (${isSubject('captures')}) OR (${quotesSubject('captures')})`,
    )
    .bind(platform, name)
    .all<{ platform: string; id: string; own: number }>();
  const keys = results.map(({ platform, id }): [string, string] => [platform, id]);
  const own = results.filter((row) => row.own).map(({ platform, id }): [string, string] => [platform, id]);
  const shown = await database
    .prepare(
      `SELECT DISTINCT a.article_id FROM json_each(?) k
       JOIN article_captures a ON a.platform = k.value ->> 0 AND a.capture_id = k.value ->> 1 ORDER BY 1`,
    )
    .bind(JSON.stringify(keys))
    .all<{ article_id: string }>();
  const remains = await database
    .prepare(
      `SELECT DISTINCT c.platform, c.id FROM captures c JOIN capture_media m ON m.platform = c.platform AND m.id = c.id
       WHERE c.content ->> '$.state' = 'withdrawn'`,
    )
    .all<{ platform: string; id: string }>();
  const left = remains.results.map(({ platform, id }): [string, string] => [platform, id]);
  const media = await database
    .prepare(
      // An avatar may stand beside other posts of its author, which stay.
      `SELECT DISTINCT m.blob FROM json_each(?1) k
       JOIN capture_media m ON m.platform = k.value ->> 0 AND m.id = k.value ->> 1
       WHERE NOT EXISTS (SELECT 1 FROM capture_media o WHERE o.blob = m.blob
         AND (o.platform, o.id) NOT IN (SELECT value ->> 0, value ->> 1 FROM json_each(?1)))`,
    )
    .bind(JSON.stringify([...own, ...left]))
    .all<{ blob: string }>();
  return {
    keys,
    own,
    left,
    articles: shown.results.map((row) => row.article_id),
    blobs: media.results.map(({ blob }) => blob),
  };
}

/** Subscribers and partners hear of it at once; where the queue cannot be told, the next sweep tells them. */
async function announceChanges({ queue, log }: Ports): Promise<void> {
  try {
    await queue.send({ hub: 'changes' });
    await queue.send({ webhooks: 'changes' });
  } catch (error) {
    log('warn', 'the queue could not be told of a take-down; the next sweep will', { error });
  }
}

function forget(
  database: Database,
  table: 'capture_versions' | 'capture_media',
  keys: [string, string][],
): Statement {
  return database
    .prepare(
      `DELETE FROM ${table} WHERE (platform, id) IN (SELECT value ->> 0, value ->> 1 FROM json_each(?))`,
    )
    .bind(JSON.stringify(keys));
}
