import { newToken } from '../../src/adapters/node/publisher-token.ts';
import { sha256 } from '../../src/domain/digest.ts';
import type { Random } from '../../src/domain/ports.ts';
import { deploymentConfig } from './deployment-config.ts';
import type { DeploymentSettings } from './deployment-settings.ts';

/** Wrangler, as a deployment needs it. Arguments are those of its command line. */
export interface Wrangler {
  /** Runs it in silence: whether it went well, and what it printed. */
  ask(...args: string[]): Promise<{ ok: boolean; stdout: string }>;
  /** Runs it before the eyes of whoever deploys. Throws where it fails. */
  run(...args: string[]): Promise<void>;
}

export interface DeploymentFiles {
  /** The text of wrangler.toml. */
  toml: string;
  /** Where the configuration of the deployment is written. */
  config: string;
  write(file: string, text: string): void;
  /** Writes a file for its owner's eyes alone, hands its name on, and deletes it. */
  withSecretFile<T>(text: string, use: (file: string) => Promise<T>): Promise<T>;
}

const NAME = 'tearsheet';
const QUEUES = ['tearsheet-events', 'tearsheet-dead-letters'];

/**
 * Brings the service to Cloudflare: creates what is not there (database, bucket, queues, secrets), brings the database
 * up to date, deploys. Run again it updates. Answers the publisher token where one was made, the only time it can be
 * read. Throws an `Error` that says what to do.
 */
export async function deploy(
  wrangler: Wrangler,
  files: DeploymentFiles,
  settings: DeploymentSettings,
  random: Random,
): Promise<string | undefined> {
  const { ok } = await wrangler.ask('whoami', '--json');
  if (!ok) throw new Error('Wrangler is not logged in: run npx wrangler login, or set CLOUDFLARE_API_TOKEN.');

  const databaseId = await obtainDatabase(wrangler);
  if (!(await wrangler.ask('r2', 'bucket', 'info', NAME, '--json')).ok)
    await wrangler.run('r2', 'bucket', 'create', NAME);
  for (const queue of QUEUES)
    if (!(await wrangler.ask('queues', 'info', queue)).ok) await wrangler.run('queues', 'create', queue);

  files.write(files.config, deploymentConfig(files.toml, databaseId, settings));
  const config = ['--config', files.config];
  await wrangler.run('d1', 'migrations', 'apply', NAME, '--remote', ...config);

  const { secrets, token } = await missingSecrets(wrangler, config, settings.secrets, random);
  if (Object.keys(secrets).length === 0) await wrangler.run('deploy', '--minify', ...config);
  else
    await files.withSecretFile(JSON.stringify(secrets), (file) =>
      wrangler.run('deploy', '--minify', ...config, '--secrets-file', file),
    );
  return token;
}

async function obtainDatabase(wrangler: Wrangler): Promise<string> {
  const known = await databaseId(wrangler);
  if (known) return known;
  await wrangler.run('d1', 'create', NAME);
  const made = await databaseId(wrangler);
  if (!made) throw new Error(`The database ${NAME} was made but is not listed. Run this again in a minute.`);
  return made;
}

async function databaseId(wrangler: Wrangler): Promise<string | undefined> {
  const { ok, stdout } = await wrangler.ask('d1', 'list', '--json');
  if (!ok) throw new Error('Cloudflare does not list the databases of the account: may the login use D1?');
  const all = JSON.parse(stdout) as { name: string; uuid: string }[];
  return all.find(({ name }) => name === NAME)?.uuid;
}

/** The secrets that are stated, and those that the worker needs and has not; the token that one of them is of. */
async function missingSecrets(
  wrangler: Wrangler,
  config: string[],
  stated: Record<string, string>,
  random: Random,
): Promise<{ secrets: Record<string, string>; token?: string }> {
  // It fails where there is no worker yet.
  const { ok, stdout } = await wrangler.ask('secret', 'list', '--format', 'json', ...config);
  const kept = ok ? (JSON.parse(stdout) as { name: string }[]).map(({ name }) => name) : [];
  const lacks = (name: string) => !(name in stated) && !kept.includes(name);

  const secrets = { ...stated };
  if (lacks('SECRETS_KEY')) secrets.SECRETS_KEY = Buffer.from(random.bytes(32)).toString('hex');
  if (!lacks('TOKEN_SHA256')) return { secrets };
  const token = newToken(random);
  secrets.TOKEN_SHA256 = await sha256(token);
  return { secrets, token };
}
