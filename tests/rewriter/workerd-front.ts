import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { readD1Migrations } from '@cloudflare/vitest-plugin';
import { buildWorker, describeWorker } from '../../bench/workerd/worker-build.ts';
import { startWorkerd, workerService } from '../../bench/workerd/workerd-process.ts';
import type { Statement } from '../../src/domain/ports.ts';
import { type RunningFront, running, settingsFor } from './fronts.ts';
import { startOrigin } from './origin-server.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const WRANGLER = join(ROOT, 'node_modules/wrangler/bin/wrangler.js');
const D1 =
  'name = "DATABASE", wrapped = (moduleName = "cloudflare-internal:d1-api", innerBindings = [(name = "fetcher", service = "d1")])';

/**
 * The worker as it is deployed, in workerd alone, with a stand-in for D1. Not in wrangler's harness, whose own proxy parses
 * pages, codes them anew and answers for origins that do not.
 */
export async function startWorkerdFront(settings: Record<string, string> = {}): Promise<RunningFront> {
  const origin = await startOrigin();
  const root = mkdtempSync(join(tmpdir(), 'tearsheet-front-'));
  for (const name of ['worker', 'data']) mkdirSync(join(root, name));
  const build = [WRANGLER, 'deploy', '--dry-run', '--outdir', join(root, 'worker')];
  await promisify(execFile)(process.execPath, build, { cwd: ROOT });
  const d1 = await buildWorker(
    "export { D1StandIn } from '../http/d1-stand-in.ts';\nimport { entry } from '../http/d1-stand-in.ts';\nexport default entry;",
    join(root, 'd1'),
  );
  const files = await buildWorker(
    'export default { fetch: () => new Response(null, { status: 404 }) };',
    join(root, 'files'),
  );
  const texts = Object.entries(await settingsFor(origin, settings)).map(
    ([name, text]) => `(name = "${name}", text = "${text}")`,
  );
  const bindings = [`(${D1})`, '(name = "ASSETS", service = "files")', ...texts];
  const services = [
    workerService('ours', describeWorker(join(root, 'worker'), 'worker.js'), root, [
      `bindings = [${bindings.join(', ')}]`,
      'globalOutbound = "neighbours"',
    ]),
    '(name = "neighbours", network = (allow = ["private", "local"]))',
    workerService('files', files, root),
    workerService('d1', d1, root, [
      'bindings = [(name = "OBJECT", durableObjectNamespace = "D1StandIn")]',
      'durableObjectNamespaces = [(className = "D1StandIn", uniqueKey = "front", enableSql = true)]',
      'durableObjectStorage = (localDisk = "data")',
    ]),
    `(name = "data", disk = (path = "${join(root, 'data')}", writable = true))`,
  ];
  const { ports, stop } = await startWorkerd({ services, sockets: { ours: 'ours', d1: 'd1' } }, root);
  const database = databaseAt(`http://127.0.0.1:${ports.d1}/query`);
  for (const { queries } of await readD1Migrations(join(ROOT, 'migrations'))) {
    for (const query of queries) await database.prepare(query).run();
  }
  return running(origin, ports.ours ?? 0, database, async () => {
    await stop();
    rmSync(root, { recursive: true });
  });
}

/** The stand-in, for statements without values whose results nobody wants. */
function databaseAt(address: string): RunningFront['database'] {
  const prepare = (sql: string): Statement => ({
    bind: () => prepare(sql),
    first: async () => null,
    all: async () => ({ results: [] }),
    async run() {
      const response = await fetch(address, { method: 'POST', body: JSON.stringify({ sql }) });
      if (!response.ok) throw new Error(`the stand-in for D1 says ${await response.text()}`);
      return undefined;
    },
  });
  return { prepare };
}
