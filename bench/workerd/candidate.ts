import { mkdirSync, writeFileSync } from 'node:fs';
import { Agent } from 'node:http';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { cpuMsOf, peakMegabytesOf } from '../measure/process-accounts.ts';
import { shuffled } from '../measure/statistics.ts';
import type { Engine } from '../previews/engines.ts';
import { fetchPicture } from './picture-request.ts';
import { type BuiltWorker, buildWorker } from './worker-build.ts';
import { startWorkerd, type WorkerdProcess, workerService } from './workerd-process.ts';

/** An engine in a worker of its own, and what was measured of it: milliseconds, bytes, megabytes. */
export interface Candidate {
  name: string;
  worker: BuiltWorker;
  folder: string;
  cold: { startCpu: number[]; wall: number[]; cpu: number[] };
  warm: { wall: number[]; cpu: number[]; bytes: number[] };
  peakMegabytes: number;
}

/** How often the warm workers are asked. */
export interface Pace {
  warmUp: number;
  batches: number;
  batch: number;
}

/** Builds the worker; with `photo` it draws hero cards on it. */
export async function buildCandidate(
  { name, module }: Engine,
  folder: string,
  photo: Uint8Array | undefined,
): Promise<Candidate> {
  const built = join(folder, 'worker');
  const [design, given] = photo ? ['hero', ', photo'] : ['flat', ''];
  const file = join(folder, 'photo.jpg');
  mkdirSync(folder, { recursive: true });
  if (photo) writeFileSync(file, photo);
  const code = [
    `import { createEngineWorker } from './engine-worker.ts';`,
    `import * as engine from '${module}';`,
    ...(photo ? [`import photo from '${file}';`] : []),
    `export default createEngineWorker(engine, '${design}'${given});`,
  ];
  const worker = await buildWorker(code.join('\n'), built);
  const cold = { startCpu: [], wall: [], cpu: [] };
  return { name, worker, folder, cold, warm: { wall: [], cpu: [], bytes: [] }, peakMegabytes: Number.NaN };
}

function start({ worker, folder }: Candidate): Promise<WorkerdProcess> {
  const services = [workerService('main', worker, folder)];
  return startWorkerd({ services, sockets: { main: 'main' } }, folder);
}

/** The first picture of a new process, once its start is over. Throws where there is none. */
export async function measureCold(candidate: Candidate): Promise<void> {
  const workerd = await start(candidate);
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  try {
    await pause(300);
    const before = cpuMsOf(workerd.pid);
    const { wallMs } = await fetchPicture(agent, workerd, 0);
    // Compilers may still be at work behind it.
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
export async function measureWarm(
  candidates: readonly Candidate[],
  { warmUp, batches, batch }: Pace,
): Promise<void> {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  const running = new Map<Candidate, WorkerdProcess>();
  try {
    for (const candidate of candidates) running.set(candidate, await start(candidate));
    let picture = 1;
    for (const workerd of running.values()) {
      for (let i = 0; i < warmUp; i++) await fetchPicture(agent, workerd, picture++);
    }
    for (let round = 0; round < batches; round++) {
      for (const [{ warm }, workerd] of shuffled([...running])) {
        await pause(20);
        const before = cpuMsOf(workerd.pid);
        for (let i = 0; i < batch; i++) {
          const { wallMs, bytes } = await fetchPicture(agent, workerd, picture++);
          warm.wall.push(wallMs);
          warm.bytes.push(bytes);
        }
        warm.cpu.push((cpuMsOf(workerd.pid) - before) / batch);
      }
    }
    for (const [candidate, { pid }] of running) candidate.peakMegabytes = peakMegabytesOf(pid);
  } finally {
    agent.destroy();
    await Promise.all([...running.values()].map(({ stop }) => stop()));
  }
}
