import { execFileSync } from 'node:child_process';
import { readdirSync, rmSync, statfsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { newFolder } from './open-house.ts';

/** A disk of its own, as small as is wanted. */
export interface SmallDisk {
  folder: string;
  /** Leaves so many bytes free. */
  fill(left?: number): void;
  empty(): void;
  /** Turns it read-only; nothing on it may be open for writing. */
  protect(): void;
  unprotect(): void;
  remove(): void;
}

/** Mounts a disk of so many megabytes in memory; `undefined` where this user may not. */
export function mountDisk(megabytes: number): SmallDisk | undefined {
  const folder = newFolder();
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${megabytes}m`, 'tmpfs', folder], { stdio: 'ignore' });
  } catch {
    return undefined;
  }
  const remount = (mode: string) =>
    execFileSync('mount', ['-o', `remount,${mode}`, folder], { stdio: 'ignore' });
  const ballast = join(folder, 'ballast');
  return {
    folder,
    fill(left = 0) {
      const { bavail, bsize } = statfsSync(folder);
      writeFileSync(ballast, new Uint8Array(Math.max(0, bavail * bsize - left)));
    },
    empty: () => rmSync(ballast, { force: true }),
    protect: () => void remount('ro'),
    unprotect: () => void remount('rw'),
    remove() {
      remount('rw');
      for (const name of readdirSync(folder)) rmSync(join(folder, name), { recursive: true, force: true });
      execFileSync('umount', ['-l', folder], { stdio: 'ignore' });
    },
  };
}
