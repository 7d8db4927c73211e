import { dueSql, isDue } from '../deliveries/retry-schedule.ts';
import { sha256 } from '../domain/digest.ts';
import { toInstant } from '../domain/instant.ts';
import type { OpenedPicture, PictureFault, PictureRoom } from '../domain/picture.ts';
import type { FetchOutcome, Ports } from '../domain/ports.ts';

/** The largest photo that is taken in. Cameras' own files are larger; what stands on a site is not. */
const MAX_BYTES = 12 * 1024 * 1024;
const TIMEOUT_MS = 15_000;
/** Minutes until a picture that could not be had is asked for again; then it is given up. */
const RETRY_MINUTES = [1, 5, 30, 120, 720];
/** The owner of the publication's logo: no article has such an id. */
export const LOGO_OWNER = '/logo';

/**
 * Why a picture is not there to be drawn. `pending`: it was not asked for yet, or will be asked for again;
 * `unreachable`: it was given up.
 */
export type PictureAbsence = 'pending' | 'unreachable' | PictureFault;

export type KeptPicture =
  | { outcome: 'opened'; picture: OpenedPicture }
  | { outcome: 'absent'; reason: PictureAbsence };

interface PictureRow {
  blob: string | null;
  fault: PictureAbsence | null;
  attempts: number;
  next_at: string | null;
}

/**
 * Opens our copy of a picture. Asks nobody: one that was never asked for is put down for the next sweep. Storage that fails
 * is no picture for now.
 */
export async function loadPicture(
  ports: Ports,
  owner: string,
  url: string,
  room: PictureRoom,
): Promise<KeptPicture> {
  const row = await findRow(ports, owner, url);
  const passOver = (error: unknown) => {
    ports.log('warn', 'a picture for previews is left out, as the storage fails', { owner, url, error });
    return undefined;
  };
  if (!row) await requestPicture(ports, owner, url).catch(passOver);
  const bytes = row?.blob ? await ports.blobs.get(row.blob).catch(passOver) : undefined;
  if (!bytes) {
    const reason = row && !row.blob && row.next_at === null ? (row.fault ?? 'pending') : 'pending';
    return { outcome: 'absent', reason };
  }
  const opening = await ports.pixels.open(bytes, room);
  return opening.outcome === 'opened' ? opening : { outcome: 'absent', reason: opening.fault };
}

/** Asks for a picture where it stands. */
export function fetchPicture({ fetch }: Ports, url: string, timeoutMs: number): Promise<FetchOutcome> {
  return fetch.get(url, { accept: 'image/avif,image/webp,image/*', maxBytes: MAX_BYTES, timeoutMs });
}

/**
 * Fetches a picture and keeps a copy, unless there is one, or it is known to be no use. What fails on the way is tried
 * again by {@link retryPictures}; what is no picture is not.
 */
export async function keepPicture(
  ports: Ports,
  owner: string,
  url: string,
  room: PictureRoom,
): Promise<void> {
  const known = await findRow(ports, owner, url);
  const now = ports.clock.now();
  if (known && (known.blob !== null || known.next_at === null || !isDue(known.next_at, now))) return;
  const answer = await fetchPicture(ports, url, TIMEOUT_MS);
  if (answer.outcome !== 'answered' || answer.status !== 200) {
    const why = answer.outcome === 'answered' ? `status ${answer.status}` : answer.reason;
    ports.log('warn', 'a picture for previews could not be had', { owner, url, why });
    const attempts = (known?.attempts ?? 0) + 1;
    const minutes = RETRY_MINUTES[attempts - 1];
    const next = minutes ? toInstant(new Date(now.getTime() + minutes * 60_000)) : null;
    return saveRow(ports, owner, url, { blob: null, fault: 'unreachable', attempts, next_at: next });
  }
  const opening = await ports.pixels.open(answer.body, room);
  if (opening.outcome === 'unusable') {
    ports.log('warn', 'a picture for previews cannot be used', { owner, url, fault: opening.fault });
    return saveRow(ports, owner, url, { blob: null, fault: opening.fault, attempts: 0, next_at: null });
  }
  await storePicture(ports, owner, url, answer.body);
}

