import type { Ports, Statement } from '../src/domain/ports.ts';

/** A process that ends before a certain call to its ports. */
export interface Mortal {
  /** To stand between a service and its ports. */
  wrap(ports: Ports): Ports;
  /** How many calls there were. */
  calls(): number;
  /** Resolves with its end. */
  died: Promise<'died'>;
}

/**
 * A process that ends before its `fatal`th call to a port (0: never). What was called before is whole; that call and
 * those after it are not made and never answered. `die` ends more than the ports: the process itself, for one.
 */
export function mortalPorts(fatal: number, die: () => void = () => undefined): Mortal {
  let calls = 0;
  const { promise: died, resolve } = Promise.withResolvers<'died'>();

  function step<T>(work: () => Promise<T>): Promise<T> {
    calls++;
    if (fatal === 0 || calls < fatal) return work();
    die();
    resolve('died');
    return new Promise(() => undefined);
  }

  // A batch needs the real statements: each wrapped one remembers its own.
  const real = new WeakMap<Statement, Statement>();
  const wrapStatement = (statement: Statement): Statement => {
    const wrapped: Statement = {
      bind: (...values) => wrapStatement(statement.bind(...values)),
      first: () => step(() => statement.first()),
      all: () => step(() => statement.all()),
      run: () => step(() => statement.run()),
    };
    real.set(wrapped, statement);
    return wrapped;
  };
  const wrap = ({ database, blobs, queue, fetch, ...rest }: Ports): Ports => ({
    ...rest,
    database: {
      prepare: (sql) => wrapStatement(database.prepare(sql)),
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
  });
  return { wrap, calls: () => calls, died };
}
