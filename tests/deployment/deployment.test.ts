import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { type DeploymentFiles, deploy, type Wrangler } from '../../scripts/cloudflare/deployment.ts';
import { deploymentConfig } from '../../scripts/cloudflare/deployment-config.ts';
import { readDeploymentSettings } from '../../scripts/cloudflare/deployment-settings.ts';
import { sha256 } from '../../src/domain/digest.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const TOML = readFileSync(join(ROOT, 'wrangler.toml'), 'utf8');
const PAGE = readFileSync(join(ROOT, 'docs/cloudflare.md'), 'utf8');
/** The settings that docs/cloudflare.md shows, with hosts that are nobody's example. */
const SETTINGS = (/^```ini\n([\s\S]*?)^```$/m.exec(PAGE)?.[1] ?? '').replaceAll(
  'courier.example',
  'courier.net',
);
const RANDOM = { bytes: (length: number) => new Uint8Array(length).fill(7) };

interface Account {
  databases?: string[];
  /** What `info` finds, by the end of the command. */
  found?: string[];
  secrets?: string[];
  loggedIn?: boolean;
  failing?: string;
}

/** Wrangler over an account that has some things already. */
function accountOf({ databases = [], found = [], secrets, loggedIn = true, failing }: Account) {
  const asked: string[] = [];
  const run: string[] = [];
  const wrangler: Wrangler = {
    async ask(...args) {
      const command = args.join(' ');
      asked.push(command);
      if (command.startsWith('whoami')) return { ok: loggedIn, stdout: '{}' };
      if (command.startsWith('d1 list'))
        return {
          ok: true,
          stdout: JSON.stringify(databases.map((name) => ({ name, uuid: `id-of-${name}` }))),
        };
      if (command.startsWith('secret list'))
        return {
          ok: secrets !== undefined,
          stdout: JSON.stringify(secrets?.map((name) => ({ name })) ?? []),
        };
      return { ok: found.some((name) => command.includes(name)), stdout: '' };
    },
    async run(...args) {
      if (failing && args.join(' ').startsWith(failing)) throw new Error(`${failing} failed`);
      run.push(args.join(' '));
      if (args[1] === 'create' && args[0] === 'd1') databases.push(args[2] ?? '');
    },
  };
  return { wrangler, asked, run };
}

function filesOf() {
  const written: Record<string, string> = {};
  const secrets: Record<string, string>[] = [];
  const files: DeploymentFiles = {
    toml: TOML,
    config: 'wrangler.deploy.toml',
    write(file, text) {
      written[file] = text;
    },
    withSecretFile(text, use) {
      secrets.push(JSON.parse(text));
      return use('secrets.json');
    },
  };
  return { files, written, secrets };
}

const MIGRATE = 'd1 migrations apply tearsheet --remote --config wrangler.deploy.toml';
const DEPLOY = 'deploy --minify --config wrangler.deploy.toml';

describe('a deployment', () => {
  it('makes everything in an account that has nothing, and shows the token once', async () => {
    const { wrangler, run } = accountOf({});
    const { files, written, secrets } = filesOf();
    const token = await deploy(wrangler, files, readDeploymentSettings(SETTINGS), RANDOM);
    expect(run).toEqual([
      'd1 create tearsheet',
      'r2 bucket create tearsheet',
      'queues create tearsheet-events',
      'queues create tearsheet-dead-letters',
      MIGRATE,
      `${DEPLOY} --secrets-file secrets.json`,
    ]);
    expect(written['wrangler.deploy.toml']).toContain('database_id = "id-of-tearsheet"');
    expect(secrets).toEqual([{ SECRETS_KEY: '07'.repeat(32), TOKEN_SHA256: await sha256(token ?? '') }]);
  });

  it('makes nothing again where everything is there', async () => {
    const { wrangler, run } = accountOf({
      databases: ['another', 'tearsheet'],
      found: ['bucket info tearsheet', 'tearsheet-events', 'tearsheet-dead-letters'],
      secrets: ['TOKEN_SHA256', 'SECRETS_KEY'],
    });
    const { files, secrets } = filesOf();
    expect(await deploy(wrangler, files, readDeploymentSettings(SETTINGS), RANDOM)).toBeUndefined();
    expect(run).toEqual([MIGRATE, DEPLOY]);
    expect(secrets).toEqual([]);
  });

  it('sets the secrets that are stated, and makes only those that are missing', async () => {
    const { wrangler } = accountOf({ secrets: ['SECRETS_KEY'] });
    const { files, secrets } = filesOf();
    const digest = '0'.repeat(64);
    const settings = readDeploymentSettings(`${SETTINGS}\nTOKEN_SHA256=${digest}\n`);
    expect(await deploy(wrangler, files, settings, RANDOM)).toBeUndefined();
    expect(secrets).toEqual([{ TOKEN_SHA256: digest }]);
  });

  it('deploys nothing where the database could not be brought up to date', async () => {
    const { wrangler, run } = accountOf({ failing: 'd1 migrations' });
    await expect(deploy(wrangler, filesOf().files, readDeploymentSettings(SETTINGS), RANDOM)).rejects.toThrow(
      'd1 migrations failed',
    );
    expect(run.filter((command) => command.startsWith('deploy'))).toEqual([]);
  });

  it('says how to log in', async () => {
    const { wrangler, run } = accountOf({ loggedIn: false });
    await expect(deploy(wrangler, filesOf().files, readDeploymentSettings(SETTINGS), RANDOM)).rejects.toThrow(
      'npx wrangler login',
    );
    expect(run).toEqual([]);
  });
});

