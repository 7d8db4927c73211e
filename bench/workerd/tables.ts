import { join } from 'node:path';
import { HAS_ACCOUNTS } from '../measure/process-accounts.ts';
import { median, quantile, shuffled } from '../measure/statistics.ts';
import { kilobytes, milliseconds, printTable, times } from '../measure/table.ts';
import { type Absence, type Engine, reasonOf } from '../previews/engines.ts';
import { printAbsences } from '../previews/node-tables.ts';
import { makePhotos } from '../previews/photo.ts';
import { temporaryFolder } from '../temporary-folder.ts';
import { buildCandidate, type Candidate, measureCold, measureWarm, type Pace } from './candidate.ts';

const EMPTY: Engine = { name: 'empty worker', module: './empty.ts' };
const FLAT: readonly Engine[] = [
  EMPTY,
  { name: 'ours', module: './ours.ts' },
  { name: 'ours, made and tried at the start', module: './ours-warm.ts' },
  { name: 'takumi 2.16 wasm', module: '../peers/takumi-wasm.ts' },
  { name: '@vercel/og 0.11, patched', module: '../peers/vercel-og-edge.ts' },
  { name: 'workers-og 0.0.27', module: '../peers/workers-og.ts' },
  { name: 'SVG + resvg-wasm', module: '../peers/svg-resvg-wasm.ts' },
  { name: 'satori 0.63 + resvg-wasm', module: '../peers/satori-edge.ts' },
];
const HERO: readonly Engine[] = [
  EMPTY,
  { name: 'ours, photo by its own decoders', module: './ours-hero.ts' },
  { name: 'takumi 2.16 wasm → JPEG', module: '../peers/takumi-wasm.ts' },
  { name: '@vercel/og 0.11, patched → PNG', module: '../peers/vercel-og-edge.ts' },
];
const COLD_STARTS = 3;

/** The flat card and the hero card in workerd, one process for each engine. */
export async function benchWorkerd(): Promise<void> {
  const folder = temporaryFolder();
  await benchDesign('Flat card', FLAT, { warmUp: 100, batches: 12, batch: 6 }, join(folder, 'flat'));
  const [photo] = await makePhotos(1);
  await benchDesign('Hero card', HERO, { warmUp: 10, batches: 10, batch: 3 }, join(folder, 'hero'), photo);
  if (!HAS_ACCOUNTS) console.log('\nCPU not measured: this system does not say what a process has used.');
}

async function benchDesign(
  title: string,
  engines: readonly Engine[],
  pace: Pace,
  folder: string,
  photo?: Uint8Array,
): Promise<void> {
  const candidates: Candidate[] = [];
  const absences: Absence[] = [];
  for (const [index, engine] of engines.entries()) {
    try {
      const candidate = await buildCandidate(engine, join(folder, String(index)), photo);
      await measureCold(candidate);
      candidates.push(candidate);
    } catch (error) {
      absences.push({ name: engine.name, reason: reasonOf(error) });
    }
  }
  for (let start = 1; start < COLD_STARTS; start++) {
    for (const candidate of shuffled(candidates)) await measureCold(candidate);
  }
  await measureWarm(candidates, pace);
  const empty = candidates.find(({ name }) => name === EMPTY.name);
  if (!empty) throw new Error(`an empty worker does not run: ${absences[0]?.reason}`);
  printWarm(title, candidates, empty, pace);
  printCold(title, candidates, empty, pace);
  printAbsences(absences);
}

function printWarm(title: string, candidates: readonly Candidate[], empty: Candidate, pace: Pace): void {
  const spent = ({ warm }: Candidate) => median(warm.cpu) - median(empty.warm.cpu);
  const ours = candidates.find(({ name }) => name.startsWith('ours'));
  printTable(
    `${title} in workerd, every word random: ${pace.batches} batches of ${pace.batch}, interleaved; milliseconds. CPU is of the whole process, less that of the empty worker (${milliseconds(median(empty.warm.cpu))})`,
    ['', 'CPU median', 'wall median', 'p95', 'kB', 'CPU, of ours'],
    candidates.map((candidate) => [
      candidate.name,
      milliseconds(spent(candidate)),
      milliseconds(median(candidate.warm.wall)),
      milliseconds(quantile(candidate.warm.wall, 0.95)),
      kilobytes(median(candidate.warm.bytes)),
      ours && candidate !== empty ? times(spent(candidate) / spent(ours)) : '–',
    ]),
  );
}

function printCold(title: string, candidates: readonly Candidate[], empty: Candidate, pace: Pace): void {
  const cold = ({ cold }: Candidate, field: 'startCpu' | 'cpu') =>
    median(cold[field]) - median(empty.cold[field]);
  const pictures = pace.warmUp + pace.batches * pace.batch;
  printTable(
    `${title}, the start in workerd: median of ${COLD_STARTS} fresh processes, milliseconds. CPU less that of the empty worker (${milliseconds(median(empty.cold.startCpu))} and ${milliseconds(median(empty.cold.cpu))})`,
    ['', 'CPU at start', 'first picture CPU', 'wall', 'bundle KiB gzip', `peak MB after ${pictures}`],
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
