import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { cpus } from 'node:os';
import { IS_SHORT } from './form.ts';

/** Prints rows as a table that is Markdown as well; all columns but the first are set to the right. */
export function printTable(
  title: string,
  head: readonly string[],
  rows: readonly (readonly string[])[],
): void {
  const widths = head.map((name, column) =>
    Math.max(name.length, ...rows.map((row) => (row[column] ?? '').length)),
  );
  const line = (cells: readonly string[]) =>
    `| ${widths.map((width, column) => (column === 0 ? (cells[0] ?? '').padEnd(width) : (cells[column] ?? '').padStart(width))).join(' | ')} |`;
  const rule = widths.map((width, column) =>
    column === 0 ? '-'.repeat(width) : `${'-'.repeat(width - 1)}:`,
  );
  console.log(`\n**${title}**\n`);
  for (const cells of [head, rule, ...rows]) console.log(line(cells));
}

/** The machine and the programs of this run, and how busy it was: without them no figure says anything. */
export function printCircumstances(): void {
  const processors = cpus();
  const load = readLoad();
  const { version } = createRequire(import.meta.url)('workerd/package.json') as { version: string };
  console.log(
    [
      new Date().toISOString().slice(0, 10),
      `Node ${process.version.slice(1)} (SQLite ${process.versions.sqlite})`,
      `workerd ${version}`,
      `${processors[0]?.model ?? 'unknown processor'} × ${processors.length}`,
      ...(IS_SHORT ? ['short form'] : []),
      ...(load ? [`load ${load} at the start`] : []),
    ].join(', '),
  );
}

/** How busy the machine was until now: while it is busy with other things, CPU says more than wall. */
export function printLoad(): void {
  const load = readLoad();
  if (load) console.log(`\nLoad ${load} at the end.`);
}

/** What else the machine does: the load averages of Linux, where there are any. */
function readLoad(): string | undefined {
  try {
    return readFileSync('/proc/loadavg', 'utf8').split(' ')[0];
  } catch {
    return undefined;
  }
}

export function milliseconds(value: number): string {
  return Number.isNaN(value) ? '–' : value.toFixed(value < 10 ? 2 : 1);
}

export function kilobytes(bytes: number): string {
  return Number.isNaN(bytes) ? '–' : (bytes / 1000).toFixed(1);
}

export function times(ratio: number): string {
  return Number.isFinite(ratio) ? `${ratio.toFixed(ratio < 10 ? 2 : 1)}×` : '–';
}
