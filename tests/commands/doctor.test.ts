import {
  chmodSync,
  closeSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readdirSync,
  rmSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterAll, describe, expect, it } from 'vitest';
import { tearsheet } from './command-run.ts';
import { startServer } from './running-server.ts';

const root = mkdtempSync(join(tmpdir(), 'tearsheet-doctor-'));
afterAll(() => rmSync(root, { recursive: true, force: true }));
let folders = 0;
const newFolder = () => join(root, `data-${folders++}`);
const GOOD = { PUBLICATION_NAME: 'The Gazette', TAG_AUTHORITY: 'example.org,2026' };
/** Nobody listens there. */
const NOWHERE = { PUBLIC_URL: 'http://127.0.0.1:9' };

async function consult(env: Record<string, string>, ...args: string[]) {
  const { code, stdout, stderr } = await tearsheet(['doctor', '--json', ...args], {
    env: { ...GOOD, ...env },
  });
  const lines = stdout.split('\n').filter(Boolean);
  const findings = lines.map((line) => JSON.parse(line) as { name: string; grade: string; words: string });
  return {
    code,
    stderr,
    /** What was found of this, `grade: words`. */
    of: (name: string) =>
      findings.filter((one) => one.name === name).map(({ grade, words }) => `${grade}: ${words}`),
  };
}

async function listen(answer: RequestListener) {
  const server = createServer(answer);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    address: `http://127.0.0.1:${port}`,
    stop: () => new Promise((resolve) => server.close(resolve)),
  };
}

