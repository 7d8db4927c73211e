import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { createChance, roundsOr, SEED } from './chance.ts';
import { killAgainAndAgain } from './kill-rounds.ts';
import { databaseOf, migrateWorkerd, workerdService } from './workerd-service.ts';

const root = mkdtempSync(join(tmpdir(), 'tearsheet-killed-worker-'));
afterAll(() => rmSync(root, { recursive: true, force: true }));

/** A start takes seconds: a tenth of the rounds on Node. */
const ROUNDS = Math.ceil(roundsOr(20) / 10);

describe('a service on workerd that is killed at any moment, again and again', () => {
  it('loses nothing that it answered, does nothing twice, and gives everybody everything', {
    timeout: 3_600_000,
  }, async () => {
    await migrateWorkerd(root);
    const outcome = await killAgainAndAgain({
      rounds: ROUNDS,
      chance: createChance(SEED),
      start: workerdService(root),
      database: () => databaseOf(root),
      log: (line) => console.log(line),
    });
    console.log(JSON.stringify({ ...outcome, faults: outcome.faults.length }));
    expect(outcome.faults).toEqual([]);
    expect(outcome.acknowledged).toBeGreaterThan(0);
  });
});
