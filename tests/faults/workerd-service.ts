import { globSync } from 'node:fs';
import { join } from 'node:path';
import { exchange } from './client.ts';
import { freePort, SETTINGS, type Start, spawnGroup, waitFor } from './mortal-service.ts';

const WRANGLER = 'node_modules/wrangler/bin/wrangler.js';
/** Wrangler speaks to nobody. */
const SILENCE = {
  CLOUDFLARE_CF_FETCH_ENABLED: 'false',
  CLOUDFLARE_LOAD_DEV_VARS_FROM_DOT_ENV: 'false',
  WRANGLER_HIDE_BANNER: 'true',
  WRANGLER_SEND_ERROR_REPORTS: 'false',
  WRANGLER_SEND_METRICS: 'false',
};

/** Makes the database of a worker whose D1, R2 and queue are kept in `folder`. */
export async function migrateWorkerd(folder: string): Promise<void> {
  const args = [WRANGLER, 'd1', 'migrations', 'apply', 'tearsheet', '--local', '--persist-to', folder];
  const group = spawnGroup(args, SILENCE);
  await group.closed;
  if (!group.output().includes('✅')) throw new Error(group.output());
}

/** The file in which the local D1 keeps its rows. */
export function databaseOf(folder: string): string {
  const [file] = globSync(join(folder, 'v3/d1/*/*.sqlite')).filter(
    (path) => !path.endsWith('metadata.sqlite'),
  );
  if (!file) throw new Error(`no database in ${folder}`);
  return file;
}

/** `wrangler dev` over what is kept in `folder`: workerd with local D1, R2 and queue. */
export function workerdService(folder: string): Start {
  return async (ahead) => {
    const port = await freePort();
    const vars = Object.entries({ ...SETTINGS, CLOCK_AHEAD_SECONDS: String(ahead) });
    const group = spawnGroup(
      [
        WRANGLER,
        'dev',
        'tests/workerd/worker-ahead.ts',
        ...['--config', 'wrangler.toml', '--ip', '127.0.0.1', '--port', String(port)],
        ...['--persist-to', folder, '--inspector-port', '0', '--test-scheduled'],
        '--show-interactive-dev-session=false',
        ...vars.flatMap(([name, value]) => ['--var', `${name}:${value}`]),
      ],
      SILENCE,
    );
    const origin = `http://127.0.0.1:${port}`;
    return {
      origin,
      ready: waitFor(origin, group, 120),
      async sweep() {
        await exchange(`${origin}/__scheduled?cron=*+*+*+*+*`);
      },
      kill: group.kill,
    };
  };
}
