import { execFileSync } from 'node:child_process';
import { globSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { licenceFault } from '../scripts/supply-chain/licence-terms.ts';
import { LOCKFILES, type Lockfile, readLockedPackages } from '../scripts/supply-chain/locked-packages.ts';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const lockfiles = Object.keys(LOCKFILES) as Lockfile[];
const packages = lockfiles.flatMap(readLockedPackages);
const named = ({ lockfile, name }: (typeof packages)[number]) => `${lockfile}: ${name}`;
const readJson = (path: string) =>
  JSON.parse(readFileSync(join(ROOT, path), 'utf8')) as Record<string, Record<string, string> | undefined>;

/** Measured beside the service and given to nobody: its package says nothing of its terms. */
const UNSTATED = ['bench/peers/package-lock.json: workers-og'];

describe('where packages come from', () => {
  it('every lockfile is known here', () => {
    const found = globSync('{,*/,*/*/}package-lock.json', {
      cwd: ROOT,
      exclude: ['**/node_modules', 'node_modules'],
    });
    expect(found.sort()).toEqual([...lockfiles].sort());
  });

  it('every package is the registry’s own, and is held to its digest', () => {
    expect(packages.length).toBeGreaterThan(300);
    const elsewhere = packages.filter(
      ({ resolved }) => resolved !== undefined && !resolved.startsWith('https://registry.npmjs.org/'),
    );
    expect(elsewhere.map(named)).toEqual([]);
    const loose = packages.filter(({ integrity }) => !/^sha512-[\w+/]{86}==$/.test(integrity ?? ''));
    expect(loose.map(named)).toEqual([]);
  });

  it('every version that is asked for is one version of the registry’s, and no address', () => {
    const fields = ['dependencies', 'devDependencies', 'optionalDependencies', 'overrides'];
    const asked = lockfiles.flatMap((lockfile) => {
      const manifest = readJson(lockfile.replace('package-lock.json', 'package.json'));
      return fields.flatMap((field) => Object.entries(manifest[field] ?? {}));
    });
    expect(asked.filter(([, version]) => !/^\d+\.\d+\.\d+(?:-[\w.]+)?$/.test(version))).toEqual([]);
  });

  it('nothing runs while it is installed but what the package allows', () => {
    const scripts = lockfiles.map((lockfile) => {
      const { allowScripts = {} } = readJson(lockfile.replace('package-lock.json', 'package.json'));
      const scripted = packages.filter((one) => one.lockfile === lockfile && one.hasInstallScript);
      return {
        undecided: scripted.map(({ name }) => name).filter((name) => !Object.hasOwn(allowScripts, name)),
        run: Object.entries(allowScripts).flatMap(([name, isAllowed]) => (isAllowed ? [name] : [])),
      };
    });
    expect(scripts.flatMap(({ undecided }) => undecided)).toEqual([]);
    expect(scripts.flatMap(({ run }) => run)).toEqual(['esbuild', 'workerd']);
  });
});

describe('licences', () => {
  it('every package is under terms that fit the MIT licence', () => {
    const faults = packages
      .filter((one) => !UNSTATED.includes(named(one)))
      .map((one) => ({ of: named(one), fault: licenceFault(one.licence, !one.dev) }))
      .filter(({ fault }) => fault);
    expect(faults).toEqual([]);
  });

  it.each([
    ['MIT', true, undefined],
    ['(MIT OR GPL-3.0-only)', true, undefined],
    ['Apache-2.0 AND LGPL-3.0-or-later', true, undefined],
    ['MPL-2.0', false, undefined],
    ['MPL-2.0', true, 'is under MPL-2.0'],
    ['MIT AND AGPL-3.0-only', false, 'is under AGPL-3.0-only'],
    ['constructor', false, 'is under constructor'],
    [undefined, false, 'names no licence'],
  ])('%s, in service: %s', (licence, isShipped, fault) => {
    expect(licenceFault(licence, isShipped)).toBe(fault);
  });

  it('every font has its licence beside it, and it is the Open Font License', () => {
    for (const folder of ['assets/fonts', 'public/fonts']) {
      const names = readdirSync(join(ROOT, folder));
      const texts = names.filter((name) => name.endsWith('.txt'));
      for (const name of texts) {
        expect(readFileSync(join(ROOT, folder, name), 'utf8'), name).toMatch(/SIL Open Font License/i);
      }
      const families = texts.map((name) => name.replace(/-?(?:OFL|LICENSE)\.txt$/, ''));
      const bare = names.filter(
        (name) => name.endsWith('.ttf') && !families.some((family) => name.startsWith(family)),
      );
      expect(bare).toEqual([]);
    }
  });
});

it('the bill of materials lists what runs in service, and asks nobody', () => {
  const folder = mkdtempSync(join(tmpdir(), 'tearsheet-sbom-'));
  const file = join(folder, 'sbom.json');
  execFileSync(process.execPath, ['scripts/sbom.ts', '--out', file], { cwd: ROOT });
  const bill = JSON.parse(readFileSync(file, 'utf8')) as {
    bomFormat: string;
    components: { name: string; hashes?: unknown[] }[];
  };
  rmSync(folder, { recursive: true });
  expect(bill.bomFormat).toBe('CycloneDX');
  const listed = bill.components.map(({ name }) => name);
  expect(listed).toEqual(expect.arrayContaining(['hono', 'parse5', 'saxes', 'sharp']));
  expect(listed).not.toContain('vitest');
});
