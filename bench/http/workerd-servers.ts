import { execFile } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { openSqlite } from '../../src/adapters/node/sqlite-database.ts';
import { benchSettings } from '../publication.ts';
import { type BuiltWorker, buildWorker, describeWorker } from '../workerd/worker-build.ts';
import { startWorkerd, workerService } from '../workerd/workerd-process.ts';
import type { Servers } from './servers.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const D1 =
  'name = "DATABASE", wrapped = (moduleName = "cloudflare-internal:d1-api", innerBindings = [(name = "fetcher", service = "d1")])';

/** The worker as it is deployed, and an empty one, in one workerd process with stand-ins for D1 and the cache. */
export async function startWorkerdServers(folder: string): Promise<Servers> {
  const root = join(folder, 'workerd');
  mkdirSync(join(root, 'data'), { recursive: true });
  const [ours, empty, d1, cache] = [
    await buildService(),
    await buildWorker(
      `import { app } from '../http/empty-worker.ts';\nexport default app;`,
      join(root, 'empty'),
    ),
    await buildWorker(
      `export { D1StandIn } from '../http/d1-stand-in.ts';\nimport { entry } from '../http/d1-stand-in.ts';\nexport default entry;`,
      join(root, 'd1'),
    ),
    await buildWorker(
      `import { cache } from '../http/cache-stand-in.ts';\nexport default cache;`,
      join(root, 'cache'),
    ),
  ];
  const vars = Object.entries(await benchSettings()).map(
    ([name, text]) => `(name = "${name}", text = "${text}")`,
  );
  const services = [
    workerService('ours', ours, root, [
      `bindings = [(${D1}), ${vars.join(', ')}]`,
      'cacheApiOutbound = "cache"',
    ]),
    workerService('cache', cache, root),
    workerService('empty', empty, root, [`bindings = [(${D1})]`]),
    workerService('d1', d1, root, [
      'bindings = [(name = "OBJECT", durableObjectNamespace = "D1StandIn")]',
      'durableObjectNamespaces = [(className = "D1StandIn", uniqueKey = "bench", enableSql = true)]',
      'durableObjectStorage = (localDisk = "data")',
    ]),
    `(name = "data", disk = (path = "${join(root, 'data')}", writable = true))`,
  ];
  const sockets = { ours: 'ours', empty: 'empty', d1: 'd1' };
  const { pid, ports, stop } = await startWorkerd({ services, sockets }, root);
  try {
    await copyDatabase(join(folder, 'tearsheet.sqlite'), `http://127.0.0.1:${ports.d1}/query`);
  } catch (error) {
    await stop();
    throw error;
  }
  return { empty: { pid, port: ports.empty ?? 0 }, ours: { pid, port: ports.ours ?? 0 }, stop };
}

/** In `dist/`, by `npm run build`. */
async function buildService(): Promise<BuiltWorker> {
  await promisify(execFile)(process.execPath, [join(ROOT, 'scripts/build-worker.ts')], { cwd: ROOT }).catch(
    () => {
      throw new Error('the worker cannot be built: npm run build says why');
    },
  );
  return describeWorker(join(ROOT, 'dist'), 'worker.js');
}

/** Copies tables and rows from a file to where D1's protocol is spoken. */
async function copyDatabase(file: string, address: string): Promise<void> {
  const database = openSqlite(file);
  const send = async (queries: { sql: string; params: unknown[] }[]) => {
    const response = await fetch(address, { method: 'POST', body: JSON.stringify(queries) });
    if (!response.ok) throw new Error(`the stand-in for D1 says ${(await response.text()).slice(0, 200)}`);
  };
  const { results: objects } = await database
    .prepare("SELECT type, name, sql FROM sqlite_schema WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite_%'")
    .all<{ type: string; name: string; sql: string }>();
  const tables = objects.filter(({ type }) => type === 'table');
  await send(tables.map(({ sql }) => ({ sql, params: [] })));
  for (const { name } of tables) {
    const { results } = await database.prepare(`SELECT * FROM ${name}`).all<Record<string, unknown>>();
    for (let start = 0; start < results.length; start += 100) {
      await send(results.slice(start, start + 100).map((row) => insertion(name, row)));
    }
  }
  await send(objects.filter(({ type }) => type !== 'table').map(({ sql }) => ({ sql, params: [] })));
  database.close();
}

function insertion(table: string, row: Record<string, unknown>): { sql: string; params: unknown[] } {
  const places = Object.keys(row).map(() => '?');
  return {
    sql: `INSERT INTO ${table} (${Object.keys(row).join(', ')}) VALUES (${places.join(', ')})`,
    params: Object.values(row),
  };
}