describe('the settings of a deployment', () => {
  it.each([
    ['', 'PUBLIC_URL'],
    [SETTINGS.replace(/^TAG_AUTHORITY.*$/m, ''), 'TAG_AUTHORITY'],
    [SETTINGS.replace(/^TAG_AUTHORITY.*$/m, 'TAG_AUTHORITY=example.org,2026'), 'is an example'],
    [SETTINGS.replace('https://', 'http://'), 'is an example'],
    [`${SETTINGS}\nTHEME_ACCENT=red\n`, 'THEME_ACCENT'],
    [`${SETTINGS}\nTHEME_ACENT="#c8102e"\n`, 'THEME_ACENT is no setting'],
    [`${SETTINGS}\nTHEME_ACCENT=#c8102e\n`, 'in quotes'],
    [`${SETTINGS}\nDATA_DIR=data\n`, 'DATA_DIR'],
  ])('that cannot be used are refused: %s', (text, word) => {
    expect(() => readDeploymentSettings(text)).toThrow(word);
  });

  it('keep secrets out of what anybody may read', () => {
    const { vars, secrets } = readDeploymentSettings(`${SETTINGS}\nSECRETS_KEY=${'a'.repeat(64)}\n`);
    expect(Object.keys(secrets)).toEqual(['SECRETS_KEY']);
    expect(vars).not.toHaveProperty('SECRETS_KEY');
  });
});

describe('the configuration of a deployment', () => {
  const configOf = (more = '') => deploymentConfig(TOML, 'an-id', readDeploymentSettings(SETTINGS + more));

  it('has the addresses of the service', () => {
    expect(configOf()).toContain(
      'routes = [{ pattern = "cards.courier.net", custom_domain = true }]\nworkers_dev = false\n',
    );
    expect(configOf('\nPUBLIC_URL=https://tearsheet.courier.workers.dev\n')).toMatch(
      /send_metrics = false\nworkers_dev = true\n/,
    );
  });

  it('stands in front of the site where that is set', () => {
    const front = configOf('\nFRONT_ORIGIN=https://courier.net\nFRONT_HOSTS="courier.net www.courier.net"\n');
    expect(front).toContain(
      'routes = [{ pattern = "cards.courier.net", custom_domain = true }, "courier.net/*", "www.courier.net/*"]',
    );
    expect(front).toMatch(/^run_worker_first = true$/m);
    const shared = configOf('\nPUBLIC_URL=https://courier.net\nFRONT_ORIGIN=https://courier.net\n');
    expect(shared).toContain('routes = ["courier.net/*"]\nworkers_dev = false\n');
  });

  it('has every setting and no other', () => {
    const text = configOf(`\nPUBLICATION_DESCRIPTION='The $1 news of "$&" [coast]'\n`);
    const vars = /^\[vars\]\n([\s\S]*?)\n\n/m.exec(text)?.[1] ?? '';
    expect(vars.split('\n')).toEqual([
      String.raw`PUBLICATION_DESCRIPTION = "The $1 news of \"$&\" [coast]"`,
      'PUBLICATION_LANGUAGE = "en"',
      'PUBLICATION_NAME = "The Courier"',
      'PUBLIC_URL = "https://cards.courier.net"',
      'TAG_AUTHORITY = "courier.net,2026"',
    ]);
    expect(text).toContain('[assets]\ndirectory = "./public"');
  });
});

describe('npm run deploy -- --dry-run', () => {
  it('prints what docs/cloudflare.md shows, and does nothing', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'tearsheet-deployment-'));
    try {
      writeFileSync(join(folder, 'deploy.env'), SETTINGS);
      const script = join(ROOT, 'scripts/deploy.ts');
      const { stdout } = await promisify(execFile)(process.execPath, [script, '--dry-run'], { cwd: folder });
      const shown = /^```console\n\$ npm run deploy -- --dry-run\n([\s\S]*?)^```$/m.exec(PAGE)?.[1];
      expect(stdout).toBe(shown);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });
});
