import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

/** Every lockfile of the project, and what its packages are for. */
export const LOCKFILES = {
  'package-lock.json': 'the service and its tests',
  'kernels/package-lock.json': 'the compiler of the kernels',
  'scripts/fonts/package-lock.json': 'what the fonts are made from',
  'bench/peers/package-lock.json': 'what the benchmarks compare with',
  'tests/atproto/package-lock.json': 'the servers that crossposts are tested against',
} as const;

export type Lockfile = keyof typeof LOCKFILES;

/** A package as a lockfile names it. */
export interface LockedPackage {
  lockfile: Lockfile;
  name: string;
  version: string;
  /** SPDX expression: from the package itself where it is installed, from the lockfile where not. */
  licence: string | undefined;
  /** Not part of what runs in service. */
  dev: boolean;
  hasInstallScript: boolean;
  integrity: string | undefined;
  /** An address; none where it is the registry's own, which every registry resolves by name and version. */
  resolved: string | undefined;
}

interface LockEntry {
  version?: string;
  license?: string;
  dev?: boolean;
  hasInstallScript?: boolean;
  integrity?: string;
  resolved?: string;
}

/** The packages of a lockfile of version 3, by name. Throws where it is of another version. */
export function readLockedPackages(lockfile: Lockfile): LockedPackage[] {
  const lock = JSON.parse(readFileSync(join(ROOT, lockfile), 'utf8')) as {
    lockfileVersion: number;
    packages: Record<string, LockEntry>;
  };
  if (lock.lockfileVersion !== 3) throw new Error(`${lockfile} is of version ${lock.lockfileVersion}, not 3`);
  return Object.entries(lock.packages)
    .filter(([path]) => path !== '')
    .map(([path, entry]) => ({
      lockfile,
      name: path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length),
      version: entry.version ?? '',
      licence: installedLicence(join(ROOT, dirname(lockfile), path)) ?? entry.license,
      dev: lockfile !== 'package-lock.json' || entry.dev === true,
      hasInstallScript: entry.hasInstallScript === true,
      integrity: entry.integrity,
      resolved: entry.resolved,
    }))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}

function installedLicence(folder: string): string | undefined {
  const manifest = join(folder, 'package.json');
  if (!existsSync(manifest)) return undefined;
  const { license } = JSON.parse(readFileSync(manifest, 'utf8')) as { license?: string | { type?: string } };
  return typeof license === 'string' ? license : license?.type;
}
