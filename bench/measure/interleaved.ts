import { setTimeout as pause } from 'node:timers/promises';
import { median, quantile, shuffled } from './statistics.ts';

/** Somebody who does the task of a table. */
export interface Contender {
  name: string;
  /** Does it once; what it returns is measured where it is bytes. */
  run(round: number): unknown;
}

export interface Figure {
  name: string;
  medianMs: number;
  p95Ms: number;
  /** Processor time of the whole process, in all its threads. */
  cpuMs: number;
  /** Median size of what was made; NaN where it is not bytes. */
  bytes: number;
}

interface Samples {
  wall: number[];
  cpu: number[];
  bytes: number[];
}

/**
 * Runs the contenders in turn in this process, in a new order each round, so that a machine that slows down slows all
 * of them.
 *
 * @param warmUp rounds before those that are counted
 * @param pauseMs between any two, for threads that compile or tidy up after one of them, lest the next is blamed
 */
export async function compare(
  contenders: Contender[],
  rounds: number,
  { warmUp = 10, pauseMs = 0 }: { warmUp?: number; pauseMs?: number } = {},
): Promise<Figure[]> {
  const samples = new Map<Contender, Samples>(
    contenders.map((contender) => [contender, { wall: [], cpu: [], bytes: [] }]),
  );
  for (let round = 0; round < warmUp + rounds; round++) {
    for (const contender of shuffled(contenders)) {
      if (pauseMs > 0) await pause(pauseMs);
      const before = process.cpuUsage();
      const start = performance.now();
      const made = await contender.run(round);
      const wall = performance.now() - start;
      const { user, system } = process.cpuUsage(before);
      const kept = samples.get(contender);
      if (!kept || round < warmUp) continue;
      kept.wall.push(wall);
      kept.cpu.push((user + system) / 1000);
      if (made instanceof Uint8Array) kept.bytes.push(made.byteLength);
    }
  }
  return contenders.map((contender) => {
    const { wall = [], cpu = [], bytes = [] } = samples.get(contender) ?? {};
    return {
      name: contender.name,
      medianMs: median(wall),
      p95Ms: quantile(wall, 0.95),
      cpuMs: median(cpu),
      bytes: median(bytes),
    };
  });
}
