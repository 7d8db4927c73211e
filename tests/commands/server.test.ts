import { execFile } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, describe, expect, it } from 'vitest';
import { startServer } from './running-server.ts';

const run = promisify(execFile);
const root = mkdtempSync(join(tmpdir(), 'tearsheet-server-'));
afterAll(() => rmSync(root, { recursive: true, force: true }));
let folders = 0;
const newFolder = () => join(root, `data-${folders++}`);
const tokenIn = (output: string) => /TEARSHEET_TOKEN=(ts_\S+)$/m.exec(output)?.[1] ?? '';

describe('npm start', () => {
  it('publishes the examples at the first start, prints the token once, and keeps its digest only', async () => {
    const folder = newFolder();
    const first = await startServer(folder);
    const token = tokenIn(first.output());
    expect(token).toMatch(/^ts_[\w-]{43}$/);
    const feed = (await (await fetch(`${first.address}/feeds/all.json`)).json()) as {
      items: { title: string }[];
    };
    expect(feed.items).toHaveLength(6);
    for (const path of [
      '/',
      '/openapi.json',
      '/feeds/all.rss',
      '/styles/page.css',
      '/articles/night-trains',
    ]) {
      expect((await fetch(first.address + path)).status).toBe(200);
    }
    expect(await first.stop()).toBe(0);
    expect(readFileSync(join(folder, 'publisher-token.sha256'), 'utf8')).not.toContain(token);

    const second = await startServer(folder);
    expect(tokenIn(second.output())).toBe('');
    const again = (await (await fetch(`${second.address}/feeds/all.json`)).json()) as { items: object[] };
    expect(again.items).toHaveLength(6);
    await second.stop();
  });

  it('an operator who sets a token gets no examples', async () => {
    const server = await startServer(newFolder(), { TOKEN_SHA256: 'a'.repeat(64) });
    expect(await (await fetch(`${server.address}/articles`)).json()).toEqual({ articles: [] });
    await server.stop();
  });

  it('in front of a site it publishes the examples here, and sends the site nothing', async () => {
    const asked: string[] = [];
    const site = createServer(({ method, url }, answer) => {
      asked.push(`${method} ${url}`);
      answer.end();
    });
    await new Promise<void>((resolve) => site.listen(0, '127.0.0.1', resolve));
    const { port } = site.address() as AddressInfo;
    const server = await startServer(newFolder(), { FRONT_ORIGIN: `http://127.0.0.1:${port}` });
    expect(server.output()).not.toContain('was not published');
    expect(asked).toEqual([]);
    await server.stop();
    await new Promise((resolve) => site.close(resolve));
  });

  it('a killed server has everything it answered for when it is started again', async () => {
    const folder = newFolder();
    const first = await startServer(folder);
    const headers = {
      Authorization: `Bearer ${tokenIn(first.output())}`,
      'Content-Type': 'application/json',
    };
    const body = JSON.stringify({ title: 'Kept', language: 'en', html: '<p>Kept whatever happens.</p>' });
    expect((await fetch(`${first.address}/articles/kept`, { method: 'PUT', headers, body })).status).toBe(
      201,
    );
    first.process.kill('SIGKILL');
    const second = await startServer(folder);
    expect((await fetch(`${second.address}/articles/kept`)).status).toBe(200);
    await second.stop();
  });

  it('a first start that fails for its port still shows the token at the next', async () => {
    const folder = newFolder();
    const other = await startServer(newFolder());
    const PORT = new URL(other.address).port;
    await expect(startServer(folder, { PORT })).rejects.toThrow(/it is in use. Set PORT to another/);
    await other.stop();
    const server = await startServer(folder);
    expect(tokenIn(server.output())).toMatch(/^ts_/);
    await server.stop();
  });

  it('an empty token file, as a full disk leaves it, counts as none', async () => {
    const folder = newFolder();
    mkdirSync(folder);
    writeFileSync(join(folder, 'publisher-token.sha256'), '');
    const server = await startServer(folder);
    expect(tokenIn(server.output())).toMatch(/^ts_/);
    await server.stop();
  });

  it('an address nobody answers is a problem here as on the edge', async () => {
    const server = await startServer(newFolder());
    for (const path of ['/nowhere', '/articles/', '/feeds/', '//']) {
      const answer = await fetch(server.address + path);
      expect([answer.status, answer.headers.get('Content-Type')]).toEqual([404, 'application/problem+json']);
    }
    await server.stop();
  });

  it('a data folder that cannot be used is named, with what to set', async () => {
    const file = join(root, 'a-file');
    writeFileSync(file, '');
    await expect(startServer(file)).rejects.toThrow(/a-file cannot be used: [\s\S]*Set DATA_DIR/);
    // Where Node's own way to make folders never comes back.
    if (existsSync('/proc')) await expect(startServer('/proc/x')).rejects.toThrow(/\/proc\/x cannot be used/);
    await expect(startServer(newFolder(), { PORT: 'abc' })).rejects.toThrow(/PORT is not a port: abc/);
    await expect(startServer(newFolder(), { HOST: '192.0.2.1' })).rejects.toThrow(/Set HOST to/);
  });

  it('a second service on one folder, and a misspelt setting, are warned of', async () => {
    const folder = newFolder();
    const first = await startServer(folder);
    expect(first.output()).not.toContain('"level":"warn"');
    const second = await startServer(folder, { PUBLICATON_NAME: 'The Gazette' });
    expect(second.output()).toContain(
      `another service works on ${folder} already (process ${first.process.pid})`,
    );
    expect(second.output()).toContain('did you mean PUBLICATION_NAME?');
    await second.stop();
    first.process.kill('SIGKILL');
    await new Promise((resolve) => first.process.once('exit', resolve));
    // Whoever was killed is gone.
    const third = await startServer(folder);
    expect(third.output()).not.toContain('another service');
    await third.stop();
  });

  it('settings that cannot be used are all named, with what they should be', async () => {
    const settings = { PUBLIC_URL: 'ftp://x', TAG_AUTHORITY: 'nobody', TOKEN_SHA256: 'short' };
    await expect(startServer(newFolder(), settings)).rejects.toThrow(
      /PUBLIC_URL[\s\S]*TAG_AUTHORITY[\s\S]*TOKEN_SHA256/,
    );
  });
});

