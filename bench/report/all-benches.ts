import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const RUN = fileURLToPath(new URL('../run.ts', import.meta.url));
const OUT = fileURLToPath(new URL('../../out', import.meta.url));
/** None may keep the others waiting for ever. The long forms are given what they need. */
const SHORT_MINUTES = 5;
const LONG_MINUTES = 120;

/** What a bench printed, as Markdown. */
export interface Section {
  name: string;
  text: string;
}

/**
 * Runs benches one after the other, each in a process of its own, so that none inherits the memory or the compiled code
 * of another. Shows what they print as they print it, and keeps all of it in `out/benchmarks.md`.
 *
 * @param flags what each is started with
 */
export async function reportAll(names: readonly string[], flags: readonly string[]): Promise<Section[]> {
  const sections: Section[] = [];
  for (const name of names) {
    console.log(`\n## ${name}\n`);
    sections.push({ name, text: await runBench(name, flags) });
    mkdirSync(OUT, { recursive: true });
    const report = sections.map((section) => `## ${section.name}\n\n${section.text}\n`).join('\n');
    writeFileSync(join(OUT, 'benchmarks.md'), report);
  }
  console.log('\nAll of it is in out/benchmarks.md.');
  return sections;
}

async function runBench(name: string, flags: readonly string[]): Promise<string> {
  const minutes = flags.includes('--short') ? SHORT_MINUTES : LONG_MINUTES;
  const child = spawn(process.execPath, [RUN, ...name.split(' '), ...flags], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let isOver = false;
  const timer = setTimeout(() => {
    isOver = true;
    child.kill();
  }, minutes * 60_000);
  let text = '';
  child.stdout.setEncoding('utf8').on('data', (printed: string) => {
    text += printed;
    process.stdout.write(printed);
  });
  const [code] = (await once(child, 'close')) as [number | null];
  clearTimeout(timer);
  if (code === 0) return text.trim();
  const reason = isOver ? `it was ended after ${minutes} minutes` : `it failed with ${code}`;
  const note = `Not measured:\n\n- the rest of ${name}: ${reason}`;
  console.log(`\n${note}`);
  return `${text.trim()}\n\n${note}`.trim();
}
