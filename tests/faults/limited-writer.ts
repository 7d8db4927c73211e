import { openSqlite } from '../../src/adapters/node/sqlite-database.ts';

/** Writes into the database that is named until it takes no more, by statement or by batch, and says what came of it. */
const [path = '', how = ''] = process.argv.slice(2);
const database = openSqlite(path);
database.execute('CREATE TABLE lines (words TEXT NOT NULL)');
const insert = database.prepare('INSERT INTO lines VALUES (?)').bind('x'.repeat(50_000));
let taken = 0;
let refused = '';
while (!refused && taken < 100) {
  try {
    await (how === 'batch' ? database.batch([insert, insert]) : insert.run());
    taken += how === 'batch' ? 2 : 1;
  } catch (error) {
    refused = (error as Error).name;
  }
}
const kept = await database.prepare('SELECT count(*) AS count FROM lines').first<{ count: number }>();
process.stdout.write(JSON.stringify({ refused, isWhole: kept?.count === taken && taken > 0 }));
