import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { tearsheet } from './command-run.ts';
import { type RunningServer, startServer } from './running-server.ts';

const PAGE = fileURLToPath(new URL('../../docs/command-line.md', import.meta.url));
const BLOCK = /^```console\n\$ npx tearsheet (.*)\n([\s\S]*?)^```$/gm;

/** Weights and names of pictures change with every change of how they are drawn. */
const settled = (text: string) => text.replace(/[0-9a-f]{16}\.(?:jpg|png)/g, '*').replace(/\d+ kB/g, '* kB');

describe('docs/command-line.md', () => {
  const folder = mkdtempSync(join(tmpdir(), 'tearsheet-page-'));
  let server: RunningServer;
  beforeAll(async () => {
    server = await startServer(join(folder, 'data'));
  });
  afterAll(async () => {
    await server.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  async function outputOf(command: string): Promise<string> {
    const { port } = new URL(server.address);
    const args = command
      .replace('localhost:8080', `localhost:${port}`)
      .replace('out/site', join(folder, 'site'));
    const service = /^(?:publish|takedown)/.test(command) ? ['--service', `http://localhost:${port}`] : [];
    const token = /TEARSHEET_TOKEN=(ts_\S+)$/m.exec(server.output())?.[1] ?? '';
    const { stdout, stderr } = await tearsheet([...args.split(' '), ...service], {
      env: { TEARSHEET_TOKEN: token },
    });
    const text = (stdout + stderr).replaceAll(`localhost:${port}`, 'localhost:8080');
    return text.replaceAll(join(folder, 'site'), 'out/site');
  }

  it('shows what the commands print', async () => {
    const page = readFileSync(PAGE, 'utf8');
    const outputs = new Map<string, string>();
    for (const [, command = ''] of page.matchAll(BLOCK)) outputs.set(command, await outputOf(command));
    expect(outputs.size).toBe(5);
    const real = page.replace(BLOCK, (_, command: string) => {
      return `\`\`\`console\n$ npx tearsheet ${command}\n${outputs.get(command)}\`\`\``;
    });
    if (process.env.UPDATE === '1') writeFileSync(PAGE, real);
    expect(settled(readFileSync(PAGE, 'utf8'))).toBe(settled(real));
  });
});
