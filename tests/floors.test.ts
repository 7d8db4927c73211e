import { globSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const SRC = fileURLToPath(new URL('../src', import.meta.url));

interface Floor {
  folders: string[];
  packages: string[];
}

const TREES = ['hast', 'hastscript', 'hast-util-to-html'];
const FLOOR_0 = ['domain'];
const FLOOR_1 = ['articles', 'embeds', 'feeds', 'previews', 'cards', 'unfurl', 'deliveries'];
const FLOOR_2 = [
  'store',
  'resolvers',
  'pages',
  'hub',
  'rewriter',
  'sources',
  'partners',
  'crossposts',
  'docs',
  'metrics',
];

/** Who may import whom, besides its own folder: docs/architecture.md explains it, this enforces it. */
const FLOORS: Record<string, Floor> = {
  domain: { folders: [], packages: [] },
  articles: {
    folders: FLOOR_0,
    packages: [
      ...TREES,
      'parse5',
      'hast-util-from-parse5',
      'hast-util-sanitize',
      '@mozilla/readability',
      'marked',
      'tinyld',
      'yaml',
      'zod',
    ],
  },
  embeds: { folders: FLOOR_0, packages: ['hast'] },
  feeds: { folders: FLOOR_0, packages: ['rss', 'hast', 'hast-util-from-html', 'hast-util-to-html'] },
  previews: { folders: FLOOR_0, packages: ['bidi-js', 'zod'] },
  cards: { folders: FLOOR_0, packages: TREES },
  deliveries: { folders: FLOOR_0, packages: [] },
  unfurl: { folders: FLOOR_0, packages: TREES },
  resolvers: { folders: [...FLOOR_0, 'embeds'], packages: ['@atproto/api', 'hast-util-from-html', 'parse5'] },
  store: { folders: [...FLOOR_0, ...FLOOR_1], packages: [] },
  hub: { folders: [...FLOOR_0, ...FLOOR_1], packages: [] },
  metrics: { folders: [...FLOOR_0, 'deliveries'], packages: ['prom-client'] },
  pages: { folders: [...FLOOR_0, ...FLOOR_1, 'store'], packages: TREES },
  rewriter: { folders: [...FLOOR_0, ...FLOOR_1, 'store', 'http'], packages: TREES },
  sources: { folders: [...FLOOR_0, ...FLOOR_1, 'store'], packages: ['saxes', 'zod'] },
  partners: {
    folders: [...FLOOR_0, ...FLOOR_1, 'store'],
    packages: [...TREES, 'hast-util-from-html', 'zod'],
  },
  crossposts: { folders: [...FLOOR_0, ...FLOOR_1, 'store'], packages: ['@atproto/api', 'zod'] },
  docs: { folders: [...FLOOR_0, ...FLOOR_1, 'pages'], packages: [...TREES, 'marked', 'hast-util-from-html'] },
  http: { folders: FLOOR_0, packages: ['hono'] },
  routes: { folders: [...FLOOR_0, ...FLOOR_1, ...FLOOR_2, 'http'], packages: ['hono'] },
  'adapters/web': { folders: FLOOR_0, packages: [] },
  'adapters/memory': { folders: FLOOR_0, packages: [] },
  'adapters/workerd': {
    folders: [...FLOOR_0, 'adapters/web'],
    packages: ['atproto-lexicon', '@atproto/lexicon', 'harfbuzzjs', '@jsquash/webp'],
  },
  'adapters/node': {
    folders: [...FLOOR_0, 'adapters/web'],
    packages: ['node:', 'lru-cache', 'sharp', 'html-rewriter-wasm'],
  },
};
/** The files directly in src, and the folders of those who use all of it, wire everything together. */
const TOP = '';
const TOPS = [TOP, 'commands', 'console', 'openapi'];

function folderOf(path: string): string {
  const [first = '', second = ''] = path.split('/');
  if (!path.includes('/')) return TOP;
  return first === 'adapters' ? `${first}/${second}` : first;
}

function importsOf(file: string): string[] {
  const source = readFileSync(join(SRC, file), 'utf8');
  return [...source.matchAll(/(?:\bfrom\s*|\bimport\s*\(?\s*)'([^']+)'/g)].map((match) => match[1] ?? '');
}

/** Each import that the floors do not allow. */
function trespasses(file: string, imports: string[]): string[] {
  const folder = folderOf(file);
  const floor = FLOORS[file.endsWith('/routes.ts') ? 'routes' : folder];
  if (TOPS.includes(folder)) return [];
  if (!floor) return [`${file} stands in a folder that has no floor`];
  return imports.flatMap((target) => {
    if (!target.startsWith('.')) {
      const allowed = floor.packages.some((name) =>
        name.endsWith(':') ? target.startsWith(name) : target === name || target.startsWith(`${name}/`),
      );
      return allowed ? [] : [`${file} imports the package ${target}`];
    }
    const path = relative(SRC, join(SRC, dirname(file), target));
    if (/^\.\.\/(?:assets|docs)\//.test(path))
      return folder === 'adapters/workerd' ? [] : [`${file} imports ${path}`];
    const goal = folderOf(path);
    return goal === folder || (!TOPS.includes(goal) && floor.folders.includes(goal))
      ? []
      : [`${file} imports ${path}`];
  });
}

/** Those from which a way along the edges leads back to themselves. */
function circular(edges: ReadonlyMap<string, ReadonlySet<string>>): string[] {
  const reached = (from: string): Set<string> => {
    const seen = new Set<string>();
    const ahead = [...(edges.get(from) ?? [])];
    for (let next = ahead.pop(); next !== undefined; next = ahead.pop()) {
      if (!seen.has(next)) ahead.push(...(edges.get(next) ?? []));
      seen.add(next);
    }
    return seen;
  };
  return [...edges.keys()].filter((name) => reached(name).has(name));
}

const files = globSync('**/*.ts', { cwd: SRC }).sort();

describe('floors', () => {
  it('every import keeps to its floor', () => {
    expect(files.length).toBeGreaterThan(50);
    expect(files.flatMap((file) => trespasses(file, importsOf(file)))).toEqual([]);
  });

  it('a trespass is noticed', () => {
    expect(importsOf('worker.ts')).toContain('./app.ts');
    expect(trespasses('domain/article.ts', ['../store/outbox.ts', 'zod'])).toHaveLength(2);
    expect(trespasses('feeds/rss-document.ts', ['../cards/words.ts', 'hono', 'node:fs'])).toHaveLength(3);
    expect(trespasses('adapters/workerd/r2-blobs.ts', ['../node/lru-cache.ts'])).toHaveLength(1);
    expect(trespasses('helpers/text.ts', [])).toHaveLength(1);
  });

  it('no folder depends on one that depends on it', () => {
    const edges = new Map<string, Set<string>>();
    for (const file of files.filter(
      (name) => !name.endsWith('/routes.ts') && !TOPS.includes(folderOf(name)),
    )) {
      const targets = importsOf(file).filter((target) => target.startsWith('.'));
      const folder = folderOf(file);
      for (const target of targets) {
        const goal = folderOf(relative(SRC, join(SRC, dirname(file), target)));
        if (goal !== folder) edges.set(folder, (edges.get(folder) ?? new Set()).add(goal));
      }
    }
    expect(circular(edges)).toEqual([]);
  });

  it('no file depends on one that depends on it, be it for a type', () => {
    const edges = new Map(
      files.map((file) => {
        const targets = importsOf(file).filter((target) => target.startsWith('.'));
        return [file, new Set(targets.map((target) => relative(SRC, join(SRC, dirname(file), target))))];
      }),
    );
    expect(circular(edges)).toEqual([]);
  });

  it('a circle is noticed', () => {
    const edges = { a: ['b'], b: ['c'], c: ['b'], d: ['a'] };
    expect(circular(new Map(Object.entries(edges).map(([from, to]) => [from, new Set(to)])))).toEqual([
      'b',
      'c',
    ]);
  });
});

/**
 * Each tree with its files. What npm installs below `node_modules` is left out, since it is others' work; nothing else
 * in these folders is made by a machine.
 */
const ROOT = join(SRC, '..');
const TREES_OF_FILES = [['src'], ['tests', 'bench', 'scripts']].map((folders) => {
  const patterns = folders.map((folder) => `${folder}/**/*.ts`);
  const exclude = (path: string) => path.endsWith('node_modules');
  return [folders.join(', '), globSync(patterns, { cwd: ROOT, exclude }).sort()] as const;
});

describe.each(TREES_OF_FILES)('sizes in %s', (_folders, written) => {
  const lengths = written.map((file) => ({
    file,
    lines: readFileSync(join(ROOT, file), 'utf8').split('\n').length - 1,
  }));

  it('no file is longer than 300 lines', () => {
    expect(written.length).toBeGreaterThan(50);
    expect(lengths.filter(({ lines }) => lines > 300)).toEqual([]);
  });

  it('half of the files are shorter than 90 lines', () => {
    const sorted = lengths.map(({ lines }) => lines).sort((a, b) => a - b);
    expect(sorted[Math.floor(sorted.length / 2)]).toBeLessThan(90);
  });

  it('names are kebab-case, and nothing is called utils, helpers, common, misc or lib', () => {
    const names = written.flatMap((file) => file.split('/'));
    const kebab = /^[a-z0-9]+(-[a-z0-9]+)*(\.(d|test|config))?(\.ts)?$/;
    expect(names.filter((name) => !kebab.test(name))).toEqual([]);
    expect(names.filter((name) => /^(utils?|helpers?|common|misc|lib)(\.|$)/.test(name))).toEqual([]);
  });
});
