/**
 * Gives the readers and writers of outside text and bytes what they were not made for, until something breaks.
 *
 *   npm run fuzz                              lists the targets
 *   npm run fuzz -- html-article              a minute of one
 *   npm run fuzz -- all --minutes 10          ten minutes of each
 *   npm run fuzz -- fonts --runs 5000 --seed 7
 *
 * Exits 1 at the first input that breaks what must hold, and writes it to out/fuzz/.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { runFuzz } from '../tests/fuzz/running.ts';
import { FUZZ_TARGETS } from '../tests/fuzz/targets.ts';

const OUT = fileURLToPath(new URL('../out/fuzz/', import.meta.url));
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    runs: { type: 'string' },
    seed: { type: 'string', default: '1' },
    minutes: { type: 'string', default: '1' },
  },
});
const chosen = FUZZ_TARGETS.filter(({ name }) => positionals.includes(name) || positionals.includes('all'));
if (chosen.length === 0) {
  console.log(`Targets:\n${FUZZ_TARGETS.map(({ name }) => `  ${name}`).join('\n')}\n  all`);
  process.exit(positionals.length === 0 ? 0 : 1);
}

let total = 0;
for (const target of chosen) {
  const report = await runFuzz(target, {
    seed: Number(values.seed),
    runs: values.runs === undefined ? Number.POSITIVE_INFINITY : Number(values.runs),
    untilMs: values.runs === undefined ? Number(values.minutes) * 60_000 : Number.POSITIVE_INFINITY,
  });
  total += report.runs;
  console.log(
    `${target.name.padEnd(20)} ${String(report.runs).padStart(9)} runs, slowest ${report.slowest.toFixed(0)} ms`,
  );
  mkdirSync(OUT, { recursive: true });
  writeFileSync(`${OUT}${target.name}.slowest`, report.slowestInput);
  if (!report.failure) continue;
  const { run, error, input } = report.failure;
  writeFileSync(`${OUT}${target.name}.failure`, input);
  console.error(
    `${target.name} broke in run ${run} of seed ${values.seed}; the input is in out/fuzz/${target.name}.failure`,
  );
  console.error(error);
  process.exitCode = 1;
}
console.log(`${total} runs`);
