import { sha256 } from '../domain/digest.ts';
import { toInstant } from '../domain/instant.ts';
import type { Ports } from '../domain/ports.ts';

/** Somebody who is logged in. */
export interface ConsoleSession {
  /** The digest of what the cookie holds. */
  id: string;
  /** Stands in every form: who posts has read one of our pages. */
  csrf: string;
  /** The language that was chosen; none: as the browser asks. */
  language?: string;
}

/** A working day, and no longer. */
export const SESSION_SECONDS = 12 * 60 * 60;
/** In one minute, from everywhere. A token has 256 bits: this is for our work, not for its secrecy. */
const MAX_ATTEMPTS = 20;
const SECRET_BYTES = 32;

/**
 * Opens a session and returns what its cookie holds, which is stored nowhere. What is over goes on this occasion.
 *
 * @param tokenDigest of the publisher token that was shown
 */
export async function openSession(ports: Ports, tokenDigest: string): Promise<string> {
  const { database, clock } = ports;
  const now = clock.now();
  const secret = randomHex(ports);
  const expiresAt = toInstant(new Date(now.getTime() + SESSION_SECONDS * 1000));
  await database.batch([
    database.prepare('DELETE FROM console_sessions WHERE expires_at <= ?').bind(toInstant(now)),
    database.prepare('DELETE FROM console_attempts WHERE minute < ?').bind(minuteOf(now)),
    database
      .prepare('INSERT INTO console_sessions (id, token_digest, csrf, expires_at) VALUES (?, ?, ?, ?)')
      .bind(await sha256(secret), tokenDigest, randomHex(ports), expiresAt),
  ]);
  return secret;
}

/** The session of a cookie, while it lasts and its token is still one of the service's. */
export async function findSession(
  { database, clock }: Ports,
  secret: string | undefined,
  tokenDigests: readonly string[],
): Promise<ConsoleSession | undefined> {
  if (!secret || !/^[0-9a-f]{64}$/.test(secret)) return undefined;
  const id = await sha256(secret);
  const row = await database
    .prepare('SELECT token_digest, csrf, language FROM console_sessions WHERE id = ? AND expires_at > ?')
    .bind(id, toInstant(clock.now()))
    .first<{ token_digest: string; csrf: string; language: string | null }>();
  if (!row || !tokenDigests.includes(row.token_digest)) return undefined;
  return { id, csrf: row.csrf, ...(row.language && { language: row.language }) };
}

/** Ends a session: its cookie opens nothing any more. */
export async function closeSession({ database }: Ports, { id }: ConsoleSession): Promise<void> {
  await database.prepare('DELETE FROM console_sessions WHERE id = ?').bind(id).run();
}

/** Remembers the language that was chosen; `undefined`: as the browser asks. */
export async function chooseLanguage(
  { database }: Ports,
  { id }: ConsoleSession,
  language: string | undefined,
): Promise<void> {
  await database
    .prepare('UPDATE console_sessions SET language = ? WHERE id = ?')
    .bind(language ?? null, id)
    .run();
}

/** Counts an attempt to log in. Returns the seconds to wait where there were too many in this minute, else 0. */
export async function countAttempt({ database, clock }: Ports): Promise<number> {
  const now = clock.now();
  const row = await database
    .prepare(
      `INSERT INTO console_attempts (minute, attempts) VALUES (?, 1)
       ON CONFLICT (minute) DO UPDATE SET attempts = attempts + 1 RETURNING attempts`,
    )
    .bind(minuteOf(now))
    .first<{ attempts: number }>();
  return (row?.attempts ?? 0) > MAX_ATTEMPTS ? 60 - now.getUTCSeconds() : 0;
}

function minuteOf(now: Date): string {
  return toInstant(now).slice(0, 16);
}

function randomHex({ random }: Ports): string {
  return Array.from(random.bytes(SECRET_BYTES), (byte) => byte.toString(16).padStart(2, '0')).join('');
}
