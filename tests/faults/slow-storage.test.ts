import { afterAll, describe, expect, it } from 'vitest';
import type { NodePorts } from '../../src/adapters/node/node-ports.ts';
import type { Ports, Statement } from '../../src/domain/ports.ts';
import { type Chance, createChance, SEED } from './chance.ts';
import { pause } from './mortal-service.ts';
import { openHouse, removeFolders } from './open-house.ts';

afterAll(removeFolders);

const SLOWEST_MS = 40;

/** Ports whose every answer takes up to so long, so that whatever happens at once overtakes each other. */
function slowPorts(ports: NodePorts, chance: Chance): Ports {
  const { database, blobs } = ports;
  const later = async <Value>(work: () => Promise<Value>): Promise<Value> => {
    await pause(chance.below(SLOWEST_MS));
    const done = await work();
    await pause(chance.below(SLOWEST_MS));
    return done;
  };
  const real = new WeakMap<Statement, Statement>();
  const wrap = (statement: Statement): Statement => {
    const wrapped: Statement = {
      bind: (...values) => wrap(statement.bind(...values)),
      first: () => later(() => statement.first()),
      all: () => later(() => statement.all()),
      run: () => later(() => statement.run()),
    };
    real.set(wrapped, statement);
    return wrapped;
  };
  return {
    ...ports,
    database: {
      prepare: (sql) => wrap(database.prepare(sql)),
      batch: (statements) => later(() => database.batch(statements.map((one) => real.get(one) ?? one))),
    },
    blobs: {
      get: (name) => later(() => blobs.get(name)),
      put: (name, bytes) => later(() => blobs.put(name, bytes)),
      delete: (name) => later(() => blobs.delete(name)),
    },
  };
}

describe('on a slow disk', () => {
  it('every request is answered, and of those that came at once nothing is half written', async () => {
    const house = await openHouse({ wrap: (ports) => slowPorts(ports, createChance(SEED)) });
    const answers = await Promise.all([
      ...Array.from({ length: 12 }, (_, index) =>
        house.put(`article-${index % 4}`, { title: `Title ${index}` }),
      ),
      ...Array.from({ length: 8 }, () => house.app.request('/feeds/all.json')),
      house.drain(),
    ]);
    const statuses = answers.flatMap((answer) => (answer ? [answer.status] : []));
    expect(statuses).toHaveLength(20);
    // 503: so many were at the same article that one of them is to come again.
    expect(statuses.filter((status) => ![200, 201, 503].includes(status))).toEqual([]);
    expect(house.faults()).toEqual([]);
    const mixed = await Promise.all([
      house.ask('DELETE', '/articles/article-0'),
      house.put('article-0', { title: 'Once more' }),
      house.drain(),
    ]);
    for (const answer of mixed) if (answer) expect([200, 201, 503]).toContain(answer.status);
    await house.recover();
    expect(house.faults()).toEqual([]);
    expect(await house.rows('SELECT 1 FROM outbox WHERE done_at IS NULL')).toEqual([]);
    const live = await house.rows(`SELECT id FROM articles WHERE state = 'live' ORDER BY id`);
    expect(await house.rows('SELECT DISTINCT article_id AS id FROM previews ORDER BY 1')).toEqual(live);
    house.close();
  });
});
