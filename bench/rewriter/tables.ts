import { mkdirSync, writeFileSync } from 'node:fs';
import { Agent, get } from 'node:http';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { wasmPageRewriter } from '../../src/adapters/node/page-rewriter.ts';
import { compare } from '../measure/interleaved.ts';
import { cpuMsOf, HAS_ACCOUNTS } from '../measure/process-accounts.ts';
import { median, shuffled } from '../measure/statistics.ts';
import { milliseconds, printTable } from '../measure/table.ts';
import { temporaryFolder } from '../temporary-folder.ts';
import { buildWorker } from '../workerd/worker-build.ts';
import { startWorkerd, workerService } from '../workerd/workerd-process.ts';
import { createFrontTasks } from './front-worker.ts';
import { publisherPage } from './publisher-page.ts';

const ROWS: Record<string, string> = {
  pass: 'passed on',
  parser: 'through the parser, nothing looked for',
  cards: 'three posts become cards',
  article: 'and the tags of its article are ours',
};
const NODE_ROUNDS = 150;
const WARM_UP = 400;
const BATCHES = 14;
const BATCH = 50;

/** A publisher's page of 100 kB through the front, in workerd and on Node. */
export async function benchRewriter(): Promise<void> {
  const page = publisherPage();
  if (HAS_ACCOUNTS) printCpu('workerd', page, await measureWorkerd(page));
  else console.log('\nworkerd not measured: this system does not say what a process has used.');
  printCpu('Node', page, await measureNode(page));
}

function printCpu(runtime: string, page: Uint8Array, cpu: Record<string, number>): void {
  printTable(
    `A page of ${(page.byteLength / 1000).toFixed(0)} kB in front of a site, in ${runtime}: CPU of the whole process for each request, milliseconds; the database answers from memory`,
    ['', 'CPU median', 'beyond passing on'],
    Object.entries(ROWS).map(([task, row]) => [
      row,
      milliseconds(cpu[task] ?? Number.NaN),
      task === 'pass' ? '–' : milliseconds((cpu[task] ?? Number.NaN) - (cpu.pass ?? Number.NaN)),
    ]),
  );
}

async function measureNode(page: Uint8Array<ArrayBuffer>): Promise<Record<string, number>> {
  const tasks = createFrontTasks(page, wasmPageRewriter, (response) => ({
    response,
    readBody: async () => ({ bytes: new Uint8Array(await response.arrayBuffer()) }),
  }));
  const contenders = Object.entries(tasks).map(([name, task]) => ({
    name,
    run: async () => new Uint8Array(await (await task('/')).arrayBuffer()),
  }));
  const figures = await compare(contenders, NODE_ROUNDS, { warmUp: 60 });
  return Object.fromEntries(figures.map(({ name, cpuMs }) => [name, cpuMs]));
}

async function measureWorkerd(page: Uint8Array): Promise<Record<string, number>> {
  const folder = temporaryFolder();
  const file = join(folder, 'page.jpg');
  mkdirSync(join(folder, 'worker'), { recursive: true });
  // Named so for the build, which takes files of this kind as bytes.
  writeFileSync(file, page);
  const worker = await buildWorker(
    [
      `import { workerAnswer } from '../../src/adapters/workerd/origin.ts';`,
      `import { edgePageRewriter } from '../../src/adapters/workerd/page-rewriter.ts';`,
      `import { createFrontTasks } from '../rewriter/front-worker.ts';`,
      `import page from '${file}';`,
      `const tasks = createFrontTasks(new Uint8Array(page), edgePageRewriter, workerAnswer);`,
      `export default { fetch: ({ url }) => tasks[new URL(url).pathname.slice(1)]() };`,
    ].join('\n'),
    join(folder, 'worker'),
  );
  const workerd = await startWorkerd(
    { services: [workerService('main', worker, folder)], sockets: { main: 'main' } },
    folder,
  );
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  const cpu: Record<string, number[]> = {};
  try {
    const ask = (task: string) => askFor(agent, workerd.ports.main ?? 0, task);
    for (const task of Object.keys(ROWS)) for (let i = 0; i < WARM_UP; i++) await ask(task);
    for (let round = 0; round < BATCHES; round++) {
      for (const task of shuffled(Object.keys(ROWS))) {
        await pause(20);
        const before = cpuMsOf(workerd.pid);
        for (let i = 0; i < BATCH; i++) await ask(task);
        cpu[task] = [...(cpu[task] ?? []), (cpuMsOf(workerd.pid) - before) / BATCH];
      }
    }
  } finally {
    agent.destroy();
    await workerd.stop();
  }
  return Object.fromEntries(Object.entries(cpu).map(([task, samples]) => [task, median(samples)]));
}

function askFor(agent: Agent, port: number, task: string): Promise<void> {
  return new Promise((resolve, reject) => {
    get({ host: '127.0.0.1', port, path: `/${task}`, agent }, (response) => {
      if (response.statusCode !== 200) reject(new Error(`${task}: status ${response.statusCode}`));
      response.resume().on('end', resolve).on('error', reject);
    }).on('error', reject);
  });
}
