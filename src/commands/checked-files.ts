import { createHash } from 'node:crypto';
import { createReadStream, existsSync, mkdirSync } from 'node:fs';
import { open, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { checkBlobName } from '../domain/ports.ts';

/** The list of a backup's files, as `sha256sum -c` reads it. */
export const SUMS = 'SHA256SUMS';
export const DATABASE = 'tearsheet.sqlite';
export const BLOBS = 'blobs';
/** What else of a data folder is worth keeping; the first opens the secrets in the database. */
export const SECRETS_KEY = 'secrets-key';
export const TOKEN = 'publisher-token.sha256';
/** What the backup is, for people and for `restore`. */
export const LABEL = 'backup.json';

const CHUNK_BYTES = 1024 * 1024;

/** SHA-256 in hex, by path in the backup. */
export type Sums = Map<string, string>;

/** The SHA-256 of a file, in hex. */
export async function digestOf(file: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(file)) hash.update(chunk as Buffer);
  return hash.digest('hex');
}

/** Copies a file, flushed to the disk, and returns the SHA-256 of what was copied. Folders above it are made. */
export async function copyChecked(from: string, to: string): Promise<string> {
  const hash = createHash('sha256');
  mkdirSync(dirname(to), { recursive: true });
  await using source = await open(from);
  await using target = await open(to, 'w', (await source.stat()).mode & 0o777);
  const chunk = Buffer.alloc(CHUNK_BYTES);
  for (;;) {
    const { bytesRead } = await source.read(chunk, 0, CHUNK_BYTES);
    if (bytesRead === 0) break;
    const bytes = chunk.subarray(0, bytesRead);
    hash.update(bytes);
    await target.writeFile(bytes);
  }
  await target.sync();
  return hash.digest('hex');
}

/** Removes what copies that were killed left behind: all whose path begins so. */
export async function dropDrafts(path: string): Promise<void> {
  const folder = dirname(path);
  if (!existsSync(folder)) return;
  for (const name of await readdir(folder)) {
    if (name.startsWith(basename(path))) await rm(join(folder, name), { recursive: true, force: true });
  }
}

/** Writes the list into the backup. */
export async function writeSums(folder: string, sums: Sums): Promise<void> {
  const lines = [...sums]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([path, digest]) => `${digest}  ${path}\n`);
  await writeFile(join(folder, SUMS), lines.join(''), { flush: true });
}

/** Reads the list of a backup. Throws an `Error` where there is none, or where it names what no backup holds. */
export async function readSums(folder: string): Promise<Sums> {
  const text = await readFile(join(folder, SUMS), 'utf8').catch((cause: Error) => {
    throw new Error(`${folder} is no backup: it has no ${SUMS}.`, { cause });
  });
  const sums: Sums = new Map();
  for (const line of text.split('\n').filter(Boolean)) {
    const [, digest, path] = /^([0-9a-f]{64}) {2}(\S{1,1000})$/.exec(line) ?? [];
    if (!digest || !path || !isPartOfBackup(path)) {
      throw new Error(`${join(folder, SUMS)} names what no backup holds: ${line.slice(0, 200)}`);
    }
    sums.set(path, digest);
  }
  return sums;
}

/** A list that was tampered with leads nowhere else. */
function isPartOfBackup(path: string): boolean {
  if ([DATABASE, SECRETS_KEY, TOKEN, LABEL].includes(path)) return true;
  if (!path.startsWith(`${BLOBS}/`)) return false;
  try {
    checkBlobName(path.slice(BLOBS.length + 1));
    return true;
  } catch {
    return false;
  }
}
