/**
 * Prints the licence of everything the project is made with, one package a line.
 *
 *   npm run licences               all of it
 *   npm run licences -- --shipped  what runs in service
 */
import { LOCKFILES, type Lockfile, readLockedPackages } from './supply-chain/locked-packages.ts';

const isShippedOnly = process.argv.includes('--shipped');
const rows = (Object.keys(LOCKFILES) as Lockfile[])
  .flatMap(readLockedPackages)
  .filter(({ dev }) => !isShippedOnly || !dev);

for (const [lockfile, purpose] of Object.entries(LOCKFILES)) {
  const own = rows.filter((row) => row.lockfile === lockfile);
  if (own.length === 0) continue;
  console.log(`\n${lockfile}: ${purpose}\n`);
  for (const { name, version, licence, dev } of own) {
    console.log(
      `  ${`${name} ${version}`.padEnd(56)} ${(licence ?? 'none named').padEnd(28)} ${dev ? '' : 'in service'}`.trimEnd(),
    );
  }
}
const counts = Object.entries(Object.groupBy(rows, ({ licence }) => licence ?? 'none named'))
  .map(([licence, of]) => `${licence} ${of?.length}`)
  .sort();
console.log(`\n${rows.length} packages: ${counts.join(', ')}`);