/** Keeps the bytes of a picture as if they had been fetched from `url`. */
export async function storePicture(
  ports: Ports,
  owner: string,
  url: string,
  bytes: Uint8Array,
): Promise<void> {
  const blob = `preview-pictures/${owner === LOGO_OWNER ? '_' : owner}/${await sha256(url, 32)}`;
  const next = toInstant(ports.clock.now());
  // The row first: a crash in between leaves a row whose blob is fetched again, never a blob that nothing names.
  await saveRow(ports, owner, url, { blob: null, fault: null, attempts: 0, next_at: next });
  await ports.blobs.put(blob, bytes);
  await saveRow(ports, owner, url, { blob, fault: null, attempts: 0, next_at: null });
  // Who withdrew the article meanwhile has looked for its photos too early.
  if (!(await isNeeded(ports, owner))) await dropPictures(ports, owner);
}

/** Whether an owner of pictures is there: a live article, or the publication. */
async function isNeeded({ database }: Ports, owner: string): Promise<boolean> {
  if (owner === LOGO_OWNER) return true;
  return (
    (await database.prepare(`SELECT 1 FROM articles WHERE id = ? AND state = 'live'`).bind(owner).first()) !==
    null
  );
}

/** Asks again for pictures whose time has come, `limit` at most. */
export async function retryPictures(
  ports: Ports,
  roomOf: (owner: string) => PictureRoom,
  limit: number,
): Promise<void> {
  const { results } = await ports.database
    .prepare(
      `SELECT owner, url FROM preview_pictures WHERE ${dueSql('next_at', '?1')} ORDER BY next_at LIMIT ?2`,
    )
    .bind(toInstant(ports.clock.now()), limit)
    .all<{ owner: string; url: string }>();
  for (const { owner, url } of results) await keepPicture(ports, owner, url, roomOf(owner));
}

/** Deletes our copies of an article's photos. */
export async function dropPictures({ database, blobs }: Ports, owner: string): Promise<void> {
  const { results } = await database
    .prepare('SELECT blob FROM preview_pictures WHERE owner = ? AND blob IS NOT NULL')
    .bind(owner)
    .all<{ blob: string }>();
  for (const { blob } of results) await blobs.delete(blob);
  await database.prepare('DELETE FROM preview_pictures WHERE owner = ?').bind(owner).run();
}

function findRow({ database }: Ports, owner: string, url: string): Promise<PictureRow | null> {
  return database
    .prepare('SELECT blob, fault, attempts, next_at FROM preview_pictures WHERE owner = ? AND url = ?')
    .bind(owner, url)
    .first<PictureRow>();
}

async function requestPicture({ database, clock }: Ports, owner: string, url: string): Promise<void> {
  await database
    .prepare('INSERT OR IGNORE INTO preview_pictures (owner, url, next_at) VALUES (?, ?, ?)')
    .bind(owner, url, toInstant(clock.now()))
    .run();
}

async function saveRow({ database }: Ports, owner: string, url: string, row: PictureRow): Promise<void> {
  await database
    .prepare(
      `INSERT INTO preview_pictures (owner, url, blob, fault, attempts, next_at) VALUES (?, ?, ?, ?, ?, ?)
       ON CONFLICT (owner, url) DO UPDATE SET
         blob = excluded.blob, fault = excluded.fault, attempts = excluded.attempts, next_at = excluded.next_at
       -- Who comes back with nothing takes nothing away from who was quicker.
       WHERE preview_pictures.blob IS NULL OR excluded.blob IS NOT NULL`,
    )
    .bind(owner, url, row.blob, row.fault, row.attempts, row.next_at)
    .run();
}
