import { mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { build, type Plugin } from 'esbuild';

/** A worker as workerd takes it: a folder of modules, of which one is the first. */
export interface BuiltWorker {
  folder: string;
  main: string;
  modules: string[];
  gzipKib: number;
}

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

/** `?module` is how some bundlers are asked for what ours does anyway. */
const plainWasm: Plugin = {
  name: 'plain-wasm',
  setup({ onResolve, resolve }) {
    onResolve({ filter: /\.wasm\?module$/ }, ({ path, ...options }) =>
      resolve(path.replace('?module', ''), { resolveDir: options.resolveDir, kind: options.kind }),
    );
  },
};

/**
 * @vercel/og asks at its start for a font by an address that no worker has, and then nothing of it runs. Without the
 * font, which the benches do not use, it does.
 */
const patchedVercelOg: Plugin = {
  name: 'patched-vercel-og',
  setup({ onLoad }) {
    onLoad({ filter: /@vercel\/og\/dist\/index\.edge\.js$/ }, ({ path }) => {
      const source = readFileSync(path, 'utf8');
      const patched = source.replace(
        /var fallbackFont = fetch\([\s\S]{0,120}?\)\.then\(.{0,60}\);/,
        'var fallbackFont;',
      );
      if (patched === source) throw new Error('@vercel/og is no longer as this patch expects it');
      return { contents: patched, loader: 'js' };
    });
  },
};

/** Bundles the code of a worker, minified, with its wasm and fonts beside it. */
export async function buildWorker(code: string, folder: string): Promise<BuiltWorker> {
  mkdirSync(folder, { recursive: true });
  await build({
    stdin: { contents: code, resolveDir: fileURLToPath(new URL('.', import.meta.url)), loader: 'ts' },
    outfile: join(folder, 'main.js'),
    bundle: true,
    minify: true,
    format: 'esm',
    target: 'es2024',
    conditions: ['workerd', 'worker', 'browser'],
    mainFields: ['browser', 'module', 'main'],
    external: ['node:*'],
    loader: { '.wasm': 'copy', '.ttf': 'copy', '.jpg': 'copy' },
    define: { 'process.env.NODE_ENV': '"production"' },
    plugins: [plainWasm, patchedVercelOg],
    absWorkingDir: ROOT,
    logLevel: 'silent',
  });
  return describeWorker(folder, 'main.js');
}

/** What is in the folder of a bundled worker. The bundler's own README.md is no part of it. */
export function describeWorker(folder: string, main: string): BuiltWorker {
  const modules = readdirSync(folder).filter(
    (name) => /\.(js|wasm|ttf|jpg|md)$/.test(name) && name !== 'README.md',
  );
  // The photo is what is drawn on, not what draws.
  const own = modules.filter((name) => !name.endsWith('.jpg'));
  const sizes = own.map((name) => gzipSync(readFileSync(join(folder, name)), { level: 9 }).byteLength);
  return { folder, main, modules, gzipKib: sizes.reduce((sum, size) => sum + size, 0) / 1024 };
}