describe('tearsheet takedown', () => {
  it('takes a post down from the shell and says what it reached', async () => {
    const server = await startServer(newFolder());
    const env = { ...process.env, TEARSHEET_TOKEN: tokenIn(server.output()) };
    const post = 'https://x.com/slowroadjonas/status/1797753265873129095';
    const args = ['src/cli.ts', 'takedown', post, '--service', server.address];
    const { stdout } = await run(process.execPath, args, { env });
    expect(stdout).toMatch(
      /Taken down for good: https:\/\/x\.com[\s\S]*x\/1797753265873129095[\s\S]*night-trains/,
    );
    expect(await (await fetch(`${server.address}/articles/night-trains`)).text()).not.toContain('Berth 14');
    await server.stop();
  });

  it('says what is missing: the token, or the service', async () => {
    const args = ['src/cli.ts', 'takedown', 'x/1', '--service', 'http://127.0.0.1:9'];
    const without = run(process.execPath, args, { env: { ...process.env, TEARSHEET_TOKEN: '' } });
    await expect(without).rejects.toThrow(/Set TEARSHEET_TOKEN/);
    const withToken = run(process.execPath, args, { env: { ...process.env, TEARSHEET_TOKEN: 'x' } });
    await expect(withToken).rejects.toThrow(/cannot be reached/);
    const nothing = run(process.execPath, args.with(2, 'hello'), {
      env: { ...process.env, TEARSHEET_TOKEN: 'x' },
    });
    await expect(nothing).rejects.toThrow(/hello is no post and no author\. Name/);
  });
});

describe('the examples', () => {
  it('the client publishes an article and says where it is', async () => {
    const server = await startServer(newFolder());
    const args = [
      'examples/client.ts',
      server.address,
      tokenIn(server.output()),
      'examples/articles/night-trains.html',
    ];
    const { stdout } = await run(process.execPath, args);
    expect(stdout).toMatch(
      /^Night trains are back, and sold out\n {2}page .*\/articles\/\S+\n {2}preview .*\/previews\//,
    );
    await server.stop();
  });

  it.skipIf(!existsSync('/usr/bin/curl'))('the shell script publishes, corrects and withdraws', async () => {
    const server = await startServer(newFolder());
    const args = [
      'examples/publish.sh',
      server.address,
      tokenIn(server.output()),
      'examples/articles/tramway-de-nuit.txt',
    ];
    const { stdout } = await run('sh', args);
    expect(stdout).toMatch(/published: .*\ncorrected: {2}version 2\nwithdrawn: {2}410\n$/);
    await server.stop();
  });
});
