import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { tearsheet } from './command-run.ts';
import { type RunningServer, startServer } from './running-server.ts';

const ID = '1797753265873129095';
const TWEET = `<blockquote class="twitter-tweet"><p lang="en" dir="ltr">The goat is fine.</p>&mdash; Jonas (@slowroadjonas) <a href="https://twitter.com/slowroadjonas/status/${ID}">June 3, 2024</a></blockquote>`;
const BARE =
  '<blockquote class="twitter-tweet"><a href="https://twitter.com/nobody/status/1797753265873129777"></a></blockquote>';
const LOADER = '<script async src="https://platform.twitter.com/widgets.js" charset="utf-8"></script>';
const before =
  '<!DOCTYPE html>\r\n<HTML lang=en><head><meta charset=utf-8><title>A  goat</title></head>\n<body ><p>Before\t</P>';
const after = '<p>After &eacute; < 3<!-- kept --></body></html>\n\n';
const page = (inside: string) => before + inside + after;

describe('tearsheet cards', () => {
  const root = mkdtempSync(join(tmpdir(), 'tearsheet-cards-'));
  afterAll(() => rmSync(root, { recursive: true, force: true }));
  let folders = 0;
  const folderOf = (files: Record<string, string | Buffer>) => {
    const folder = join(root, String(folders++));
    for (const [name, text] of Object.entries({ ...files })) {
      mkdirSync(dirname(join(folder, name)), { recursive: true });
      writeFileSync(join(folder, name), text);
    }
    return folder;
  };
  const cards = (...args: string[]) => tearsheet(['cards', ...args]);
  const textOf = (...path: string[]) => readFileSync(join(...path), 'utf8');

  it('replaces embeds and their script, links the stylesheet once, and keeps every other byte', async () => {
    const folder = folderOf({
      'sea/goat.html': page(`${TWEET}\n${LOADER}<hr>${TWEET}`),
      'none.html': page(''),
    });
    const { code, stdout } = await cards(folder, '--in-place');
    expect([code, stdout]).toEqual([
      0,
      expect.stringMatching(/goat\.html: 2 quote cards, 1 script removed\n/),
    ]);
    expect(stdout).toMatch(/\n2 quote cards in 1 of 2 files\.\n$/);
    const text = textOf(folder, 'sea/goat.html');
    expect(text).toContain('<blockquote class="e-content" cite="https://x.com/slowroadjonas/status');
    const link = '<link rel="stylesheet" href="../quote-cards.css">';
    const rest = text.replace(link, '').replace(/<figure class="quote-card[\s\S]*?<\/figure>/g, '*');
    expect(rest).toBe(page('*\n<hr>*'));
    expect(textOf(folder, 'quote-cards.css')).toBe(readFileSync('public/styles/card.css', 'utf8'));
    expect(textOf(folder, 'none.html')).toBe(page(''));
  });

  it('a second run changes nothing, and a new embed gets no second link', async () => {
    const folder = folderOf({ 'goat.html': page(TWEET + LOADER) });
    await cards(folder, '--in-place');
    const once = textOf(folder, 'goat.html');
    const again = await cards(folder, '--in-place');
    expect([again.code, again.stdout]).toEqual([0, '0 quote cards in 0 of 1 file.\n']);
    expect(textOf(folder, 'goat.html')).toBe(once);
    writeFileSync(
      join(folder, 'goat.html'),
      once.replace('<p>After', `${TWEET.replace(ID, '1797753265873129096')}<p>After`),
    );
    expect((await cards(folder, '--in-place')).stdout).toMatch(/goat\.html: 1 quote card\n/);
    expect(textOf(folder, 'goat.html').match(/quote-cards\.css/g)).toHaveLength(1);
    expect(textOf(folder, 'goat.html').match(/<figure/g)).toHaveLength(2);
  });

  it('writes nothing unless it is told where', async () => {
    const folder = folderOf({ 'goat.html': page(TWEET) });
    const { code, stdout } = await cards(join(folder, 'goat.html'));
    expect([code, stdout]).toEqual([
      0,
      expect.stringMatching(/1 quote card\n[\s\S]*Nothing was written: say --in-place, or --out/),
    ]);
    expect(textOf(folder, 'goat.html')).toBe(page(TWEET));
    expect(readdirSync(folder)).toEqual(['goat.html']);
  });

  it('--out makes a whole folder, and leaves the files where they were', async () => {
    const folder = folderOf({ 'a/goat.html': page(TWEET), 'b/none.html': page('') });
    const out = join(root, 'out');
    const { code } = await cards(folder, '--out', out);
    expect(code).toBe(0);
    expect(textOf(folder, 'a/goat.html')).toBe(page(TWEET));
    expect(textOf(out, 'a/goat.html')).toContain('href="../quote-cards.css"');
    expect(textOf(out, 'b/none.html')).toBe(page(''));
    expect(existsSync(join(out, 'quote-cards.css'))).toBe(true);
  });

  it('an embed without words stays, with its script', async () => {
    const folder = folderOf({ 'goat.html': page(TWEET + BARE + LOADER) });
    const { stdout } = await cards(folder, '--in-place');
    expect(stdout).toMatch(/1 quote card\n.*\n +x\/1797753265873129777 stays: its words are not in the file/);
    expect(textOf(folder, 'goat.html')).toContain(BARE + LOADER);
  });

  const UNSAFE: [string, string | Buffer, RegExp][] = [
    [
      'whose structure is not certain',
      `<select><style>x</style></select>${TWEET}`,
      /Where its elements begin and end is not certain/,
    ],
    [
      'in UTF-16',
      Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(page(TWEET), 'utf16le')]),
      /Save it as UTF-8/,
    ],
    [
      'in an encoding that is none',
      page(TWEET).replace('charset=utf-8', 'charset=nonsense'),
      /encoding nonsense .* Save it as UTF-8/,
    ],
    ['of AMP', page(TWEET).replace('<HTML', '<HTML amp'), /AMP page/],
    ['over 2 MiB', page(TWEET + 'x'.repeat(2 * 1024 * 1024)), /over 2 MiB/],
    ['that begins with an endless comment', `<!--${'x'.repeat(5000)}-->${TWEET}`, /begins as no page does/],
  ];
  it.each(UNSAFE)('a page %s is left alone, and the others are done', async (_, bytes, words) => {
    const folder = folderOf({ 'bad.html': bytes, 'goat.html': page(TWEET) });
    const { code, stdout } = await cards(folder, '--in-place');
    expect([code, stdout]).toEqual([1, expect.stringMatching(words)]);
    expect(stdout).toMatch(/1 quote card in 1 of 2 files, 1 left alone\.\n$/);
    expect(readFileSync(join(folder, 'bad.html')).equals(Buffer.from(bytes))).toBe(true);
  });

  it('a page in another encoding keeps its letters', async () => {
    const bytes = Buffer.from(
      page(TWEET.replace('fine', 'très bien')).replace('utf-8', 'windows-1252'),
      'latin1',
    );
    const folder = folderOf({ 'goat.html': bytes });
    await cards(folder, '--in-place');
    const text = readFileSync(join(folder, 'goat.html'), 'latin1');
    expect(text).toContain('The goat is tr&#232;s bien.');
    expect(text.endsWith(after)).toBe(true);
  });

  it('a stylesheet of one’s own is linked as it is named, and a copy that was changed is kept', async () => {
    const own = folderOf({ 'goat.html': page(TWEET) });
    await cards(own, '--in-place', '--stylesheet', '/styles/é cards.css?a=1&b="2"');
    expect(textOf(own, 'goat.html')).toContain('href="/styles/%C3%A9%20cards.css?a=1&amp;b=%222%22"');
    expect(readdirSync(own)).toEqual(['goat.html']);
    const changed = folderOf({ 'goat.html': page(TWEET), 'quote-cards.css': 'mine' });
    expect((await cards(changed, '--in-place')).stdout).toMatch(/quote-cards\.css: was there, and is left/);
    expect(textOf(changed, 'quote-cards.css')).toBe('mine');
  });

  it('a file keeps its mode, and a link stays a link', async () => {
    const folder = folderOf({ 'real/goat.html': page(TWEET) });
    writeFileSync(join(folder, 'real/goat.html'), page(TWEET), { mode: 0o640 });
    symlinkSync('real/goat.html', join(folder, 'goat.html'));
    const mode = statSync(join(folder, 'real/goat.html')).mode;
    await cards(join(folder, 'goat.html'), '--in-place');
    expect(textOf(folder, 'real/goat.html')).toContain('<figure');
    expect(statSync(join(folder, 'real/goat.html')).mode).toBe(mode);
    expect(readdirSync(join(folder, 'real'))).toEqual(['goat.html']);
  });

  it('writes a JSON object a line', async () => {
    const folder = folderOf({
      'bad.html': `<select><style>x</style></select>`,
      'goat.html': page(TWEET),
      'none.html': page(''),
    });
    const { stdout } = await cards(folder, '--json');
    const lines = stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(lines).toEqual([
      { file: join(folder, 'bad.html'), outcome: 'refused', why: expect.any(String) },
      {
        file: join(folder, 'goat.html'),
        outcome: 'changed',
        posts: [{ platform: 'x', id: ID, replaced: true }],
        scriptsRemoved: 0,
      },
      { file: join(folder, 'none.html'), outcome: 'unchanged', posts: [], scriptsRemoved: 0 },
    ]);
  });

  it.each([
    [[], /Name an HTML file/],
    [['nowhere.html'], /no file or folder nowhere\.html/],
    [['migrations'], /In the folder migrations no file ends in \.html/],
    [['README.md', '--out', '.'], /would write README\.md over itself/],
    [['README.md', 'docs/decisions/README.md', '--out', 'x'], /would both be written to/],
    [['README.md', '--out', 'x', '--in-place'], /either --out or --in-place/],
    [['README.md', '--inplace'], /no option --inplace\. It has --out …/],
    [['README.md', '--service', 'http://127.0.0.1:9'], /cannot be reached/],
  ])('%j cannot begin, and says why', async (args, words) => {
    const { code, stderr } = await cards(...args);
    expect([code, stderr]).toEqual([2, expect.stringMatching(words)]);
  });

  describe('with a service', () => {
    let server: RunningServer;
    const publicUrl = 'https://feeds.example.org';
    const headers = () => ({
      Authorization: `Bearer ${/TEARSHEET_TOKEN=(ts_\S+)$/m.exec(server.output())?.[1]}`,
      'Content-Type': 'text/html; charset=utf-8',
    });
    beforeAll(async () => {
      server = await startServer(join(root, 'data'), { PUBLIC_URL: publicUrl });
      const body = page(
        `<h1>A goat</h1>${TWEET.replace(ID, '1797753265873129777').replaceAll('slowroadjonas', 'nobody')}<p>Words.</p>`,
      );
      const answer = await fetch(`${server.address}/articles/goat`, {
        method: 'PUT',
        headers: headers(),
        body,
      });
      expect(answer.status).toBe(201);
    });
    afterAll(() => server.stop());

    it('takes the words that the service knows, and links its stylesheet', async () => {
      const folder = folderOf({ 'goat.html': page(BARE + LOADER) });
      const { code, stdout } = await cards(folder, '--in-place', '--service', server.address);
      expect([code, stdout]).toEqual([0, expect.stringMatching(/1 quote card, 1 script removed/)]);
      const text = textOf(folder, 'goat.html');
      expect(text).toContain('The goat is fine.');
      expect(text).toContain(`<link rel="stylesheet" href="${publicUrl}/styles/card.css">`);
      expect(readdirSync(folder)).toEqual(['goat.html']);
    });

    it('shows nothing of a post that was taken down', async () => {
      const address = `${server.address}/cards/x/1797753265873129777`;
      expect((await fetch(address, { method: 'DELETE', headers: headers() })).status).toBe(200);
      const folder = folderOf({ 'goat.html': page(TWEET.replace(ID, '1797753265873129777')) });
      await cards(folder, '--in-place', '--service', server.address);
      const text = textOf(folder, 'goat.html');
      expect(text).toContain('<figure class="quote-card');
      expect(text).not.toContain('The goat is fine.');
    });

    it('what is no such service is named', async () => {
      const folder = folderOf({ 'goat.html': page(TWEET) });
      const other = await cards(folder, '--service', 'feeds');
      expect(other.stderr).toMatch(/--service is the address of the service/);
    });
  });
});
