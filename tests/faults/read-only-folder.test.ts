import { execFileSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { createFolderBlobs } from '../../src/adapters/node/folder-blobs.ts';
import { StorageReadOnly } from '../../src/domain/problem.ts';
import { newFolder, openHouse, removeFolders } from './open-house.ts';
import { mountDisk } from './small-disk.ts';

afterAll(removeFolders);

// Where this user may mount nothing, none can be turned read-only under a running program.
const trial = mountDisk(1);
trial?.remove();

describe('a data folder that turns read-only', () => {
  it('goes on being read, takes nothing, and takes everything once it can be written', async () => {
    let isReadOnly = false;
    const house = await openHouse({
      wrap: (ports) => ({
        ...ports,
        blobs: {
          ...ports.blobs,
          async put(name, bytes) {
            if (isReadOnly) throw new StorageReadOnly('read-only file system');
            return ports.blobs.put(name, bytes);
          },
        },
      }),
    });
    await house.put('before');
    await house.ask('PUT', '/partners/products/all', { name: 'All' });
    await house.ask('PUT', '/partners/herald', { name: 'Herald', products: ['all'] });
    const made = await house.ask('POST', '/partners/herald/keys', {});
    const { key } = (await made.json()) as { key: string };
    const asPartner = async () =>
      (await house.app.request('/partners/articles', { headers: { Authorization: `Bearer ${key}` } })).status;
    house.database.execute('PRAGMA query_only = ON');
    isReadOnly = true;
    for (const answer of [await house.put('during'), await house.ask('DELETE', '/articles/before')]) {
      expect(answer.status).toBe(503);
      expect(await answer.json()).toMatchObject({ type: 'https://news.example/problems/storage-read-only' });
    }
    expect(house.logged).toContain('the storage cannot be written');
    for (const path of ['/articles/before', '/feeds/all.rss', '/feeds/all.atom', '/healthz']) {
      expect([path, await house.status(path)]).toEqual([path, 200]);
    }
    const { headers } = await house.app.request('/previews/before');
    expect(await house.status(new URL(headers.get('Location') ?? '').pathname)).toBe(200);

    // Whose requests cannot be counted is not let in.
    expect(await asPartner()).toBe(503);

    house.database.execute('PRAGMA query_only = OFF');
    isReadOnly = false;
    expect((await house.put('during')).status).toBe(201);
    expect(await asPartner()).toBe(200);
    await house.recover();
    expect(await house.rows('SELECT 1 FROM outbox WHERE done_at IS NULL')).toEqual([]);
    expect(await house.rows('SELECT article_id FROM previews ORDER BY 1')).toEqual([
      { article_id: 'before' },
      { article_id: 'during' },
    ]);
    expect(house.faults()).toEqual([]);
    house.close();
  });
});

describe.runIf(trial)('blobs on a disk that turns read-only', () => {
  it('are read, neither taken nor deleted, and both once it can be written', async () => {
    const disk = mountDisk(1);
    if (!disk) throw new Error('no disk can be mounted');
    try {
      const blobs = createFolderBlobs(disk.folder);
      const bytes = Uint8Array.of(1, 2, 3);
      await blobs.put('kept/before', bytes);
      disk.protect();
      expect(await blobs.get('kept/before')).toEqual(bytes);
      await expect(blobs.put('kept/during', bytes)).rejects.toThrow(StorageReadOnly);
      await expect(blobs.put('new/during', bytes)).rejects.toThrow(StorageReadOnly);
      await expect(blobs.delete('kept/before')).rejects.toThrow(StorageReadOnly);
      disk.unprotect();
      await blobs.delete('kept/before');
      await blobs.put('kept/during', bytes);
      expect(readdirSync(join(disk.folder, 'kept'))).toEqual(['during']);
    } finally {
      disk.remove();
    }
  });
});

describe('a disk that fails under a write', () => {
  it.each(['statement', 'batch'])('a %s that it does not take is refused as a whole', (how) => {
    // Beyond the limit of the process writes fail, as they do on a disk that the system gave up.
    const script = join(import.meta.dirname, 'limited-writer.ts');
    const command = 'ulimit -f 400; exec "$0" "$@"';
    const path = join(newFolder(), 'tearsheet.sqlite');
    const out = execFileSync('sh', ['-c', command, process.execPath, script, path, how], {
      encoding: 'utf8',
    });
    expect(JSON.parse(out)).toEqual({ refused: 'StorageReadOnly', isWhole: true });
  });
});