describe('tearsheet doctor', () => {
  it('finds a running service well, from inside and from outside', async () => {
    const folder = newFolder();
    const server = await startServer(folder);
    const { code, of } = await consult(
      { DATA_DIR: folder, PUBLIC_URL: server.address },
      '--clock',
      server.address,
    );
    expect(of('service')).toEqual([`ok: one runs on this folder (process ${server.process.pid})`]);
    for (const name of ['settings', 'node', 'sharp', 'kernels', 'fonts', 'data folder', 'secrets key']) {
      expect(of(name)).toEqual([expect.stringMatching(/^ok: /)]);
    }
    for (const name of ['database', 'migrations', 'pictures', 'reach', 'feeds', 'same service', 'clock']) {
      expect(of(name)).toEqual([expect.stringMatching(/^ok: /)]);
    }
    expect(of('address')).toEqual([expect.stringMatching(/^warning: .* is this machine: nobody outside/)]);
    expect(code).toBe(0);
    await server.stop();
  });

  it('is of use without a network, before the first start, and changes nothing', async () => {
    const folder = newFolder();
    const { code, of } = await consult({ DATA_DIR: folder, ...NOWHERE });
    expect(of('data folder')).toEqual([`skipped: ${folder} is not there yet; the first start makes it`]);
    mkdirSync(folder);
    await consult({ DATA_DIR: folder, ...NOWHERE });
    expect(readdirSync(folder)).toEqual([]);
    expect(of('reach')).toEqual([expect.stringMatching(/^skipped: .* is the service running\?/)]);
    expect(of('clock')).toEqual([expect.stringMatching(/^skipped: no server outside was asked/)]);
    expect(code).toBe(0);
  });

  it('names every setting that cannot be used, and those that are misspelt', async () => {
    const { code, of } = await consult({ PUBLIC_URL: 'ftp://x', THEME_SCHEME: 'blue', PUBLICATON_NAME: 'x' });
    expect(of('settings')).toEqual([
      'warning: PUBLICATON_NAME is no setting and is not read; did you mean PUBLICATION_NAME?',
      expect.stringMatching(/^fault: PUBLIC_URL is the address/),
      'fault: THEME_SCHEME is light or dark',
    ]);
    expect(code).toBe(1);
  });

  it('finds a damaged database, a missing picture, and a key that all can read', async () => {
    const folder = newFolder();
    await (await startServer(folder, { TOKEN_SHA256: 'a'.repeat(64) })).stop();
    const database = new DatabaseSync(join(folder, 'tearsheet.sqlite'));
    database.exec(`INSERT INTO capture_media VALUES ('x', '1', 'captures/x/1/gone.png');
      DELETE FROM d1_migrations WHERE name LIKE '0008%'`);
    const { rootpage } = database
      .prepare("SELECT rootpage FROM sqlite_schema WHERE name = 'takedowns'")
      .get() as { rootpage: number };
    database.close();
    const file = openSync(join(folder, 'tearsheet.sqlite'), 'r+');
    writeSync(file, Buffer.alloc(64, 0xff), 0, 64, (rootpage - 1) * 4096);
    closeSync(file);
    chmodSync(join(folder, 'secrets-key'), 0o644);
    const { code, of } = await consult({ DATA_DIR: folder, ...NOWHERE });
    expect(of('database')).toEqual([expect.stringMatching(/^fault: damaged: .*restore a backup/)]);
    expect(of('pictures')).toEqual([expect.stringMatching(/^warning: 1 of 1 .*gone\.png/)]);
    expect(of('migrations')).toEqual([expect.stringMatching(/^warning: 0008_sources\.sql will be applied/)]);
    expect(of('secrets key')).toEqual([expect.stringMatching(/^warning: .* chmod 600/)]);
    expect(code).toBe(1);
    writeFileSync(
      join(folder, 'tearsheet.sqlite'),
      'no database at all, but longer than a hundred bytes'.repeat(9),
    );
    expect((await consult({ DATA_DIR: folder, ...NOWHERE })).of('database')).toContainEqual(
      expect.stringMatching(/^fault: .* cannot be read/),
    );
  });

  it('counts the secrets that lie in the clear from before they were sealed', async () => {
    const folder = newFolder();
    await (await startServer(folder, { TOKEN_SHA256: 'a'.repeat(64) })).stop();
    const secretsOf = async () => (await consult({ DATA_DIR: folder, ...NOWHERE })).of('secrets');
    expect(await secretsOf()).toEqual(['ok: none lies in the clear']);
    const database = new DatabaseSync(join(folder, 'tearsheet.sqlite'));
    database.exec(`INSERT INTO sources (id, kind, address, host, settings, key, secret, added_at) VALUES
      ('blog', 'ghost', 'https://blog.example/', 'blog.example', '{}', '22444f78447824223cefc48062', 'v1.c2VhbGVk', ''),
      ('wire', 'webhook', 'https://wire.example/', 'wire.example', '{}', NULL, 'a-secret-of-sixteen', '')`);
    database.close();
    expect(await secretsOf()).toEqual([expect.stringMatching(/^warning: 2 from before lie in the clear/)]);
  });

  it('names an article whose work has failed for an hour, and no other', async () => {
    const folder = newFolder();
    await (await startServer(folder, { TOKEN_SHA256: 'a'.repeat(64) })).stop();
    const eventsOf = async () => (await consult({ DATA_DIR: folder, ...NOWHERE })).of('events');
    expect(await eventsOf()).toEqual(['ok: the work on no article has failed for an hour']);
    const ago = (minutes: number) => new Date(Date.now() - minutes * 60_000).toISOString();
    const database = new DatabaseSync(join(folder, 'tearsheet.sqlite'));
    database.exec(`INSERT INTO outbox (article_id, version, kind, recorded_at, done_at, sends) VALUES
      ('budget', 2, 'published', '${ago(61)}', NULL, 4), ('new', 1, 'published', '${ago(50)}', NULL, 4),
      ('waits', 1, 'published', '${ago(70)}', NULL, 1), ('done', 1, 'published', '${ago(99)}', '${ago(1)}', 4)`);
    database.close();
    expect(await eventsOf()).toEqual([
      expect.stringMatching(/^warning: the work on article budget, version 2, has failed for over an hour: /),
    ]);
  });

  it('sees a challenge before the feeds, something else at the address, and a clock that is wrong', async () => {
    const proxy = await listen(({ url }, answer) => {
      if (url === '/healthz') return answer.end('ok\ndatabase: ok\n');
      answer
        .writeHead(403, { 'cf-mitigated': 'challenge', 'Content-Type': 'text/html' })
        .end('<title>Just a moment');
    });
    const challenged = await consult({ DATA_DIR: newFolder(), PUBLIC_URL: proxy.address });
    expect(challenged.of('feeds')).toEqual([
      expect.stringMatching(/^fault: .* challenge \(403\): readers are no browsers/),
    ]);
    expect(challenged.code).toBe(1);
    await proxy.stop();

    const parking = await listen((_, answer) => {
      answer.setHeader('Date', new Date(Date.now() + 3_600_000).toUTCString());
      answer.end('This domain is for sale');
    });
    const parked = await consult(
      { DATA_DIR: newFolder(), PUBLIC_URL: parking.address },
      '--clock',
      parking.address,
    );
    expect(parked.of('reach')).toEqual([expect.stringMatching(/^fault: .* is answered by something else/)]);
    expect(parked.of('clock')).toEqual([expect.stringMatching(/^fault: 3\d{3} s behind/)]);
    await parking.stop();
  });

  it('an option that there is not ends with 2', async () => {
    const { code, stderr } = await tearsheet(['doctor', '--verbose']);
    expect([code, stderr]).toEqual([2, expect.stringContaining('tearsheet doctor has no option --verbose')]);
  });
});
