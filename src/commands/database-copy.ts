import { backup, DatabaseSync } from 'node:sqlite';
import { digestOf } from './checked-files.ts';

const ALL_PAGES = 0x7fff_ffff;

/** A copy, and what is in it. */
export interface CopiedDatabase {
  digest: string;
  /** The last of them. */
  migration: string;
  articles: number;
}

/**
 * Copies a database that is in use, as it is at one moment. Throws an `Error` a person can act on where the copy is damaged,
 * for then so is the database.
 */
export async function copyDatabase(from: string, to: string): Promise<CopiedDatabase> {
  const source = new DatabaseSync(from, { timeout: 5000 });
  try {
    // In one step: what is written meanwhile is not in it, and does not make it begin again.
    await backup(source, to, { rate: ALL_PAGES });
  } finally {
    source.close();
  }
  const copy = new DatabaseSync(to);
  try {
    // One file, without a journal beside it.
    copy.exec('PRAGMA journal_mode = DELETE');
    const rows = copy.prepare('PRAGMA integrity_check(1)').all() as { integrity_check: string }[];
    if (rows[0]?.integrity_check !== 'ok') {
      throw new Error(
        `the database is damaged: ${rows[0]?.integrity_check}. See tearsheet doctor; restore an earlier backup.`,
      );
    }
    const facts = copy
      .prepare(
        'SELECT (SELECT max(name) FROM d1_migrations) AS migration, (SELECT count(*) FROM articles) AS articles',
      )
      .get() as { migration: string; articles: number };
    return { ...facts, digest: await digestOf(to) };
  } finally {
    copy.close();
  }
}
