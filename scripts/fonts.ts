/**
 * Makes assets/fonts from the `@fontsource/inter` package: WOFF to TrueType, cut down to what a preview draws.
 *
 *   node scripts/fonts.ts           writes the files
 *   node scripts/fonts.ts --check   exits 1 if the committed files are not what this script makes
 */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { createSubsetter } from './fonts/subset.ts';
import { decodeWoff } from './fonts/woff.ts';

const MODULES = new URL('../node_modules/', import.meta.url);
const INTER = new URL('@fontsource/inter/', MODULES);
const TARGET = new URL('../assets/fonts/', import.meta.url);
const WEIGHTS = [400, 700, 800];

/** What is kept of each slice: ranges of code points, hexadecimal, as in a style sheet's unicode-range. */
const SLICES: Record<string, string> = {
  latin: '20-ffff',
  // The packaged slice is two thirds phonetic notation and medieval letters. What stays writes the languages of
  // Europe and Turkey with their raised endings (XXᵉ), pinyin, the scholarly spelling of Sanskrit and Arabic, and the hooked letters of West Africa.
  'latin-ext':
    '100-17f 181 186 189-18a 18f-190 192 198-199 19d 1a0-1a1 1af-1b0 1b2 1c4-1dc 1e6-1e7 1ea-1eb 1fa-1ff 218-21b ' +
    '237 253-254 256-257 259 25b 263 272 28b 2b0 2b3 2b9-2bc 2c6-2dd 2e2 1d43 1d48-1d49 1d50 1d52 1d57-1d58 1e02-1e03 1e0a-1e0d 1e1e-1e1f 1e24-1e25 1e32-1e37 1e40-1e47 1e56-1e57 1e5a-1e63 ' +
    '1e6a-1e6d 1e80-1e85 1e9e 1ef2-1ef3 2020 20a0-20c0 2113',
  vietnamese: '20-ffff',
};

const subset = createSubsetter(readFileSync(new URL('harfbuzzjs/dist/harfbuzz-subset.wasm', MODULES)));
const files = new Map<string, Uint8Array>([['OFL.txt', readFileSync(new URL('LICENSE', INTER))]]);
for (const [slice, ranges] of Object.entries(SLICES)) {
  for (const weight of WEIGHTS) {
    const woff = readFileSync(new URL(`files/inter-${slice}-${weight}-normal.woff`, INTER));
    files.set(`inter-${slice}-${weight}.ttf`, subset(decodeWoff(woff), codePoints(ranges)));
  }
}

const check = process.argv.includes('--check');
if (!check) mkdirSync(TARGET, { recursive: true });
const stale = [...files].filter(([name, bytes]) => !isCurrent(name, bytes));
for (const [name, bytes] of stale) {
  if (check) console.error(`assets/fonts/${name} is not current: run node scripts/fonts.ts`);
  else writeFileSync(new URL(name, TARGET), bytes);
}
const zipped = [...files.values()].reduce((sum, bytes) => sum + gzipSync(bytes, { level: 9 }).length, 0);
console.log(`${files.size} files, ${zipped} bytes gzipped, ${stale.length} ${check ? 'stale' : 'written'}`);
process.exitCode = check && stale.length > 0 ? 1 : 0;

function codePoints(ranges: string): number[] {
  return ranges.split(' ').flatMap((range) => {
    const [first = 0, last = first] = range.split('-').map((code) => Number.parseInt(code, 16));
    return Array.from({ length: last - first + 1 }, (_, index) => first + index);
  });
}

function isCurrent(name: string, bytes: Uint8Array): boolean {
  try {
    return readFileSync(new URL(name, TARGET)).equals(bytes);
  } catch {
    return false;
  }
}
