import { existsSync, readdirSync, rmSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openNodePorts } from '../../src/adapters/node/node-ports.ts';
import { takeBackup } from '../../src/commands/backup.ts';
import { restoreBackup } from '../../src/commands/restore.ts';
import { createChance, SEED } from './chance.ts';
import { pause, spawnGroup } from './mortal-service.ts';
import { newFolder, openHouse, removeFolders } from './open-house.ts';
import { Stored } from './stored.ts';

afterAll(removeFolders);

const SCRIPT = fileURLToPath(new URL('./copying.ts', import.meta.url));
const ARTICLES = 12;
/** So many are interrupted; on a machine that has much to do, more have to be begun. */
const KILLS = 4;
const MOST_TRIES = 40;
const WITHOUT_SECRETS = { withSecrets: false };

const chance = createChance(SEED);
const data = newFolder();
beforeAll(async () => {
  const house = await openHouse({ folder: data });
  for (let index = 0; index < ARTICLES; index++) await house.put(`article-${index}`);
  house.close();
  const { blobs } = await openNodePorts(data);
  for (let index = 0; index < 150; index++)
    await blobs.put(`media/${index}.bin`, new Uint8Array(20_000).fill(index));
});

/** Begins to copy in a process of its own, and kills it at some moment of that. Returns whether it had ended. */
async function copyAndKill(
  what: 'backup' | 'restore',
  from: string,
  to: string,
  withinMs: number,
): Promise<boolean> {
  const group = spawnGroup([SCRIPT, what, from, to], {});
  while (!group.output().includes('begins')) await pause(1);
  await pause(chance.below(withinMs));
  await group.kill();
  return group.output().includes('ends');
}

/**
 * Kills copies until enough of them were interrupted. One that ended before it was killed says that the moments are too
 * late here. `usual` is how long one takes.
 */
async function interrupt(
  what: 'backup' | 'restore',
  { from, to, usual }: { from: string; to: string; usual: number },
  inspect: (ended: boolean) => Promise<void>,
): Promise<void> {
  let [interrupted, within] = [0, usual];
  for (let tries = 0; interrupted < KILLS && tries < MOST_TRIES; tries++) {
    const ended = await copyAndKill(what, from, to, within);
    await inspect(ended);
    if (ended) within /= 2;
    else interrupted++;
  }
  expect(interrupted).toBe(KILLS);
}

async function duration(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}

function articlesIn(folder: string): number {
  const stored = new Stored(join(folder, 'tearsheet.sqlite'));
  try {
    expect(stored.faults()).toEqual([]);
    return stored.count('articles');
  } finally {
    stored.close();
  }
}

/** What lies beside a folder and has its name. */
const beside = (folder: string) =>
  readdirSync(dirname(folder)).filter((name) => name.startsWith(basename(folder)));

describe('killed in the middle', () => {
  it('a backup is there whole or not at all, and the next one leaves nothing of it', async () => {
    const to = join(newFolder(), 'backup');
    const usual = await duration(() => takeBackup(data, join(newFolder(), 'first'), WITHOUT_SECRETS));
    await interrupt('backup', { from: data, to, usual }, async (ended) => {
      if (!existsSync(to)) return expect(ended).toBe(false);
      const { label } = await restoreBackup(to, join(newFolder(), 'restored'), { replace: false });
      expect(label.articles).toBe(ARTICLES);
      rmSync(to, { recursive: true });
    });
    await takeBackup(data, to, WITHOUT_SECRETS);
    expect(beside(to)).toEqual(['backup']);
  });

  it('a restore leaves what was there, or is whole, and can be said again', async () => {
    const backup = join(newFolder(), 'backup');
    await takeBackup(data, backup, WITHOUT_SECRETS);
    const into = join(newFolder(), 'data');
    const old = await openHouse({ folder: into });
    await old.put('another');
    old.close();
    const usual = await duration(() => restoreBackup(backup, join(newFolder(), 'first'), { replace: false }));
    await interrupt('restore', { from: backup, to: into, usual }, async () => {
      // What was there, or the whole of the backup.
      expect([1, ARTICLES]).toContain(articlesIn(into));
    });
    await restoreBackup(backup, into, { replace: true });
    expect(articlesIn(into)).toBe(ARTICLES);
    expect(beside(into).filter((name) => name.includes('restoring'))).toEqual([]);
  });
});
