import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { SqliteDatabase } from './sqlite-database.ts';

/**
 * Applies the SQL files of `folder` that this database has not seen, in name order, each in a transaction.
 * Keeps count in `d1_migrations`, the table wrangler uses, so that one database can move between the two.
 * Returns the names of the files applied.
 */
export async function applyMigrations(database: SqliteDatabase, folder: string): Promise<string[]> {
  database.execute(
    `CREATE TABLE IF NOT EXISTS d1_migrations (
       id INTEGER PRIMARY KEY AUTOINCREMENT, name TEXT UNIQUE,
       applied_at TIMESTAMP DEFAULT CURRENT_TIMESTAMP NOT NULL)`,
  );
  const { results } = await database.prepare('SELECT name FROM d1_migrations').all<{ name: string }>();
  const applied = new Set(results.map((row) => row.name));
  const waiting = readdirSync(folder)
    .filter((name) => name.endsWith('.sql') && !applied.has(name))
    .sort();
  for (const name of waiting) {
    const sql = readFileSync(join(folder, name), 'utf8');
    try {
      database.execute(
        `BEGIN IMMEDIATE; ${sql}; INSERT INTO d1_migrations (name) VALUES ('${name}'); COMMIT;`,
      );
    } catch (error) {
      if (database.isTransaction()) database.execute('ROLLBACK');
      throw new Error(`migration ${name} failed; the database is as it was before it`, { cause: error });
    }
  }
  return waiting;
}
