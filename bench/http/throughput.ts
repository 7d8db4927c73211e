import { inForm } from '../measure/form.ts';
import { cpuMsOf } from '../measure/process-accounts.ts';
import { median, quantile, shuffled } from '../measure/statistics.ts';
import { printTable } from '../measure/table.ts';
import { type Shot, shoot } from './load.ts';

const ROUNDS = inForm(10, 4);
const ROUND_MS = 1000;
const CONNECTIONS = 16;

/** A server that is asked one thing. The first of a table is the one that the others are compared with. */
export interface Target {
  name: string;
  pid: number;
  shot: Shot;
}

/** Asks the targets in turn, in a new order each round, and prints what share of the first's answers each gives. */
export async function printThroughput(title: string, targets: readonly Target[]): Promise<void> {
  const rates = new Map<Target, number[]>(targets.map((target) => [target, []]));
  const costs = new Map<Target, number[]>(targets.map((target) => [target, []]));
  for (let round = -2; round < ROUNDS; round++) {
    for (const target of shuffled(targets)) {
      const before = cpuMsOf(target.pid);
      const start = performance.now();
      const answers = await shoot(target.shot, CONNECTIONS, ROUND_MS);
      const seconds = (performance.now() - start) / 1000;
      if (round < 0) continue;
      rates.get(target)?.push(answers / seconds);
      costs.get(target)?.push((cpuMsOf(target.pid) - before) / answers);
    }
  }
  const [base] = targets;
  const cost = (target: Target) => median(costs.get(target) ?? []);
  const baseRates = (base && rates.get(base)) ?? [];
  printTable(
    `${title}: ${CONNECTIONS} connections, ${ROUNDS} rounds of ${ROUND_MS / 1000} s, interleaved; the share is taken round by round`,
    ['', 'answers/s', 'share of the first', 'lowest', 'highest', 'CPU µs', 'share by CPU'],
    targets.map((target) => {
      const own = rates.get(target) ?? [];
      const shares = own.map((rate, round) => rate / (baseRates[round] ?? Number.NaN));
      return [
        target.name,
        median(own).toFixed(0),
        percent(median(shares)),
        percent(quantile(shares, 0)),
        percent(quantile(shares, 1)),
        microseconds(cost(target)),
        percent(base ? cost(base) / cost(target) : Number.NaN),
      ];
    }),
  );
}

function percent(share: number): string {
  return Number.isFinite(share) ? `${(share * 100).toFixed(0)} %` : '–';
}

function microseconds(ms: number): string {
  return Number.isFinite(ms) ? (ms * 1000).toFixed(0) : '–';
}
