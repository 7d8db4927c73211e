import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { createChance, roundsOr, SEED } from './chance.ts';
import { killAgainAndAgain } from './kill-rounds.ts';
import { nodeService } from './mortal-service.ts';

const root = mkdtempSync(join(tmpdir(), 'tearsheet-killed-'));
afterAll(() => rmSync(root, { recursive: true, force: true }));

describe('a service on Node that is killed at any moment, again and again', () => {
  it('loses nothing that it answered, does nothing twice, and gives everybody everything', {
    timeout: 3_600_000,
  }, async () => {
    const folder = join(root, 'data');
    const outcome = await killAgainAndAgain({
      rounds: roundsOr(6),
      chance: createChance(SEED),
      start: nodeService(folder),
      database: () => join(folder, 'tearsheet.sqlite'),
      log: (line) => console.log(line),
    });
    console.log(JSON.stringify({ ...outcome, faults: outcome.faults.length }));
    expect(outcome.faults).toEqual([]);
    expect(outcome.acknowledged).toBeGreaterThan(0);
    const blobs = join(folder, 'blobs');
    const files = existsSync(blobs) ? readdirSync(blobs, { recursive: true }).map(String) : [];
    expect(files.filter((name) => name.includes('.draft-'))).toEqual([]);
  });
});
