import { execFile } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect, it } from 'vitest';
import { startServer } from '../commands/running-server.ts';

const run = promisify(execFile);
const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const PAGE = readFileSync(join(ROOT, 'docs/quick-start.md'), 'utf8');
/** All its commands but the first, which installs and starts the service. */
const BLOCKS = [...PAGE.matchAll(/^```sh\n([\s\S]*?)^```/gm)].map(([, block = '']) => block).slice(1);

it.skipIf(!existsSync('/usr/bin/curl'))('the quick start does what it says, from start to end', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'tearsheet-quick-start-'));
  const server = await startServer(join(folder, 'data'));
  const { port } = new URL(server.address);
  // The service knows itself by this name.
  const address = `http://localhost:${port}`;
  const env = {
    PATH: process.env.PATH,
    HOME: folder,
    TEARSHEET: address,
    TEARSHEET_TOKEN: /TEARSHEET_TOKEN=(ts_\S+)$/m.exec(server.output())?.[1] ?? '',
  };
  const read = async (path: string) => {
    const answer = await fetch(address + path);
    return { status: answer.status, type: answer.headers.get('Content-Type'), text: await answer.text() };
  };
  try {
    const printed: string[] = [];
    const shown: string[] = [];
    for (const block of BLOCKS) {
      const command = block.replaceAll('npx tearsheet', `"${process.execPath}" "${ROOT}src/cli.ts"`);
      const { stdout } = await run('bash', ['-euo', 'pipefail', '-c', command], { cwd: folder, env });
      printed.push(stdout);
      shown.push((await read('/articles/first-tram')).text);
    }
    expect(BLOCKS).toHaveLength(5);
    // The tweet, its time, and no script of the platform.
    expect(shown[0]).toContain('a tram before the bread is out of the oven');
    expect(shown[0]).toContain('2024-06-04T15:22:03');
    expect(shown[0]).not.toContain('widgets.js');
    expect(printed[1]).toContain('The first tram runs at four');
    if (existsSync('/usr/bin/newsboat')) expect(printed[2]).toMatch(/^7 unread articles/m);
    expect(printed[3]).toContain('Nothing to change.');
    expect((await read('/articles/first-tram')).status).toBe(410);
    expect((await read('/feeds/all.rss')).text).not.toContain('The first tram runs at four');
  } finally {
    await server.stop();
    rmSync(folder, { recursive: true, force: true });
  }
});
