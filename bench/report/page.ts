import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Section } from './all-benches.ts';

const PAGE = fileURLToPath(new URL('../../docs/benchmarks.md', import.meta.url));

/** Puts each section between its markers in docs/benchmarks.md. Throws where the page has no place for one. */
export function writePage(sections: readonly Section[]): void {
  writeFileSync(PAGE, sections.reduce(withSection, readFileSync(PAGE, 'utf8')));
}

/** Markers are link definitions that nothing refers to: no renderer of Markdown shows them. */
function withSection(page: string, { name, text }: Section): string {
  const [begin, end] = [`[//]: # (bench ${name})\n`, `\n[//]: # (end of ${name})`];
  const from = page.indexOf(begin);
  const to = page.indexOf(end, from);
  if (from < 0 || to < 0) throw new Error(`docs/benchmarks.md has no markers for ${name}`);
  return `${page.slice(0, from + begin.length)}\n${text}\n${page.slice(to)}`;
}
