import { mkdtempSync, rmSync } from 'node:fs';
import { Agent } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { cpuMsOf, HAS_ACCOUNTS, peakMegabytesOf } from '../measure/process-accounts.ts';
import { median, quantile, shuffled } from '../measure/statistics.ts';
import { kilobytes, milliseconds, printTable, times } from '../measure/table.ts';
import { type Absence, reasonOf } from '../previews/engines.ts';
import { printAbsences } from '../previews/node-tables.ts';
import { fetchPicture } from './picture-request.ts';
import { type BuiltWorker, buildWorker } from './worker-build.ts';
import { startWorkerd, type WorkerdProcess, workerService } from './workerd-process.ts';

const ENGINES = [
  { name: 'empty worker', module: './empty.ts' },
  { name: 'ours', module: './ours.ts' },
  { name: 'ours, made and tried at the start', module: './ours-warm.ts' },
  { name: 'takumi 2.16 wasm', module: '../peers/takumi-wasm.ts' },
  { name: '@vercel/og 0.11, patched', module: '../peers/vercel-og-edge.ts' },
  { name: 'workers-og 0.0.27', module: '../peers/workers-og.ts' },
  { name: 'SVG + resvg-wasm', module: '../peers/svg-resvg-wasm.ts' },
  { name: 'satori 0.63 + resvg-wasm', module: '../peers/satori-edge.ts' },
] as const;
const ROUNDS = 12;
const BATCH = 6;
const WARM_UP = 40;
const COLD_STARTS = 3;

interface Candidate {
  name: string;
  worker: BuiltWorker;
  folder: string;
  cold: { startCpu: number[]; wall: number[]; cpu: number[] };
  warm: { wall: number[]; cpu: number[]; bytes: number[] };
  peakMegabytes: number;
}

/** The flat card in workerd, one process for each engine. */
export async function benchWorkerd(): Promise<void> {
  const root = mkdtempSync(join(tmpdir(), 'tearsheet-workerd-'));
  process.once('exit', () => rmSync(root, { recursive: true, force: true }));
  const candidates: Candidate[] = [];
  const absences: Absence[] = [];
  for (const [index, { name, module }] of ENGINES.entries()) {
    try {
      const candidate = await buildCandidate(name, module, join(root, String(index)));
      await measureCold(candidate);
      candidates.push(candidate);
    } catch (error) {
      absences.push({ name, reason: reasonOf(error) });
    }
  }
  for (let start = 1; start < COLD_STARTS; start++) {
    for (const candidate of shuffled(candidates)) await measureCold(candidate);
  }
  await measureWarm(candidates);
  print(candidates);
  printAbsences(absences);
  if (!HAS_ACCOUNTS) console.log('\nCPU not measured: this system does not say what a process has used.');
}

async function buildCandidate(name: string, module: string, folder: string): Promise<Candidate> {
  const code = `import { createEngineWorker } from './engine-worker.ts';\nimport * as engine from '${module}';\nexport default createEngineWorker(engine);`;
  const worker = await buildWorker(code, join(folder, 'worker'));
  const cold = { startCpu: [], wall: [], cpu: [] };
  return { name, worker, folder, cold, warm: { wall: [], cpu: [], bytes: [] }, peakMegabytes: Number.NaN };
}

function start({ worker, folder }: Candidate): Promise<WorkerdProcess> {
  const services = [workerService('main', worker, folder)];
  return startWorkerd({ services, sockets: { main: 'main' } }, folder);
}

/** The first picture of a new process, once its start is over. */
async function measureCold(candidate: Candidate): Promise<void> {
  const workerd = await start(candidate);
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  try {
    await pause(300);
    const before = cpuMsOf(workerd.pid);
    const { wallMs } = await fetchPicture(agent, workerd, 0);
    await pause(100);
    candidate.cold.startCpu.push(before);
    candidate.cold.wall.push(wallMs);
    candidate.cold.cpu.push(cpuMsOf(workerd.pid) - before);
  } finally {
    agent.destroy();
    await workerd.stop();
  }
}

/** All processes at once, in batches that take turns. */
async function measureWarm(candidates: Candidate[]): Promise<void> {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  const running = new Map<Candidate, WorkerdProcess>();
  try {
    for (const candidate of candidates) running.set(candidate, await start(candidate));
    let picture = 1;
    for (const workerd of running.values()) {
      for (let i = 0; i < WARM_UP; i++) await fetchPicture(agent, workerd, picture++);
    }
    for (let round = 0; round < ROUNDS; round++) {
      for (const [{ warm }, workerd] of shuffled([...running])) {
        await pause(20);
        const before = cpuMsOf(workerd.pid);
        for (let i = 0; i < BATCH; i++) {
          const { wallMs, bytes } = await fetchPicture(agent, workerd, picture++);
          warm.wall.push(wallMs);
          warm.bytes.push(bytes);
        }
        warm.cpu.push((cpuMsOf(workerd.pid) - before) / BATCH);
      }
    }
    for (const [candidate, { pid }] of running) candidate.peakMegabytes = peakMegabytesOf(pid);
  } finally {
    agent.destroy();
    await Promise.all([...running.values()].map(({ stop }) => stop()));
  }
}

function print(candidates: readonly Candidate[]): void {
  const [empty, ours] = candidates;
  if (!empty || !ours) throw new Error('neither the empty worker nor ours was measured');
  const spent = ({ warm }: Candidate) => median(warm.cpu) - median(empty.warm.cpu);
  const cold = ({ cold }: Candidate, field: 'startCpu' | 'cpu') =>
    median(cold[field]) - median(empty.cold[field]);
  printTable(
    `Flat card in workerd, every word random: ${ROUNDS} batches of ${BATCH}, interleaved; milliseconds. CPU is of the whole process, less that of the empty worker (${milliseconds(median(empty.warm.cpu))})`,
    ['', 'CPU median', 'wall median', 'p95', 'kB', 'CPU, of ours'],
    candidates.map((candidate) => [
      candidate.name,
      milliseconds(spent(candidate)),
      milliseconds(median(candidate.warm.wall)),
      milliseconds(quantile(candidate.warm.wall, 0.95)),
      kilobytes(median(candidate.warm.bytes)),
      candidate === empty ? '–' : times(spent(candidate) / spent(ours)),
    ]),
  );
  printTable(
    `The start in workerd: median of ${COLD_STARTS} fresh processes, milliseconds. CPU less that of the empty worker (${milliseconds(median(empty.cold.startCpu))} and ${milliseconds(median(empty.cold.cpu))})`,
    [
      '',
      'CPU at start',
      'first picture CPU',
      'wall',
      'bundle KiB gzip',
      `peak MB after ${WARM_UP + ROUNDS * BATCH}`,
    ],
    candidates.map((candidate) => [
      candidate.name,
      milliseconds(cold(candidate, 'startCpu')),
      milliseconds(cold(candidate, 'cpu')),
      milliseconds(median(candidate.cold.wall)),
      candidate.worker.gzipKib.toFixed(0),
      candidate.peakMegabytes.toFixed(0),
    ]),
  );
}
