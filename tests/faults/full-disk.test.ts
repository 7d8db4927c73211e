import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, describe, expect, it } from 'vitest';
import { openSqlite } from '../../src/adapters/node/sqlite-database.ts';
import { takeBackup } from '../../src/commands/backup.ts';
import { StorageFull } from '../../src/domain/problem.ts';
import { newFolder, openHouse, removeFolders } from './open-house.ts';
import { mountDisk, type SmallDisk } from './small-disk.ts';

const mounted: SmallDisk[] = [];
afterEach(() => {
  for (const disk of mounted.splice(0)) disk.remove();
});
afterAll(removeFolders);

// Where this user may mount nothing, tests/contracts has a database without room.
const trial = mountDisk(1);
trial?.remove();

function smallDisk(megabytes: number): SmallDisk {
  const disk = mountDisk(megabytes);
  if (!disk) throw new Error('no disk can be mounted');
  mounted.push(disk);
  return disk;
}

const LONG = { html: `<p>${'Many words. '.repeat(20_000)}</p>` };

describe.runIf(trial)('on a full disk', () => {
  it('publishing is answered 507 and keeps nothing, reading goes on, and all is taken once there is room', async () => {
    const disk = smallDisk(24);
    const house = await openHouse({ folder: disk.folder });
    expect((await house.put('first')).status).toBe(201);
    disk.fill();
    const answers: number[] = [];
    while (answers.at(-1) !== 507 && answers.length < 50) {
      const answer = await house.put(`long-${answers.length}`, LONG);
      answers.push(answer.status);
    }
    expect(answers.at(-1)).toBe(507);
    const refused = `long-${answers.length - 1}`;
    expect(await house.rows(`SELECT 1 FROM article_versions WHERE article_id = '${refused}'`)).toEqual([]);
    for (const path of ['/articles/first', '/feeds/all.rss', '/feeds/all.json']) {
      expect([path, await house.status(path)]).toEqual([path, 200]);
    }
    const { headers } = await house.app.request('/previews/first');
    const picture = await house.app.request(new URL(headers.get('Location') ?? '').pathname);
    expect(picture.status).toBe(200);
    expect(house.faults()).toEqual([]);

    disk.empty();
    expect((await house.put(refused, LONG)).status).toBe(201);
    await house.recover();
    expect(await house.rows('SELECT 1 FROM outbox WHERE done_at IS NULL')).toEqual([]);
    expect(await house.rows('SELECT 1 FROM articles')).toHaveLength(answers.length + 1);
    expect(house.faults()).toEqual([]);
    const drafts = readdirSync(join(disk.folder, 'blobs'), { recursive: true }).filter((name) =>
      String(name).includes('.draft-'),
    );
    expect(drafts).toEqual([]);
    house.close();
  });

  it('what is said to be written is there, also where a row of it was asked for', async () => {
    const disk = smallDisk(4);
    const database = openSqlite(join(disk.folder, 'lines'));
    database.execute("CREATE TABLE lines (word TEXT); INSERT INTO lines VALUES ('')");
    disk.fill(200_000);
    const update = database.prepare('UPDATE lines SET word = ? RETURNING length(word) AS letters');
    let told: unknown;
    const write = async () => {
      for (let letters = 20_000; letters < 20_100; letters++)
        told = await update.bind('x'.repeat(letters)).first();
    };
    await expect(write()).rejects.toThrow(StorageFull);
    expect(await database.prepare('SELECT length(word) AS letters FROM lines').first()).toEqual(told);
    database.close();
  });

  it('a backup fails whole, and leaves nothing of itself', async () => {
    const house = await openHouse();
    for (let index = 0; index < 8; index++) await house.put(`long-${index}`, LONG);
    await house.drain();
    const disk = smallDisk(2);
    const to = join(disk.folder, 'backup');
    await expect(takeBackup(house.folder, to, { withSecrets: false })).rejects.toThrow();
    expect(readdirSync(disk.folder)).toEqual([]);
    const elsewhere = join(newFolder(), 'backup');
    expect((await takeBackup(house.folder, elsewhere, { withSecrets: false })).articles).toBe(8);
    house.close();
  });
});

describe('where blobs have no room', () => {
  it('a preview is drawn for each who asks, and kept once there is', async () => {
    let isFull = true;
    const house = await openHouse({
      wrap: (ports) => ({
        ...ports,
        blobs: {
          ...ports.blobs,
          async put(name, bytes) {
            if (isFull) throw new StorageFull('no room');
            return ports.blobs.put(name, bytes);
          },
        },
      }),
    });
    await house.put('drawn');
    await house.drain();
    expect(await house.rows('SELECT 1 FROM outbox WHERE done_at IS NULL')).toEqual([]);
    const { headers } = await house.app.request('/previews/drawn');
    const { pathname } = new URL(headers.get('Location') ?? '');
    const first = await (await house.app.request(pathname)).bytes();
    expect(first.length).toBeGreaterThan(1000);
    isFull = false;
    expect(await (await house.app.request(pathname)).bytes()).toEqual(first);
    expect(
      readdirSync(join(house.folder, 'blobs'), { recursive: true }).filter((name) =>
        /\.(?:png|jpg)$/.test(String(name)),
      ),
    ).toHaveLength(1);
    house.close();
  });
});
