import { fileURLToPath } from 'node:url';
import { readD1Migrations } from '@cloudflare/vitest-plugin';
import { getPlatformProxy } from 'wrangler';
import type { Database, Statement } from '../../src/domain/ports.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

interface Answer {
  results: unknown[];
  meta: { rows_read?: number; rows_written?: number };
}

interface D1Statement {
  bind(...values: unknown[]): D1Statement;
  all(): Promise<Answer>;
}

interface D1 {
  prepare(sql: string): D1Statement;
  batch(statements: D1Statement[]): Promise<Answer[]>;
}

/** A D1 that tells what Cloudflare would bill. */
export interface CountedD1 extends Database {
  rows: { read: number; written: number };
  close(): Promise<void>;
}

/** An empty D1 in memory, with every table. Rows are counted as D1 counts them, those of indexes included. */
export async function openCountedD1(): Promise<CountedD1> {
  const configPath = `${ROOT}wrangler.toml`;
  const proxy = await getPlatformProxy<{ DATABASE: D1 }>({ configPath, persist: false });
  const { DATABASE } = proxy.env;
  const rows = { read: 0, written: 0 };
  const count = ({ meta }: Answer) => {
    rows.read += meta.rows_read ?? 0;
    rows.written += meta.rows_written ?? 0;
  };
  const statements = new WeakMap<Statement, D1Statement>();
  const wrap = (own: D1Statement): Statement => {
    const all = async () => {
      const answer = await own.all();
      count(answer);
      return answer.results;
    };
    const statement: Statement = {
      bind: (...values) => wrap(own.bind(...values)),
      first: async <Row>() => ((await all())[0] as Row | undefined) ?? null,
      all: async <Row>() => ({ results: (await all()) as Row[] }),
      run: all,
    };
    statements.set(statement, own);
    return statement;
  };
  for (const { queries } of await readD1Migrations(`${ROOT}migrations`)) {
    for (const query of queries) await DATABASE.prepare(query).all();
  }
  return {
    rows,
    prepare: (sql) => wrap(DATABASE.prepare(sql)),
    async batch(given) {
      const own = given.flatMap((statement) => statements.get(statement) ?? []);
      for (const answer of await DATABASE.batch(own)) count(answer);
    },
    close: () => proxy.dispose(),
  };
}
