/** What this file uses of a Durable Object with SQL. */
interface SqlState {
  storage: {
    sql: { exec(sql: string, ...values: unknown[]): { columnNames: string[]; raw(): Iterable<unknown[]> } };
    transaction<Result>(work: () => Promise<Result>): Promise<Result>;
  };
}

interface Query {
  sql: string;
  params?: unknown[];
}

/**
 * D1 as its client in workerd speaks to it, over the SQLite of a Durable Object in the same process: as near as D1
 * comes to a worker, since the real one is a network away.
 */
export class D1StandIn {
  readonly #storage: SqlState['storage'];

  constructor({ storage }: SqlState) {
    this.#storage = storage;
  }

  async fetch(request: Request): Promise<Response> {
    const asked = (await request.json()) as Query | Query[];
    const wantsRows = new URL(request.url).searchParams.get('resultsFormat') === 'ROWS_AND_COLUMNS';
    const run = ({ sql, params = [] }: Query) => {
      const cursor = this.#storage.sql.exec(sql, ...params);
      const columns = cursor.columnNames;
      const rows = [...cursor.raw()];
      const asObject = (row: unknown[]) =>
        Object.fromEntries(columns.map((name, index) => [name, row[index]]));
      return { success: true, results: wantsRows ? { columns, rows } : rows.map(asObject), meta: {} };
    };
    const results = Array.isArray(asked)
      ? await this.#storage.transaction(async () => asked.map(run))
      : [run(asked)];
    return Response.json(results);
  }
}

/** Leads all requests to the one database. */
export const entry = {
  fetch(request: Request, { OBJECT }: { OBJECT: { getByName(name: string): { fetch: typeof fetch } } }) {
    return OBJECT.getByName('bench').fetch(request);
  },
};
