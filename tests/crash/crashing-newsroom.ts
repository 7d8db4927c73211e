import { writeSync } from 'node:fs';
import type { NodePorts } from '../../src/adapters/node/node-ports.ts';
import type { Ports, Statement } from '../../src/domain/ports.ts';
import { openNewsroom } from './newsroom.ts';
import { liveThrough } from './newsroom-day.ts';

// Run as a process of its own: node crashing-newsroom.ts FOLDER N. Dies by SIGKILL before its Nth call to a port.

const [folder = '', fatal = '0'] = process.argv.slice(2);
let calls = 0;

async function step<T>(work: () => Promise<T>): Promise<T> {
  calls++;
  if (calls === Number(fatal)) process.kill(process.pid, 'SIGKILL');
  return work();
}

function mortal(ports: NodePorts): Ports {
  const { database, blobs, queue } = ports;
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
  };
}

const { app, drain } = await openNewsroom(folder, mortal);
await liveThrough(app, drain, (index, status) => {
  writeSync(1, `${index} ${status}\n`);
});
writeSync(1, `done ${calls}\n`);
