import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { createFixedClock } from '../../src/adapters/memory/clock.ts';
import { createNodeMachine } from '../../src/adapters/node/machine.ts';
import { openNodePorts } from '../../src/adapters/node/node-ports.ts';

const folder = mkdtempSync(join(tmpdir(), 'tearsheet-machine-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('the machine on Node', () => {
  it('tells of its queue, its storage and its memory', async () => {
    const ports = await openNodePorts(folder);
    const sentAt = Date.parse('2026-03-02T08:00:00.000Z');
    ports.database.execute(
      `INSERT INTO queue_messages (body, due_at, dead) VALUES ('{}', ${sentAt}, 0), ('{}', ${sentAt}, 1), ('{}', ${sentAt + 5000}, 0)`,
    );
    const clock = createFixedClock(new Date(sentAt + 30_000));
    const readings = await createNodeMachine(folder, ports.database, clock).readings();
    const told = new Map(readings.map(({ name, values }) => [name, values.map(({ value }) => value)]));
    expect(told.get('tearsheet_queue_messages')).toEqual([2, 1]);
    expect(told.get('tearsheet_queue_overdue_seconds')).toEqual([30]);
    for (const name of [
      'tearsheet_database_bytes',
      'tearsheet_disk_free_bytes',
      'process_resident_memory_bytes',
    ]) {
      expect(told.get(name)?.[0]).toBeGreaterThan(100_000);
    }
    ports.database.close();
  });

  it('finds its storage gone, looking once a second at most', async () => {
    const clock = createFixedClock(new Date('2026-03-02T08:00:00.000Z'));
    const ports = await openNodePorts(join(folder, 'gone'));
    const machine = createNodeMachine(join(folder, 'gone'), ports.database, clock);
    expect(await machine.storageFault()).toBeUndefined();
    ports.database.close();
    rmSync(join(folder, 'gone'), { recursive: true });
    expect(await machine.storageFault()).toBeUndefined();
    clock.advance(1);
    expect(await machine.storageFault()).toBe('cannot be written');
  });
});
