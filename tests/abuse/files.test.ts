import { mkdtempSync, rmSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startServer } from '../commands/running-server.ts';

// Names of blobs: tests/contracts/blobs-contract.ts.
describe('files of the server', () => {
  const folder = mkdtempSync(join(tmpdir(), 'tearsheet-abuse-'));
  let server: Awaited<ReturnType<typeof startServer>>;
  beforeAll(async () => {
    server = await startServer(folder, { TOKEN_SHA256: '0'.repeat(64) });
  });
  afterAll(async () => {
    await server?.stop();
    rmSync(folder, { recursive: true });
  });

  /** Ways out of a folder, as a client may write them. */
  const UPS = [
    ...[
      '../',
      '..%2f',
      '%2e%2e/',
      '%2e%2e%2f',
      '..%5c',
      '..\\',
      '%2e%2e%5c',
      '%252e%252e%252f',
      '..%252f',
      '....//',
    ],
    ...['..;/', '.%00./', '%c0%ae%c0%ae/', '%uff0e%uff0e/', '．．/', '/../', './../', 'x/../../'],
  ];
  const GOALS = [
    'package.json',
    'src/server.ts',
    '.git/config',
    'data/token',
    'etc/passwd',
    'public/_headers',
  ];

  it('none but those of public/ is given out, by whatever path', async () => {
    const { hostname, port } = new URL(server.address);
    const ask = (path: string) =>
      new Promise<string>((resolve) => {
        const socket = connect(Number(port), hostname);
        let heard = '';
        socket.on('data', (bytes) => {
          heard += bytes.toString('latin1');
        });
        socket.on('error', () => undefined);
        socket.on('close', () => resolve(heard));
        socket.write(`GET ${path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n`);
      });
    expect(await ask('/favicon.svg')).toMatch(/^HTTP\/1\.1 200 /);
    for (const prefix of ['/', '/fonts/', '/styles/', '/cards/media/', '/previews/a/', '/favicon.svg/']) {
      for (const up of UPS) {
        for (const goal of GOALS) {
          for (const path of [`${prefix}${up}${goal}`, `${prefix}${up.repeat(8)}${goal}`]) {
            const heard = await ask(path);
            expect(heard, path).not.toMatch(/^HTTP\/1\.1 (?:2|5)/);
            expect(heard, path).not.toMatch(/"devDependencies"|\[core\]|root:|createApp/);
          }
        }
      }
    }
  }, 60_000);

  it('a file whose name has a NUL, is a folder, or is named by a drive is none', async () => {
    for (const path of [
      '/favicon.svg%00',
      '/favicon.svg%00.png',
      '/fonts',
      '/fonts/',
      '/C:/x',
      '/fonts/CON',
      '/_headers',
    ]) {
      const answer = await fetch(server.address + path, { redirect: 'manual' });
      expect([path, answer.status]).toEqual([path, 404]);
      await answer.text();
    }
  });
});
