import { accessSync, constants, existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { findServices } from '../adapters/node/folder-lock.ts';
import { freeBytes } from '../adapters/node/machine.ts';
import { MIGRATIONS } from '../adapters/node/node-ports.ts';
import { toInstant } from '../domain/instant.ts';
import type { Notes } from './doctor-findings.ts';

const LITTLE_ROOM = 1024 ** 3;
const NO_ROOM = 32 * 1024 ** 2;
/** Of pictures that the database names. */
const MAX_BLOBS = 500;
const DATABASE = 'tearsheet.sqlite';
const LONG_MS = 60 * 60 * 1000;

/** Looks at the data folder, and changes nothing in it. */
export async function examineData(folder: string, notes: Notes): Promise<void> {
  if (!existsSync(folder)) {
    const parent = nearestParent(folder);
    if (isWritable(parent))
      notes.skipped('data folder', `${folder} is not there yet; the first start makes it`);
    else
      notes.fault(
        'data folder',
        `${folder} cannot be made: ${parent} is not ours to write. Set DATA_DIR to one that is.`,
      );
    return;
  }
  if (!isWritable(folder)) {
    notes.fault(
      'data folder',
      `${folder} cannot be written by this user. Give it to the one the service runs as, or set DATA_DIR.`,
    );
    return;
  }
  notes.ok('data folder', resolve(folder));
  await examineRoom(folder, notes);
  examineServices(folder, notes);
  examineSecretsKey(folder, notes);
  if (!existsSync(join(folder, DATABASE))) {
    notes.skipped('database', 'there is none yet; the first start makes it');
    return;
  }
  try {
    const database = new DatabaseSync(join(folder, DATABASE), { readOnly: true, timeout: 5000 });
    try {
      examineDatabase(database, notes);
      examineBlobs(folder, database, notes);
    } finally {
      database.close();
    }
  } catch (error) {
    notes.fault(
      'database',
      `${join(folder, DATABASE)} cannot be read: ${(error as Error).message}. Restore a backup.`,
    );
  }
}

async function examineRoom(folder: string, notes: Notes): Promise<void> {
  const bytes = await freeBytes(folder);
  const words = `${(bytes / 1024 ** 3).toFixed(1)} GiB free`;
  if (bytes < NO_ROOM) notes.fault('disk', `${words}: nothing more can be published. Make room.`);
  else if (bytes < LITTLE_ROOM) notes.warning('disk', `${words}: make room before it is needed.`);
  else notes.ok('disk', words);
}

function examineServices(folder: string, notes: Notes): void {
  const { isRunning, pids } = findServices(folder);
  const who = pids.length > 0 ? `process ${pids.join(' and ')}` : 'a process of another machine or container';
  if (!isRunning) notes.skipped('service', 'none runs on this folder');
  else if (pids.length > 1) notes.fault('service', `several run on this folder (${who}): stop all but one.`);
  else notes.ok('service', `one runs on this folder (${who})`);
}

function examineSecretsKey(folder: string, notes: Notes): void {
  const file = join(folder, 'secrets-key');
  if (process.env.SECRETS_KEY) notes.ok('secrets key', 'set by SECRETS_KEY');
  else if (!existsSync(file)) notes.skipped('secrets key', 'there is none yet; the first start makes it');
  else if (!/^[0-9a-f]{64}\s*$/.test(readFileSync(file, 'utf8')))
    notes.fault('secrets key', `${file} holds no key: put the old one back.`);
  else if ((statSync(file).mode & 0o077) !== 0)
    notes.warning('secrets key', `${file} can be read by others: chmod 600 ${file}`);
  else notes.ok('secrets key', 'for its owner’s eyes alone; keep a copy apart from the backups');
}

function examineDatabase(database: DatabaseSync, notes: Notes): void {
  const found = integrityOf(database);
  if (found === 'ok') notes.ok('database', 'whole, in every page and index');
  else notes.fault('database', `damaged: ${found}. Stop the service and restore a backup.`);

  const known = readdirSync(MIGRATIONS).filter((name) => name.endsWith('.sql'));
  const names = database.prepare('SELECT name FROM d1_migrations').all() as { name: string }[];
  const applied = new Set(names.map(({ name }) => name));
  const waiting = known.filter((name) => !applied.has(name));
  const newer = [...applied].filter((name) => !known.includes(name));
  if (newer.length > 0)
    notes.fault('migrations', `the database is of a newer version (${newer.join(', ')}): install that.`);
  else if (waiting.length > 0)
    notes.warning(
      'migrations',
      `${waiting.join(', ')} will be applied at the next start; take a backup first.`,
    );
  else {
    notes.ok('migrations', `all ${known.length} are applied`);
    examineSecrets(database, notes);
    examineEvents(database, notes);
  }
}

function examineSecrets(database: DatabaseSync, notes: Notes): void {
  const row = database
    .prepare(
      `SELECT count(*) AS plain FROM (SELECT key AS secret FROM sources UNION ALL SELECT secret FROM sources
         UNION ALL SELECT secret FROM hub_requests UNION ALL SELECT secret FROM hub_subscriptions)
       WHERE secret NOT LIKE 'v1.%'`,
    )
    .get() as { plain: number };
  if (row.plain === 0) notes.ok('secrets', 'none lies in the clear');
  else
    notes.warning(
      'secrets',
      `${row.plain} from before lie in the clear: the service seals each when it is next used.`,
    );
}

/** What a version of an article needs is tried for ever; somebody has to know where that is in vain. */
function examineEvents(database: DatabaseSync, notes: Notes): void {
  const since = toInstant(new Date(Date.now() - LONG_MS));
  const rows = database
    .prepare(
      `SELECT article_id, version FROM outbox WHERE done_at IS NULL AND sends > 1 AND recorded_at <= ?
       ORDER BY recorded_at`,
    )
    .all(since) as { article_id: string; version: number }[];
  const [first] = rows;
  if (!first) {
    notes.ok('events', 'the work on no article has failed for an hour');
    return;
  }
  const one = `article ${first.article_id}, version ${first.version}`;
  const which =
    rows.length === 1 ? `the work on ${one}` : `the work on ${rows.length} versions, such as ${one}`;
  notes.warning(
    'events',
    `${which}, has failed for over an hour: the log says why, at “a queued message will be tried again”. Mend that, or publish the article again without what it fails at. It goes on being tried, every 6 hours at last.`,
  );
}

/** `ok`, or what SQLite finds: of some damage it tells by refusing to look. */
function integrityOf(database: DatabaseSync): string {
  try {
    const rows = database.prepare('PRAGMA integrity_check(3)').all() as { integrity_check: string }[];
    return rows.map(({ integrity_check: words }) => words).join('; ');
  } catch (error) {
    return (error as Error).message;
  }
}

function examineBlobs(folder: string, database: DatabaseSync, notes: Notes): void {
  const rows = database
    .prepare(
      `SELECT blob FROM capture_media UNION SELECT blob FROM preview_pictures WHERE blob IS NOT NULL LIMIT ${MAX_BLOBS}`,
    )
    .all() as { blob: string }[];
  const missing = rows.filter(({ blob }) => !isReadable(join(folder, 'blobs', blob)));
  if (missing.length === 0) notes.ok('pictures', `${rows.length} that the database names can be read`);
  else
    notes.warning(
      'pictures',
      `${missing.length} of ${rows.length} that the database names cannot be read, such as ${missing[0]?.blob}: restore ${join(folder, 'blobs')} from a backup.`,
    );
}

function isReadable(file: string): boolean {
  try {
    readFileSync(file);
    return true;
  } catch {
    return false;
  }
}

function isWritable(folder: string): boolean {
  try {
    accessSync(folder, constants.W_OK);
    return statSync(folder).isDirectory();
  } catch {
    return false;
  }
}

function nearestParent(folder: string): string {
  let path = dirname(resolve(folder));
  while (!existsSync(path)) path = dirname(path);
  return path;
}
