import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync } from 'node:fs';
import { readdir, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join, relative, resolve } from 'node:path';
import { loadEnvironmentFile } from '../adapters/node/environment-file.ts';
import { makeFolder } from '../adapters/node/made-folder.ts';
import { dataFolderOf } from '../node-settings.ts';
import {
  BLOBS,
  copyChecked,
  DATABASE,
  dropDrafts,
  LABEL,
  SECRETS_KEY,
  type Sums,
  TOKEN,
  writeSums,
} from './checked-files.ts';
import { type Command, EXIT, readArguments } from './command-line.ts';
import { copyDatabase } from './database-copy.ts';

/** What a backup says of itself. */
export interface BackupLabel {
  format: 1;
  takenAt: string;
  /** The last migration of the database. */
  migration: string;
  articles: number;
  files: number;
  withSecrets: boolean;
}

/** `tearsheet backup`: a copy of a data folder, taken while the service runs. */
export const BACKUP: Command = {
  usage: `tearsheet backup FOLDER [--with-secrets]
      Copies the data folder (DATA_DIR) into a new folder, while the service runs:
      the database as it is at one moment, the pictures, and their SHA-256.

  --with-secrets   also the key that opens stored secrets; keep such a backup as you keep it

  tearsheet restore FOLDER --into DATA_DIR brings it back.`,
  async run(args, { print }) {
    const { values, positionals } = readArguments('backup', args, { 'with-secrets': { type: 'boolean' } });
    const [folder, another] = positionals;
    if (!folder || another) throw new Error(BACKUP.usage);
    loadEnvironmentFile();
    const withSecrets = values['with-secrets'] === true;
    const label = await takeBackup(dataFolderOf(process.env), folder, { withSecrets });
    print(`${folder}: ${label.articles} articles, ${label.files} files, as of ${label.takenAt}`);
    if (!withSecrets && !process.env.SECRETS_KEY) {
      print('The secrets key is not in it: keep a copy of it elsewhere, or take one --with-secrets.');
    }
    return EXIT.done;
  },
};

/**
 * Copies the data folder `from` into `to`, which is there whole or not at all. A service may work on it meanwhile. Throws
 * an `Error` a person can act on where there is nothing to copy, or `to` holds something.
 */
export async function takeBackup(
  from: string,
  to: string,
  { withSecrets }: { withSecrets: boolean },
): Promise<BackupLabel> {
  if (!existsSync(join(from, DATABASE))) {
    throw new Error(`${from} has no database to back up. Set DATA_DIR to the service's data folder.`);
  }
  if (existsSync(to) && readdirSync(to).length > 0) {
    throw new Error(`${to} holds something already. Name a new folder for each backup.`);
  }
  if (!relative(resolve(from), resolve(to)).startsWith('..')) {
    throw new Error(`${to} lies in the data folder itself. Name a folder elsewhere, best on another disk.`);
  }
  const drafts = `${resolve(to)}.draft-`;
  await dropDrafts(drafts);
  const draft = `${drafts}${process.pid}`;
  makeFolder(dirname(draft));
  mkdirSync(draft, { mode: 0o700 });
  try {
    const label = await fill(draft, from, withSecrets);
    await rm(to, { recursive: true, force: true });
    await rename(draft, resolve(to));
    return label;
  } catch (error) {
    await rm(draft, { recursive: true, force: true });
    throw error;
  }
}

async function fill(draft: string, from: string, withSecrets: boolean): Promise<BackupLabel> {
  const sums: Sums = new Map();
  // Pictures are there before the database names them, and may go soon after: so they are copied first, and those that
  // came meanwhile, after it.
  await copyBlobs(from, draft, sums);
  const takenAt = new Date().toISOString();
  const described = await copyDatabase(join(from, DATABASE), join(draft, DATABASE));
  sums.set(DATABASE, described.digest);
  await copyBlobs(from, draft, sums);
  for (const name of withSecrets ? [TOKEN, SECRETS_KEY] : [TOKEN]) {
    if (existsSync(join(from, name))) sums.set(name, await copyChecked(join(from, name), join(draft, name)));
  }
  const { migration, articles } = described;
  const label: BackupLabel = { format: 1, takenAt, migration, articles, files: sums.size + 1, withSecrets };
  const text = `${JSON.stringify(label, undefined, 2)}\n`;
  await writeFile(join(draft, LABEL), text, { flush: true });
  sums.set(LABEL, createHash('sha256').update(text).digest('hex'));
  await writeSums(draft, sums);
  return label;
}

/** Copies the blobs that are not copied yet. One that goes meanwhile is not missed: its owner is gone. */
async function copyBlobs(from: string, draft: string, sums: Sums): Promise<void> {
  const folder = join(from, BLOBS);
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => []);
  for (const entry of entries) {
    if (!entry.isFile() || entry.name.startsWith('.')) continue;
    const file = join(entry.parentPath, entry.name);
    const path = `${BLOBS}/${relative(folder, file)}`;
    if (sums.has(path)) continue;
    try {
      sums.set(path, await copyChecked(file, join(draft, path)));
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    }
  }
}
