import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { median, shuffled } from '../measure/statistics.ts';
import { milliseconds, printTable } from '../measure/table.ts';
import type { ColdStart } from './cold-process.ts';
import { type Absence, FLAT_ENGINES, reasonOf } from './engines.ts';
import { printAbsences } from './node-tables.ts';

const ROUNDS = 3;
const SCRIPT = fileURLToPath(new URL('./cold-process.ts', import.meta.url));
const run = promisify(execFile);

/** The first flat card of a process that was not there before, and what the process takes after fifty. */
export async function benchColdStarts(): Promise<void> {
  const starts = new Map<string, ColdStart[]>(FLAT_ENGINES.map(({ name }) => [name, []]));
  const absences: Absence[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    for (const { name } of shuffled(FLAT_ENGINES)) {
      if (absences.some((absence) => absence.name === name)) continue;
      const outcome = await startCold(name);
      if ('reason' in outcome) absences.push({ name, ...outcome });
      else starts.get(name)?.push(outcome);
    }
  }
  const measured = FLAT_ENGINES.filter(({ name }) => starts.get(name)?.length);
  printTable(
    `A fresh Node process: load the engine, draw one flat card; median of ${ROUNDS}, milliseconds`,
    ['', 'wall', 'CPU', 'peak MB after 50 cards'],
    measured.map(({ name }) => {
      const of = (field: keyof ColdStart) => median((starts.get(name) ?? []).map((start) => start[field]));
      return [name, milliseconds(of('wallMs')), milliseconds(of('cpuMs')), of('peakMegabytes').toFixed(0)];
    }),
  );
  printAbsences(absences);
}

async function startCold(name: string): Promise<ColdStart | { reason: string }> {
  try {
    const { stdout } = await run(process.execPath, [SCRIPT, name], { timeout: 120_000 });
    return JSON.parse(stdout.trim().split('\n').at(-1) ?? '') as ColdStart | { reason: string };
  } catch (error) {
    return { reason: reasonOf(error) };
  }
}
