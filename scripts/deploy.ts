import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { cryptoRandom } from '../src/adapters/web/random.ts';
import { type DeploymentFiles, deploy, type Wrangler } from './cloudflare/deployment.ts';
import { readDeploymentSettings } from './cloudflare/deployment-settings.ts';
import { createEmptyAccount } from './cloudflare/empty-account.ts';
import { askWrangler, runWrangler } from './wrangler.ts';

// Brings the service to Cloudflare, or up to date there: docs/cloudflare.md.

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const { values } = parseArgs({
  options: {
    'dry-run': { type: 'boolean', default: false },
    settings: { type: 'string', default: 'deploy.env' },
  },
});

const wrangler: Wrangler = {
  async ask(...args) {
    const { code, stdout } = await askWrangler(args);
    return { ok: code === 0, stdout };
  },
  async run(...args) {
    console.log(`\nwrangler ${args.join(' ')}`);
    const code = await runWrangler(args);
    if (code !== 0) throw new Error(`That ended with ${code}. Nothing is lost: mend it and run this again.`);
  },
};

const files: DeploymentFiles = {
  toml: readFileSync(join(ROOT, 'wrangler.toml'), 'utf8'),
  config: 'wrangler.deploy.toml',
  write: (file, text) => writeFileSync(join(ROOT, file), text),
  async withSecretFile(text, use) {
    const folder = mkdtempSync(join(tmpdir(), 'tearsheet-deploy-'));
    try {
      const file = join(folder, 'secrets.json');
      writeFileSync(file, text, { mode: 0o600 });
      return await use(file);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  },
};
const onPaper: DeploymentFiles = {
  ...files,
  write: (file) => console.log(`(writes ${file})`),
  withSecretFile: (_, use) => use('secrets.json'),
};

async function main(): Promise<void> {
  if (!existsSync(values.settings))
    throw new Error(
      `There is no ${values.settings}: write your settings there, as docs/cloudflare.md shows.`,
    );
  const settings = readDeploymentSettings(readFileSync(values.settings, 'utf8'));
  if (values['dry-run']) {
    console.log('What an account without anything would be asked for, in this order; nothing is done:\n');
    await deploy(createEmptyAccount(console.log), onPaper, settings, cryptoRandom);
    return;
  }
  const token = await deploy(wrangler, files, settings, cryptoRandom);
  if (token) console.log(`\nYour publisher token, shown this once:\n\n  export TEARSHEET_TOKEN=${token}\n`);
  console.log(`Tearsheet is at ${settings.publicUrl.origin}/`);
}

await main().catch((error: Error) => {
  console.error(error.message);
  process.exitCode = 1;
});
