import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { tearsheet } from './command-run.ts';
import { type RunningServer, startServer } from './running-server.ts';

const STORY = `<!doctype html><html lang="en"><head><title>The harbour at five</title>
<meta property="article:section" content="Sea"></head><body><article><h1>The harbour at five</h1>
<p class="byline">By Ines Okafor</p><p>The ferry left at five, with a goat on board and no captain.</p>
<blockquote class="twitter-tweet"><p lang="en">The goat is fine.</p>&mdash; Jonas (@slowroadjonas)
<a href="https://twitter.com/slowroadjonas/status/1797753265873129095">June 3, 2024</a></blockquote>
<p>Nobody knows who untied it, said the harbour master on Tuesday.</p></article></body></html>`;

describe('tearsheet publish', () => {
  const folder = mkdtempSync(join(tmpdir(), 'tearsheet-publish-'));
  const file = (name: string, text: string) => {
    writeFileSync(join(folder, name), text);
    return join(folder, name);
  };
  let server: RunningServer;
  let site: Server;
  let siteAddress = '';
  let story = STORY;
  beforeAll(async () => {
    server = await startServer(join(folder, 'data'), { HUB_CALLBACKS: 'loopback' });
    site = createServer((request, response) => {
      const isPage = request.url === '/sea/goat';
      response.writeHead(isPage ? 200 : 404, { 'Content-Type': 'text/html; charset=utf-8' });
      response.end(isPage ? story : '');
    });
    await new Promise<void>((resolve) => site.listen(0, '127.0.0.1', resolve));
    siteAddress = `http://127.0.0.1:${(site.address() as AddressInfo).port}`;
  });
  afterAll(async () => {
    site.close();
    await server.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  const publish = (args: string[], input?: string) => {
    const token = /TEARSHEET_TOKEN=(ts_\S+)$/m.exec(server.output())?.[1] ?? '';
    return tearsheet(['publish', ...args, '--service', server.address], {
      env: { TEARSHEET_TOKEN: token },
      ...(input !== undefined && { input }),
    });
  };

  it('says what became of a file, where everything is, and what was understood how surely', async () => {
    const { code, stdout } = await publish([file('goat.html', STORY)]);
    expect([code, stdout]).toEqual([0, expect.stringMatching(/^✓ created {4}goat, version 1\n/)]);
    expect(stdout).toMatch(/title {6}“The harbour at five” \(\d\d % sure, from .+\)\n/);
    expect(stdout).toMatch(/authors {4}Ines Okafor \(\d\d % sure, from .+\)\n/);
    expect(stdout).toMatch(/section {4}Sea \(\d\d % sure, .+\)\n/);
    expect(stdout).toMatch(/feeds {6}\S+\/feeds\/all\.rss\n +\S+\/feeds\/section\/sea\.rss\n/);
    for (const path of ['/articles/goat', '/previews/goat', '/cards/x/1797753265873129095.html']) {
      expect(stdout).toMatch(new RegExp(`^.* \\S+${path}$`, 'm'));
      expect((await fetch(server.address + path, { redirect: 'manual' })).status).toBeLessThan(400);
    }
  });

  it('tells the same again from a correction', async () => {
    const goat = file('goat.html', STORY);
    expect((await publish([goat])).stdout).toMatch(/^✓ unchanged {2}goat, version 1\n/);
    file('goat.html', STORY.replace('no captain', 'two captains'));
    expect((await publish([goat])).stdout).toMatch(/^✓ updated {4}goat, version 2\n/);
  });

  it('has the service fetch a page by its address, and finds it again', async () => {
    const address = `${siteAddress}/sea/goat`;
    const { code, stdout } = await publish([address]);
    expect([code, stdout]).toEqual([0, expect.stringMatching(/^✓ created {4}\S+, version 1\n/)]);
    expect((await publish([address])).stdout).toMatch(/^✓ unchanged .*, version 1\n/);
    story = STORY.replace('no captain', 'two captains');
    expect((await publish([address])).stdout).toMatch(/^✓ updated .*, version 2\n/);
  });

  it('takes standard input under an id that is named, and writes a JSON object a line', async () => {
    const args = ['-', '--type', 'markdown', '--id', 'from-a-pipe', '--json'];
    const { code, stdout } = await publish(args, '# From a pipe\n\nIt came through a pipe, all of it.\n');
    expect(stdout.split('\n')).toHaveLength(2);
    const told = JSON.parse(stdout);
    expect([code, told]).toEqual([
      0,
      expect.objectContaining({ input: '-', outcome: 'created', id: 'from-a-pipe', title: 'From a pipe' }),
    ]);
  });

  it('a refused article ends with 1, why and what to do, and the others are published', async () => {
    const wrong = file('wrong.json', '{"title": "Wrong", "html": "<p>Words.</p>", "headlin": "x"}');
    const right = file('right.md', '# Right\n\nAll of this is as it should be.\n');
    const { code, stdout } = await publish([wrong, right, `${siteAddress}/gone`]);
    expect(code).toBe(1);
    expect(stdout).toMatch(/✗ refused {4}\S+wrong\.json\n {2}why +.+\n +headlin: .+\n {2}what to do .+\n/);
    expect(stdout).toMatch(/✓ created {4}right, version 1/);
    expect(stdout).toMatch(/✗ refused {4}\S+\/gone\n {2}why +The page is not there: \S+ answers 404\./);
    expect(stdout).toMatch(/\n1 of 3 published\.\n$/);
    const asJson = await publish([wrong, '--json']);
    expect([asJson.code, JSON.parse(asJson.stdout)]).toEqual([
      1,
      expect.objectContaining({ outcome: 'refused', code: 'invalid-article', mend: expect.any(String) }),
    ]);
  });

  it.each([
    [['nothing-there.html'], /There is no file nothing-there\.html/],
    [[], /Name what to publish/],
    [['-'], /--type text, --type html/],
    [['README.md', 'LICENSE'], /LICENSE: an article file ends in \.txt/],
    [['README.md', 'CHANGELOG.md', '--id', 'x'], /--id is for one article, and these are 2/],
    [['README.md', 'docs/decisions/README.md'], /would both be the article README/],
    [['README.md', '--title', 'x'], /has no option --title\. It has --service …, --id …/],
    [['README.md', '--id'], /--id/],
  ])('%j cannot begin, and says why', async (args, words) => {
    const { code, stdout, stderr } = await publish(args);
    expect([code, stdout, stderr]).toEqual([2, '', expect.stringMatching(words)]);
  });

  it('says what is missing: the token, the right one, or the service', async () => {
    const args = ['publish', 'README.md', '--service', server.address];
    expect((await tearsheet(args)).stderr).toMatch(/Set TEARSHEET_TOKEN/);
    const env = { TEARSHEET_TOKEN: 'another' };
    expect((await tearsheet(args, { env })).stderr).toMatch(/TEARSHEET_TOKEN is not the token of http/);
    const nowhere = await tearsheet(['publish', 'README.md', '--service', 'http://127.0.0.1:9'], { env });
    expect([nowhere.code, nowhere.stderr]).toEqual([2, expect.stringMatching(/cannot be reached/)]);
    const wrong = await tearsheet(['publish', 'README.md', '--service', 'feeds.example.org'], { env });
    expect(wrong.stderr).toMatch(/--service is the address of the service/);
  });
});

describe('tearsheet', () => {
  it('lists its commands, and the options of each', async () => {
    const { code, stdout } = await tearsheet(['--help']);
    expect(code).toBe(0);
    for (const name of ['demo', 'publish', 'unfurl', 'cards', 'sources', 'takedown']) {
      expect(stdout).toContain(`\n  tearsheet ${name}`);
      const help = await tearsheet([name, '--help']);
      expect([help.code, help.stdout]).toEqual([0, expect.stringContaining(`tearsheet ${name}`)]);
    }
    expect((await tearsheet(['help', 'publish'])).stdout).toContain('--id ID');
    expect((await tearsheet(['publsh'])).stderr).toMatch(/has no command publsh\. It has demo, /);
  });
});
