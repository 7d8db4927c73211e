import { readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { runWrangler } from './wrangler.ts';

// Bundles the worker into dist/ as a deployment would, and says how large it is.

const DIST = fileURLToPath(new URL('../dist', import.meta.url));
/** The platform takes 3 MB compressed on its free plan; we mean to stay far below. */
const MAX_KIB = 1280;

rmSync(DIST, { recursive: true, force: true });
const code = await runWrangler(['deploy', '--dry-run', '--minify', '--outdir', 'dist']);
if (code !== 0) process.exit(code);

const sizes = readdirSync(DIST)
  .map((name) => join(DIST, name))
  .filter((path) => statSync(path).isFile() && !/\.map$|\/README\.md$/.test(path))
  .map((path) => gzipSync(readFileSync(path), { level: 9 }).byteLength);
const kib = Math.ceil(sizes.reduce((sum, size) => sum + size, 0) / 1024);
console.log(`The worker is in dist/: ${kib} KiB compressed, of ${MAX_KIB} KiB allowed.`);
if (kib > MAX_KIB) process.exit(1);
