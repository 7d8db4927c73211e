/**
 * Compiles the kernels, the inner loops of the previews, from kernels/*.ts (AssemblyScript) to assets/kernels/*.wasm.
 *
 *   npm run kernels            installs the compiler (100 MB, in kernels/) and writes the files
 *   npm run kernels -- --check exits 1 if the committed files are not what this script makes
 */
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';

interface Compiler {
  main(
    options: string[],
    files: {
      readFile(path: string): string | null;
      writeFile(path: string, contents: Uint8Array): void;
      listFiles(): string[];
    },
  ): Promise<{ error: Error | null; stderr: { toString(): string } }>;
}

/** The compiler lives in a package of its own, which the type check does without. */
const COMPILER = new URL('../kernels/node_modules/assemblyscript/dist/asc.js', import.meta.url).href;
const { main } = (await import(COMPILER)) as Compiler;

const SOURCES = new URL('../kernels/', import.meta.url);
const BINARIES = new URL('../assets/kernels/', import.meta.url);
/** No collector and no allocator: each kernel lays its memory out itself. */
const OPTIONS = [
  '--runtime',
  'stub',
  '-O3',
  '--converge',
  '--noAssert',
  '--enable',
  'simd',
  '--use',
  'abort=',
];

const check = process.argv.includes('--check');
/** A folder with an `entry.ts` is one kernel. */
const kernels = readdirSync(SOURCES).filter((name) => existsSync(new URL(`${name}/entry.ts`, SOURCES)));
mkdirSync(BINARIES, { recursive: true });
let stale = 0;
for (const name of kernels) {
  const bytes = await compile(name);
  const file = new URL(`${name}.wasm`, BINARIES);
  const isCurrent = existsSync(file) && readFileSync(file).equals(bytes);
  if (!isCurrent && check) console.error(`assets/kernels/${name}.wasm is not current: run npm run kernels`);
  if (!isCurrent && !check) writeFileSync(file, bytes);
  if (!isCurrent) stale++;
}
for (const name of readdirSync(BINARIES).filter((file) => !kernels.includes(file.replace(/\.wasm$/, '')))) {
  console.error(`assets/kernels/${name} has no source in kernels/`);
  stale++;
}
console.log(`${kernels.length} kernels, ${stale} ${check ? 'not current' : 'written'}.`);
if (check && stale > 0) process.exit(1);

async function compile(name: string): Promise<Buffer> {
  let binary: Uint8Array | undefined;
  const { error, stderr } = await main([`${name}/entry.ts`, '--outFile', 'kernel.wasm', ...OPTIONS], {
    readFile(path: string) {
      const file = new URL(path, SOURCES);
      return existsSync(file) ? readFileSync(file, 'utf8') : null;
    },
    writeFile(_path: string, contents: Uint8Array) {
      binary = contents;
    },
    listFiles: () => [],
  });
  if (error || !binary) {
    console.error(stderr.toString());
    process.exit(1);
  }
  return Buffer.from(binary);
}
