import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { parseAst } from 'vitest/node';
import type { LimitRow, Unit } from './limit-row.ts';
import { LIMIT_TABLES } from './limits-table.ts';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const PAGE = `${ROOT}docs/limits.md`;

interface Node {
  type: string;
  name?: string;
  value?: unknown;
  operator?: string;
  left?: Node;
  right?: Node;
  expression?: Node;
  properties?: { key: Node; value: Node }[];
  declarations?: { id: Node; init: Node }[];
  declaration?: Node;
  body?: Node[];
}

/** The constants of a file that arithmetic alone gives a value. */
function constantsOf(file: string): Map<string, number> {
  const { body = [] } = parseAst(readFileSync(`${ROOT}src/${file}`, 'utf8'), {
    lang: 'ts',
  }) as unknown as Node;
  const values = new Map<string, number>();
  for (const statement of body) {
    for (const { id, init } of (statement.declaration ?? statement).declarations ?? [])
      record(values, id.name ?? '', init);
  }
  return values;
}

function record(values: Map<string, number>, name: string, init: Node): void {
  const node = init?.expression && /^TS/.test(init.type) ? init.expression : init;
  if (node?.type === 'ObjectExpression') {
    for (const { key, value } of node.properties ?? []) record(values, `${name}.${key?.name}`, value);
  }
  const value = node && amountOf(node, values);
  if (value !== undefined) values.set(name, value);
}

function amountOf(node: Node, known: Map<string, number>): number | undefined {
  if (node.type === 'Literal') return typeof node.value === 'number' ? node.value : undefined;
  if (node.type === 'Identifier') return known.get(node.name ?? '');
  if (node.type !== 'BinaryExpression' || !node.left || !node.right) return undefined;
  const [left, right] = [amountOf(node.left, known), amountOf(node.right, known)];
  if (left === undefined || right === undefined) return undefined;
  if (node.operator === '*') return left * right;
  if (node.operator === '+') return left + right;
  return node.operator === '<<' ? left << right : undefined;
}

const number = (value: number) => value.toLocaleString('en-US', { maximumFractionDigits: 1 });

/** As people say it: 2 MiB, 90 s, 30 days, 5,000. */
function spell(value: number, unit: Unit): string {
  if (unit === 'bytes') {
    if (value % 1024 === 0 && value >= 1024) {
      return value % 1_048_576 === 0 ? `${value / 1_048_576} MiB` : `${number(value / 1024)} KiB`;
    }
    return value >= 1_000_000 ? `${number(value / 1_000_000)} MB` : `${number(value)} bytes`;
  }
  if (unit === 'ms' || unit === 's') {
    const seconds = unit === 'ms' ? value / 1000 : value;
    if (seconds % 86_400 === 0) return `${number(seconds / 86_400)} ${seconds === 86_400 ? 'day' : 'days'}`;
    if (seconds % 3600 === 0) return `${seconds / 3600} h`;
    return seconds >= 180 && seconds % 60 === 0 ? `${seconds / 60} min` : `${number(seconds)} s`;
  }
  return unit === '' ? number(value) : `${number(value)} ${unit}`;
}

function lineOf({ what, at: [file, name], unit, beyond }: LimitRow): string {
  const value = constantsOf(file).get(name);
  if (value === undefined) throw new Error(`${file} has no ${name} that is a number`);
  return `| ${what} | ${spell(value, unit)} | ${beyond} | [\`${name}\`](../src/${file}) |`;
}

function page(): string {
  const lead =
    'What can be sent, asked for and waited for, and what happens beyond it. Every number is the code’s own: this page is made of the constants, and a test compares them. Characters are UTF-16 code units. A refusal is a [problem](problems.md) that says which limit it was; nothing is cut off in silence that a publisher said.';
  const sections = Object.entries(LIMIT_TABLES).map(
    ([title, rows]) =>
      `## ${title}\n\n| | limit | beyond | where |\n|---|---|---|---|\n${rows.map(lineOf).join('\n')}\n`,
  );
  return `# Limits\n\n${lead}\n\n${sections.join('\n')}`;
}

describe('limits', () => {
  it('docs/limits.md says what the code says', () => {
    if (process.env.UPDATE === '1') writeFileSync(PAGE, page());
    expect(readFileSync(PAGE, 'utf8')).toBe(page());
  });

  it('none is listed twice', () => {
    const places = Object.values(LIMIT_TABLES).flatMap((rows) => rows.map(({ at }) => at.join(' ')));
    expect(new Set(places).size).toBe(places.length);
    expect(places.length).toBeGreaterThan(140);
  });

  it.each<[number, Unit, string]>([
    [2_097_152, 'bytes', '2 MiB'],
    [16_384, 'bytes', '16 KiB'],
    [950_000, 'bytes', '950,000 bytes'],
    [10_000_000, 'bytes', '10 MB'],
    [5000, 'ms', '5 s'],
    [900, 's', '15 min'],
    [604_800, 's', '7 days'],
    [200, '', '200'],
    [500, 'characters', '500 characters'],
  ])('%i %s is spelled %s', (value, unit, spelled) => {
    expect(spell(value, unit)).toBe(spelled);
  });
});
