import { execFile } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type RunningServer, startServer } from './running-server.ts';

const run = promisify(execFile);
const ROOT = fileURLToPath(new URL('../..', import.meta.url));

describe('tearsheet partners', () => {
  const folder = mkdtempSync(join(tmpdir(), 'tearsheet-partners-'));
  let server: RunningServer;
  let token: string;
  beforeAll(async () => {
    server = await startServer(join(folder, 'data'));
    token = /TEARSHEET_TOKEN=(ts_\S+)$/m.exec(server.output())?.[1] ?? '';
  });
  afterAll(async () => {
    await server.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  const partners = async (...args: string[]) => {
    const command = ['src/cli.ts', 'partners', ...args, '--service', server.address];
    const env = { PATH: process.env.PATH, TEARSHEET_TOKEN: token };
    return (await run(process.execPath, command, { cwd: ROOT, env })).stdout;
  };
  const take = async (key: string) => {
    const env = { PATH: process.env.PATH, TEARSHEET: server.address, PARTNER_KEY: key };
    return (await run(process.execPath, ['examples/partner.ts', join(folder, 'taken')], { cwd: ROOT, env }))
      .stdout;
  };
  const withdraw = (id: string) =>
    fetch(`${server.address}/articles/${id}`, {
      method: 'DELETE',
      headers: { Authorization: `Bearer ${token}` },
    });

  it('makes a contract, which the example of a partner keeps a folder by', async () => {
    expect(await partners('list')).toContain('There is no partner yet.');
    expect(await partners('product', 'all', '--name', 'Everything')).toContain('partners add PARTNER');
    expect(await partners('add', 'herald', '--name', 'The Herald', '--product', 'all')).toContain(
      'tearsheet partners key herald',
    );
    const key = /tsp_\w{50}/.exec(await partners('key', 'herald', '--note', 'their CMS'))?.[0] ?? '';
    expect(await take(key)).toContain('published');
    const files = () => readdirSync(join(folder, 'taken')).filter((name) => name.endsWith('.json'));
    const before = files();
    expect(before.length).toBeGreaterThan(3);
    const [first = ''] = before;
    const { slugline } = JSON.parse(readFileSync(join(folder, 'taken', first), 'utf8')) as {
      slugline: string;
    };
    await withdraw(slugline);
    expect(await take(key)).toBe(`withdrawn  ${slugline}\n`);
    expect(existsSync(join(folder, 'taken', first))).toBe(false);
    expect(await take(key)).toBe('');
    const report = await partners('report', '--article', slugline);
    expect(report).toMatch(/^partner,product,state,.*\r?\nherald,all,confirmed,/);
    expect(await partners('report', 'herald')).toContain(`,herald,all,${slugline},`);
    expect(await partners('revoke', 'herald', key.slice(4, 14))).toContain('opens nothing any more');
    await expect(take(key)).rejects.toThrow(/401/);
    expect(await partners('remove', 'herald')).toContain('Removed herald');
    // A dozen processes, on a machine that may be busy.
  }, 120_000);

  it('says what is wrong in the words of the service, and how it is called', async () => {
    await expect(partners('product', 'x', '--name', 'X', '--permit', 'sport')).rejects.toThrow(
      /permit\.0 is section\/…, tag\/…/,
    );
    await expect(partners('add', 'x', '--name', 'X', '--requests', 'many')).rejects.toThrow(
      /--requests is a number, and not many/,
    );
    await expect(partners('hello')).rejects.toThrow(/tearsheet partners key ID/);
    await expect(partners('key', 'nobody')).rejects.toThrow(/There is no partner "nobody"/);
  });
});
