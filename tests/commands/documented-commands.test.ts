import { execFile } from 'node:child_process';
import {
  copyFileSync,
  existsSync,
  globSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type RunningServer, startServer } from './running-server.ts';

const run = promisify(execFile);
const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const DOCUMENTS = ['README.md', ...globSync('docs/*.md', { cwd: ROOT })].sort();

/** The shell blocks of a document that talk to the service; what installs and starts it is run by other tests. */
function blocksOf(document: string): string[] {
  const blocks = [...readFileSync(join(ROOT, document), 'utf8').matchAll(/^```sh\n([\s\S]*?)^```/gm)];
  return blocks.map(([, block = '']) => block).filter((block) => !/^(?:npm|git|npx) /m.test(block));
}

describe.skipIf(!existsSync('/usr/bin/curl'))('the commands in the documents', () => {
  const folder = mkdtempSync(join(tmpdir(), 'tearsheet-documents-'));
  let server: RunningServer;
  beforeAll(async () => {
    server = await startServer(join(folder, 'data'), { PUBLIC_URL: 'https://feeds.example.org' });
    // What the service refuses is a failure of the command.
    writeFileSync(join(folder, '.curlrc'), 'fail-with-body\nsilent\nshow-error\n');
    copyFileSync(join(ROOT, 'README.md'), join(folder, 'README.md'));
  });
  afterAll(async () => {
    await server.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  const commands = DOCUMENTS.flatMap((document) => blocksOf(document).map((block) => ({ document, block })));

  it('are there', () => {
    expect(commands.length).toBeGreaterThan(4);
  });

  it.each(commands)('of $document do what they say: $block', async ({ block }) => {
    const here = block.replaceAll(
      /(curl (?:-X \w+ )?"?)(?:https:\/\/feeds\.example\.org|http:\/\/localhost:8080)/g,
      `$1${server.address}`,
    );
    const env = {
      PATH: process.env.PATH,
      HOME: folder,
      TEARSHEET: server.address,
      TEARSHEET_TOKEN: /TEARSHEET_TOKEN=(ts_\S+)$/m.exec(server.output())?.[1] ?? '',
    };
    await run('bash', ['-euo', 'pipefail', '-c', here], { cwd: folder, env });
  });
});
