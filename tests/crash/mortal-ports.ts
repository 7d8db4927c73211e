import type { NodePorts } from '../../src/adapters/node/node-ports.ts';
import type { Ports, Statement } from '../../src/domain/ports.ts';

/** Ports that kill the process, by SIGKILL, before their `fatal`th call (0: never). */
export function mortalPorts(ports: NodePorts, fatal: number): { ports: Ports; calls(): number } {
  const { database, blobs, queue, fetch } = ports;
  let calls = 0;

  async function step<T>(work: () => Promise<T>): Promise<T> {
    calls++;
    if (calls === fatal) process.kill(process.pid, 'SIGKILL');
    return work();
  }

  // A batch needs the real statements: each wrapped one remembers its own.
  const real = new WeakMap<Statement, Statement>();
  const wrap = (statement: Statement): Statement => {
    const wrapped: Statement = {
      bind: (...values) => wrap(statement.bind(...values)),
      first: () => step(() => statement.first()),
      all: () => step(() => statement.all()),
      run: () => step(() => statement.run()),
    };
    real.set(wrapped, statement);
    return wrapped;
  };
  return {
    calls: () => calls,
    ports: {
      ...ports,
      database: {
        prepare: (sql) => wrap(database.prepare(sql)),
        batch: (statements) => step(() => database.batch(statements.map((one) => real.get(one) ?? one))),
      },
      blobs: {
        get: (name) => step(() => blobs.get(name)),
        put: (name, bytes) => step(() => blobs.put(name, bytes)),
        delete: (name) => step(() => blobs.delete(name)),
      },
      queue: { send: (message) => step(() => queue.send(message)) },
      fetch: {
        ...fetch,
        get: (url, options) => step(() => fetch.get(url, options)),
        post: (url, options) => step(() => fetch.post(url, options)),
      },
    },
  };
}
