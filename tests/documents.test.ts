import { existsSync, globSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseEnv } from 'node:util';
import { describe, expect, it } from 'vitest';
import { readConfig, SETTING_NAMES } from '../src/config.ts';
import { createSlugger } from '../src/docs/heading-slug.ts';
import { elementsOf, markdownTree, textOf } from '../src/docs/markdown-tree.ts';
import { problemList } from '../src/docs/problem-documents.ts';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const read = (path: string) => readFileSync(join(ROOT, path), 'utf8');
const documents = globSync('{*.md,docs/**/*.md,examples/*.md}', { cwd: ROOT });

/** What a document links within the repository, seen from its top. */
function linksOf(document: string): { file: string; id: string }[] {
  return elementsOf(markdownTree(read(document)))
    .map(({ properties }) => String(properties.href ?? properties.src ?? ''))
    .filter((target) => target !== '' && !/^[a-z]+:/.test(target))
    .map((target) => {
      const [path = '', id = ''] = target.split('#');
      return { file: path === '' ? document : join(dirname(document), path), id };
    });
}

/** The ids that git hosts give the headings of a document. */
function idsOf(document: string): string[] {
  const slugOf = createSlugger();
  return elementsOf(markdownTree(read(document)))
    .filter(({ tagName }) => /^h[1-6]$/.test(tagName))
    .map((heading) => slugOf(textOf(heading)));
}

/** The module by which the worker has these documents. */
function bundledDocuments(names: string[]): string {
  const inCode = (name: string) =>
    name === 'README' ? 'index' : name.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase());
  const imports = names.map((name) => `import ${inCode(name)} from '../../../docs/${name}.md';`);
  const entries = names.map((name) => {
    const key = name.includes('-') ? `'${name}'` : name;
    return key === inCode(name) ? `  ${key},` : `  ${key}: ${inCode(name)},`;
  });
  return `${imports.join('\n')}
import type { Documents } from '../../domain/documents.ts';

/** The documents of \`docs/\`, bundled as text; the list of problems is made of the problems themselves. */
export const bundledDocuments: Documents = {
${entries.join('\n')}
};
`;
}

describe('documents', () => {
  it('every link between them, every heading it names, and every picture, is there', () => {
    expect(documents.length).toBeGreaterThan(10);
    const dead = documents.flatMap((document) =>
      linksOf(document)
        .filter(({ file, id }) => !existsSync(join(ROOT, file)) || (id !== '' && !idsOf(file).includes(id)))
        .map(({ file, id }) => `${document} → ${file}#${id}`),
    );
    expect(dead).toEqual([]);
  });

  it('the index lists every document', () => {
    const names = globSync('docs/*.md', { cwd: ROOT }).map((path) => basename(path));
    const entries = linksOf('docs/README.md').map(({ file }) => basename(file));
    expect(names.filter((name) => name !== 'README.md' && !entries.includes(name))).toEqual([]);
  });

  it('the worker carries every document', () => {
    const list = 'src/adapters/workerd/bundled-documents.ts';
    const names = globSync('docs/*.md', { cwd: ROOT }).map((path) => basename(path, '.md'));
    const carried = names.filter((name) => name !== 'problems');
    const source = bundledDocuments(carried.sort((a, b) => a.localeCompare(b, 'en')));
    if (process.env.UPDATE === '1') writeFileSync(join(ROOT, list), source);
    expect(read(list)).toBe(source);
  });

  it('each row of the standards names the test that proves it', () => {
    const rows = read('docs/standards.md')
      .split('\n')
      .filter((line) => /^\| (?!standard \|)[^|-]/.test(line));
    expect(rows.length).toBeGreaterThan(25);
    expect(rows.filter((row) => !/\]\(\.\.\/tests\/[\w/-]+\.test\.ts\)/.test(row))).toEqual([]);
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

  it('the settings they show are such as can be read', () => {
    const files = documents.flatMap((document) =>
      [...read(document).matchAll(/^```ini\n([\s\S]*?)^```/gm)].map(([, text = '']) => parseEnv(text)),
    );
    expect(files.length).toBeGreaterThan(3);
    const needed = {
      PUBLIC_URL: 'https://a.example',
      PUBLICATION_NAME: 'A',
      TAG_AUTHORITY: 'a.example,2026',
    };
    for (const file of files) expect(() => readConfig({ ...needed, ...file })).not.toThrow();
    const names = files.flatMap((file) => Object.keys(file));
    expect(names.filter((name) => name !== 'DATA_DIR' && !SETTING_NAMES.includes(name))).toEqual([]);
    // A value that is lost to a comment is empty.
    const empty = files.flatMap((file) => Object.entries(file).filter(([, value]) => value === ''));
    expect(empty.map(([name]) => name)).toEqual(['TOKEN_SHA256']);
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
