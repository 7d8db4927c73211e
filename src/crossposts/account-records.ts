import { after, dueSql } from '../deliveries/retry-schedule.ts';
import { type Instant, toInstant } from '../domain/instant.ts';
import type { Ports } from '../domain/ports.ts';
import type { Account, AccountSettings } from './account.ts';

/** A process that dies leaves the account for so long; a step asks its server a dozen times, 15 seconds each at most. */
const HOLD_SECONDS = 5 * 60;
const COLUMNS =
  'did, handle, service, identifier, password, session, settings, since, state, words, failures, wait_until';

interface AccountRow {
  did: string;
  handle: string;
  service: string;
  identifier: string;
  password: string;
  session: string | null;
  settings: string;
  since: Instant;
  state: Account['state'];
  words: string | null;
  failures: number;
  wait_until: Instant | null;
}

/** An account that nobody else works for meanwhile. What is written for it is void once somebody else holds it. */
export interface HeldAccount extends Account {
  holder: string;
}

/** The account that articles are posted by; `undefined` where none is set. */
export async function loadAccount({ database }: Pick<Ports, 'database'>): Promise<Account | undefined> {
  const row = await database.prepare(`SELECT ${COLUMNS} FROM crosspost_account`).first<AccountRow>();
  return row ? readRow(row) : undefined;
}

/** Sets the account, whoever was there before. Who works for it at this moment does so in vain. */
export async function saveAccount({ database }: Ports, account: Account): Promise<void> {
  await database
    .prepare(
      `INSERT OR REPLACE INTO crosspost_account (id, did, handle, service, identifier, password, session, settings, since)
       VALUES (1, ?, ?, ?, ?, ?, ?, ?, ?)`,
    )
    .bind(
      account.did,
      account.handle,
      account.service,
      account.identifier,
      account.password,
      account.session ?? null,
      JSON.stringify(account.settings),
      account.since,
    )
    .run();
}

/** Changes what is posted, and how; the login stays as it is. */
export async function saveSettings({ database }: Ports, settings: AccountSettings): Promise<void> {
  await database.prepare('UPDATE crosspost_account SET settings = ?').bind(JSON.stringify(settings)).run();
}

/** Forgets the account. `false` where none was set. */
export async function removeAccount({ database }: Ports): Promise<boolean> {
  return (await database.prepare('DELETE FROM crosspost_account RETURNING id').first()) !== null;
}

/** The condition, in SQL, that the account's server may be asked at `now`, and nobody works for it. */
export function isFree(now: string): string {
  const columns = ["coalesce(wait_until, '')", "coalesce(held_until, '')"];
  return columns.map((column) => dueSql(column, now)).join(' AND ');
}

/**
 * The account, held for a few minutes, where this article has something to be done. `undefined` where there is nothing,
 * where the account waits or is refused, or where somebody works for it.
 */
export async function holdAccount(
  { database, clock, random }: Ports,
  articleId: string,
): Promise<HeldAccount | undefined> {
  const holder = Array.from(random.bytes(8), (byte) => byte.toString(16).padStart(2, '0')).join('');
  const now = clock.now();
  const row = await database
    .prepare(
      `UPDATE crosspost_account SET holder = ?1, held_until = ?2
       WHERE state = 'working' AND ${isFree('?3')} AND EXISTS
         (SELECT 1 FROM crossposts c WHERE c.account = did AND c.article_id = ?4 AND ${dueSql('c.due_at', '?3')})
       RETURNING ${COLUMNS}`,
    )
    .bind(holder, after(now, HOLD_SECONDS), toInstant(now), articleId)
    .first<AccountRow>();
  return row ? { ...readRow(row), holder } : undefined;
}

/** Lets go of the account, unless somebody else holds it by now. */
export async function releaseAccount({ database }: Ports, { holder }: HeldAccount): Promise<void> {
  await database
    .prepare('UPDATE crosspost_account SET holder = NULL, held_until = NULL WHERE holder = ?')
    .bind(holder)
    .run();
}

/** Keeps what the session has become, sealed; `undefined` where it is no good any more. */
export async function saveSession(
  { database }: Ports,
  { holder }: HeldAccount,
  session: string | undefined,
): Promise<void> {
  await database
    .prepare('UPDATE crosspost_account SET session = ? WHERE holder = ?')
    .bind(session ?? null, holder)
    .run();
}

/** What is known of the account's server after it was asked. */
export interface AccountNote {
  state: Account['state'];
  words?: string | undefined;
  failures: number;
  waitUntil?: Instant | undefined;
}

/** Writes down how the account fares; nothing where somebody else holds it by now. */
export async function noteAccount(
  { database }: Ports,
  { holder }: HeldAccount,
  note: AccountNote,
): Promise<void> {
  await database
    .prepare(
      'UPDATE crosspost_account SET state = ?, words = ?, failures = ?, wait_until = ? WHERE holder = ?',
    )
    .bind(note.state, note.words ?? null, note.failures, note.waitUntil ?? null, holder)
    .run();
}

function readRow(row: AccountRow): Account {
  const { did, handle, service, identifier, password, since, state, failures } = row;
  return {
    did,
    handle,
    service,
    identifier,
    password,
    ...(row.session !== null && { session: row.session }),
    settings: JSON.parse(row.settings) as AccountSettings,
    since,
    state,
    ...(row.words !== null && { words: row.words }),
    failures,
    ...(row.wait_until !== null && { waitUntil: row.wait_until }),
  };
}
