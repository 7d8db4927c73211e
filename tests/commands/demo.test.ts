import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { SaxesParser } from 'saxes';
import sharp from 'sharp';
import { afterAll, describe, expect, it } from 'vitest';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const root = mkdtempSync(join(tmpdir(), 'tearsheet-demo-'));
afterAll(() => rmSync(root, { recursive: true, force: true }));

async function demo(out: string, ...files: string[]) {
  const args = ['src/cli.ts', 'demo', ...files, '--out', out];
  try {
    return { code: 0, ...(await promisify(execFile)(process.execPath, args, { cwd: ROOT })) };
  } catch (error) {
    return error as { code: number; stdout: string; stderr: string };
  }
}

describe('npm run demo', () => {
  const out = join(root, 'examples');

  it('makes feeds, previews, cards and a page of the examples, with a line for each', async () => {
    const { code, stdout } = await demo(out);
    expect(code).toBe(0);
    expect(stdout.match(/^✓/gm)).toHaveLength(6);
    expect(stdout).toMatch(/6 of 6 articles\. Open file:\/\//);
    for (const name of readdirSync(join(out, 'previews'))) {
      const { format, width, height } = await sharp(join(out, 'previews', name)).metadata();
      expect([format, width, height]).toEqual([name.endsWith('.jpg') ? 'jpeg' : 'png', 1200, 630]);
    }
    expect(readdirSync(join(out, 'previews'))).toHaveLength(6);
    for (const name of ['all.rss', 'all.atom', 'section/societe.rss', 'lang/ar.atom', 'tag/maps.rss']) {
      new SaxesParser({ xmlns: true }).write(readFileSync(join(out, 'feeds', name), 'utf8')).close();
    }
    expect(readdirSync(join(out, 'cards/x')).filter((name) => name.endsWith('.html'))).toHaveLength(6);
  });

  it('every link in its pages leads to a file that is there', () => {
    const page = readFileSync(join(out, 'index.html'), 'utf8');
    const local = [...page.matchAll(/(?:href|src)="(?!https?:)([^"#]+)"/g)].map((match) => match[1] ?? '');
    expect(local.length).toBeGreaterThan(8);
    for (const path of local) expect(() => readFileSync(join(out, path))).not.toThrow();
    const card = readdirSync(join(out, 'cards/x')).find((name) => name.endsWith('.html')) ?? '';
    const sheet =
      /rel="stylesheet" href="([^"]+)"/.exec(readFileSync(join(out, 'cards/x', card), 'utf8'))?.[1] ?? '';
    expect(() => readFileSync(join(out, 'cards/x', sheet))).not.toThrow();
  });

  it('a file that holds no article is told of, and the others are made', async () => {
    writeFileSync(join(root, 'nothing.html'), '<!-- never closed');
    const files = [join(root, 'nothing.html'), join(ROOT, 'examples/articles/harbour-budget.json')];
    const { code, stdout } = await demo(join(root, 'mixed'), ...files);
    expect(code).toBe(1);
    expect(stdout).toMatch(/✗ nothing: .+\n✓ harbour-budget: .+\n\n1 of 2 articles/);
  });

  it('a folder that holds anything else is refused and left as it is, its own is made anew', async () => {
    const precious = join(root, 'precious');
    mkdirSync(precious);
    writeFileSync(join(precious, 'letter.txt'), 'dear');
    const { code, stderr } = await demo(precious);
    expect([code, stderr]).toEqual([2, expect.stringContaining('holds files that no demo made')]);
    expect(readFileSync(join(precious, 'letter.txt'), 'utf8')).toBe('dear');
    const mixed = join(root, 'mixed');
    expect((await demo(mixed, join(ROOT, 'examples/articles/harbour-budget.json'))).code).toBe(0);
  });

  it('files of one name and different types are different articles, and JSON names its own id', async () => {
    const folder = join(root, 'same-name');
    mkdirSync(folder);
    const fields = { title: 'From JSON', html: '<p>Words of the article.</p>' };
    writeFileSync(join(folder, 'a.json'), JSON.stringify({ id: 'own', ...fields }));
    writeFileSync(join(folder, 'b.html'), '<title>From HTML</title><p>Words of the article.</p>');
    writeFileSync(join(folder, 'b.md'), '# From Markdown\n\nWords of the article.\n');
    const { stdout } = await demo(join(root, 'same-name-out'), folder);
    expect(stdout).toMatch(
      /✓ own: “From JSON”[\s\S]*✓ b: “From HTML”[\s\S]*✓ b-2: “From Markdown”[\s\S]*3 of 3/,
    );
  });

  it('a path that is not there is an error that names it', async () => {
    const { code, stderr } = await demo(join(root, 'none'), 'no/such/file.txt');
    expect(code).toBe(2);
    expect(stderr).toContain('no/such/file.txt');
  });
});
