import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { createNodeMachine } from '../../src/adapters/node/machine.ts';
import { openSqlite } from '../../src/adapters/node/sqlite-database.ts';
import { createTableQueue } from '../../src/adapters/node/table-queue.ts';
import { systemClock } from '../../src/adapters/web/clock.ts';
import { readDatabaseFigures } from '../../src/metrics/database-figures.ts';
import { RequestTally } from '../../src/metrics/request-tally.ts';
import { openMemoryPorts } from '../memory-ports.ts';

describe('docs/operations.md', () => {
  it('lists every figure there is, and no other', async () => {
    const { database, clock, log } = await openMemoryPorts('2026-03-02T08:00:00.000Z');
    const other = openSqlite(':memory:');
    createTableQueue(other, { clock, log });
    const told = [
      ...(await readDatabaseFigures(database, clock.now())),
      ...(await createNodeMachine('.', other, systemClock).readings()),
      new RequestTally().told(),
    ].map(({ name }) => name);
    const page = readFileSync('docs/operations.md', 'utf8');
    const listed = [...page.matchAll(/^\| `([a-z_]+)` \|/gm)].map(([, name]) => name);
    expect(listed.sort()).toEqual([...new Set(told)].sort());
    expect(told.length).toBeGreaterThan(14);
  });
});
