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
const KILLS = 4;
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

/** How long copying takes here, so that kills fall into it. */
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
    let interrupted = 0;
    for (let kill = 0; kill < KILLS; kill++) {
      const ended = await copyAndKill('backup', data, to, usual);
      if (!existsSync(to)) {
        expect(ended).toBe(false);
        interrupted++;
        continue;
      }
      const { label } = await restoreBackup(to, join(newFolder(), 'restored'), { replace: false });
      expect(label.articles).toBe(ARTICLES);
      rmSync(to, { recursive: true });
    }
    expect(interrupted).toBeGreaterThan(0);
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
    let interrupted = 0;
    for (let kill = 0; kill < KILLS; kill++) {
      if (!(await copyAndKill('restore', backup, into, usual))) interrupted++;
      // What was there, or the whole of the backup.
      expect([1, ARTICLES]).toContain(articlesIn(into));
    }
    expect(interrupted).toBeGreaterThan(0);
    await restoreBackup(backup, into, { replace: true });
    expect(articlesIn(into)).toBe(ARTICLES);
    expect(beside(into).filter((name) => name.includes('restoring'))).toEqual([]);
  });
});
