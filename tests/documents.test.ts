import { existsSync, globSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { problemList } from '../src/docs/problem-documents.ts';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const read = (path: string) => readFileSync(join(ROOT, path), 'utf8');
const documents = globSync('{*.md,docs/**/*.md,examples/*.md}', { cwd: ROOT });

describe('documents', () => {
  it('every link between them, and every picture, leads somewhere', () => {
    expect(documents.length).toBeGreaterThan(10);
    const dead = documents.flatMap((document) =>
      [...read(document).matchAll(/\]\((?!https?:|#)([^)#\s]+)/g)]
        .map((match) => join(dirname(document), match[1] ?? ''))
        .filter((target) => !existsSync(join(ROOT, target)))
        .map((target) => `${document} → ${target}`),
    );
    expect(dead).toEqual([]);
  });

  it('every npm script they name exists', () => {
    const { scripts } = JSON.parse(read('package.json')) as { scripts: Record<string, string> };
    const named = documents.flatMap((document) =>
      [...read(document).matchAll(/npm run ([\w:]+)/g)].map(([, name = '']) => name),
    );
    expect(named.filter((name) => !(name in scripts))).toEqual([]);
  });

  it('the table in CONTRIBUTING.md lists the folders of src, all of them', () => {
    const rows = [...read('CONTRIBUTING.md').matchAll(/^\| `(\w+)` \|/gm)].map((match) => match[1]);
    const folders = readdirSync(join(ROOT, 'src'), { withFileTypes: true }).filter((entry) =>
      entry.isDirectory(),
    );
    expect(rows.sort()).toEqual(folders.map((entry) => entry.name).sort());
  });

  it('docs/problems.md says what the code says', () => {
    if (process.env.UPDATE === '1') writeFileSync(join(ROOT, 'docs/problems.md'), problemList());
    expect(read('docs/problems.md')).toBe(problemList());
  });

  it('docs/settings.md lists every setting', () => {
    const names = [...read('src/config.ts').matchAll(/^ {2}([A-Z0-9_]+):/gm)].map((match) => match[1] ?? '');
    expect(names.length).toBeGreaterThan(4);
    expect(names.filter((name) => !read('docs/settings.md').includes(`\`${name}\``))).toEqual([]);
  });

  it('the index of decisions lists every decision', () => {
    const pages = readdirSync(join(ROOT, 'docs/decisions')).filter((name) => /^\d{4}-/.test(name));
    expect(pages.filter((name) => !read('docs/decisions/README.md').includes(`(${name})`))).toEqual([]);
  });

  it('the package needs no dependency that no decision explains', () => {
    const { dependencies } = JSON.parse(read('package.json')) as { dependencies: Record<string, string> };
    const decisions = globSync('docs/decisions/*.md', { cwd: ROOT }).map(read).join();
    expect(
      Object.keys(dependencies).filter(
        (name) => !name.startsWith('@types/') && !decisions.includes(`\`${name}`),
      ),
    ).toEqual([]);
  });
});
