import { existsSync, mkdirSync, readdirSync } from 'node:fs';
import { copyFile, readFile, rename, rm } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { findServices } from '../adapters/node/folder-lock.ts';
import { makeFolder } from '../adapters/node/made-folder.ts';
import { MIGRATIONS } from '../adapters/node/node-ports.ts';
import type { BackupLabel } from './backup.ts';
import { copyChecked, DATABASE, dropDrafts, LABEL, readSums, SECRETS_KEY, TOKEN } from './checked-files.ts';
import { type Command, EXIT, readArguments } from './command-line.ts';

/** `tearsheet restore`: a backup becomes a data folder. */
export const RESTORE: Command = {
  usage: `tearsheet restore FOLDER --into DATA_DIR [--replace]
      Makes a data folder of a backup. Every file is checked by its SHA-256 and the database
      as a whole before anything is in its place.

  --replace   puts one that is there aside, under a name that is told; its service is to be
              stopped first`,
  async run(args, { print }) {
    const { values, positionals } = readArguments('restore', args, {
      into: { type: 'string' },
      replace: { type: 'boolean', default: false },
    });
    const [folder, another] = positionals;
    if (!folder || another || !values.into) throw new Error(RESTORE.usage);
    const { label, aside, hasKey } = await restoreBackup(folder, values.into, { replace: values.replace });
    print(`${values.into}: ${label.articles} articles, as of ${label.takenAt}`);
    if (aside) print(`What was there is in ${aside}. Delete it when all is well.`);
    if (!hasKey && !process.env.SECRETS_KEY) {
      print('The secrets key is not in it: put yours there, or set SECRETS_KEY, before the first start.');
    }
    print('Posts taken down since then are back: take them down again.');
    return EXIT.done;
  },
};

/**
 * Makes the data folder `into` of the backup in `from`: whole or not at all. Returns what the backup says of itself, and
 * where the folder that was there is. Throws an `Error` a person can act on where the backup is not what was written, is of
 * a newer version, or `into` is in use or holds something that is not to be replaced.
 */
export async function restoreBackup(from: string, into: string, { replace }: { replace: boolean }) {
  const sums = await readSums(from);
  const target = resolve(into);
  const isThere = existsSync(target) && readdirSync(target).length > 0;
  if (isThere && !replace) {
    throw new Error(`${into} holds something already. Name a new folder, or say --replace.`);
  }
  if (isThere && findServices(target).isRunning) {
    throw new Error(`A service runs on ${into}. Stop it first.`);
  }
  await dropDrafts(`${target}${DRAFT}`);
  const draft = `${target}${DRAFT}${process.pid}`;
  makeFolder(dirname(draft));
  mkdirSync(draft, { mode: 0o700 });
  try {
    for (const [path, digest] of sums) {
      const copied = await copyChecked(join(from, path), join(draft, path)).catch((cause: Error) => {
        throw new Error(`${join(from, path)} cannot be copied: ${cause.message}`, { cause });
      });
      if (copied !== digest)
        throw new Error(`${join(from, path)} is not what was backed up. Use another backup.`);
    }
    const label = await readLabel(draft, sums.size);
    checkDatabase(join(draft, DATABASE));
    await rm(join(draft, LABEL));
    if (isThere) await keepKeys(target, draft);
    const hasKey = existsSync(join(draft, SECRETS_KEY));
    return { label, hasKey, aside: await putInPlace(draft, target, isThere) };
  } catch (error) {
    await rm(draft, { recursive: true, force: true });
    throw error;
  }
}

const DRAFT = '.restoring-';

async function readLabel(draft: string, files: number): Promise<BackupLabel> {
  if (!existsSync(join(draft, LABEL)) || !existsSync(join(draft, DATABASE))) {
    throw new Error('The list of the backup is cut short. Use another backup.');
  }
  const label = JSON.parse(await readFile(join(draft, LABEL), 'utf8')) as BackupLabel;
  if (label.format !== 1) throw new Error('The backup is of a newer version. Install that first.');
  if (label.files !== files) throw new Error('The list of the backup is cut short. Use another backup.');
  return label;
}

function checkDatabase(file: string): void {
  const database = new DatabaseSync(file, { readOnly: true });
  try {
    const rows = database.prepare('PRAGMA integrity_check(1)').all() as { integrity_check: string }[];
    if (rows[0]?.integrity_check !== 'ok')
      throw new Error('The database in the backup is damaged. Use another backup.');
    const known = new Set(readdirSync(MIGRATIONS));
    const applied = database.prepare('SELECT name FROM d1_migrations').all() as { name: string }[];
    const newer = applied.filter(({ name }) => !known.has(name)).map(({ name }) => name);
    if (newer.length > 0) {
      throw new Error(`The backup is of a newer version (${newer.join(', ')}). Install that first.`);
    }
  } finally {
    database.close();
  }
}

/** The keys of the folder that is replaced, where the backup has none: they belong to the machine. */
async function keepKeys(target: string, draft: string): Promise<void> {
  for (const name of [SECRETS_KEY, TOKEN]) {
    if (existsSync(join(target, name)) && !existsSync(join(draft, name))) {
      await copyFile(join(target, name), join(draft, name));
    }
  }
}

async function putInPlace(draft: string, target: string, isThere: boolean): Promise<string | undefined> {
  const aside = isThere ? `${target}.replaced-${new Date().toISOString().replace(/[:.]/g, '-')}` : undefined;
  try {
    if (aside) await rename(target, aside);
    else await rm(target, { recursive: true, force: true });
    await rename(draft, target);
  } catch (cause) {
    if (aside && existsSync(aside) && !existsSync(target)) await rename(aside, target);
    const words = `${target} cannot be put in its place: ${(cause as Error).message}`;
    throw new Error(`${words}. Where it is a disk of its own, name a folder on that disk.`, { cause });
  }
  return aside;
}
