import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseAst } from 'vitest/node';

const SRC = fileURLToPath(new URL('../src', import.meta.url));

/** A regular expression as it stands in the source. */
export interface WrittenExpression {
  file: string;
  source: string;
  flags: string;
}

interface Node {
  type?: string;
  regex?: { pattern: string; flags: string };
  callee?: { name?: string };
}

/** Every regular expression that is written out in `src`, and the files that put some together while they run. */
export function findExpressions(): { written: WrittenExpression[]; makers: string[] } {
  const written: WrittenExpression[] = [];
  const makers = new Set<string>();
  for (const file of globSync('**/*.ts', { cwd: SRC }).sort()) {
    walk(parseAst(readFileSync(join(SRC, file), 'utf8'), { lang: 'ts' }), ({ type, regex, callee }) => {
      if (regex) written.push({ file, source: regex.pattern, flags: regex.flags });
      const isCall = type === 'NewExpression' || type === 'CallExpression';
      if (isCall && callee?.name === 'RegExp') makers.add(file);
    });
  }
  return { written, makers: [...makers] };
}

function walk(value: unknown, visit: (node: Node) => void): void {
  if (Array.isArray(value)) for (const one of value) walk(one, visit);
  else if (typeof value === 'object' && value !== null && !(value instanceof RegExp)) {
    visit(value as Node);
    for (const part of Object.values(value)) walk(part, visit);
  }
}

/** The expressions that these files put together while they are loaded. */
export async function findMadeExpressions(files: readonly string[]): Promise<WrittenExpression[]> {
  const made: WrittenExpression[] = [];
  const own = globalThis.RegExp;
  globalThis.RegExp = new Proxy(own, {
    construct(target, given, newTarget) {
      const expression = Reflect.construct(target, given, newTarget) as RegExp;
      const stack = new Error().stack ?? '';
      const file = files.find((name) => stack.includes(`/src/${name}`));
      if (file) made.push({ file, source: expression.source, flags: expression.flags });
      return expression;
    },
  });
  try {
    for (const file of files) await import(join(SRC, file));
  } finally {
    globalThis.RegExp = own;
  }
  return made;
}
