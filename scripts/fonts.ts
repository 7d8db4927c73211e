/**
 * Makes the fonts of the previews from packages: to TrueType, and cut down to what a preview draws. assets/fonts is
 * bundled; public/fonts is loaded when a card asks for it, by a list among them that src/previews/fonts/font-manifest.ts names.
 *
 *   npm run fonts            installs the packages (300 MB, in scripts/fonts) and writes the files
 *   npm run fonts -- --check exits 1 if the committed files are not what this script makes
 */
import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import type { FontFamily } from '../src/previews/fonts/font-families.ts';
import { fontListPath } from '../src/previews/fonts/font-list.ts';
import { EMOJI_NAME, slicePath } from '../src/previews/fonts/font-slices.ts';
import type { FontWeight } from '../src/previews/fonts/font-stack.ts';
import { dropTables } from '../src/previews/fonts/font-tables.ts';
import { openTrueType } from '../src/previews/fonts/truetype.ts';
import { FAMILIES, type FamilySource } from './fonts/families.ts';
import { spellRanges, writeFontList, writeManifest } from './fonts/manifest.ts';
import { readFontsource, readPackaged, readRanges, readSliceOrder, unpackWoff2 } from './fonts/packages.ts';
import { sliceCharacters } from './fonts/slices.ts';
import { createSubsetter, LATIN_FEATURES, UNREAD_TABLES } from './fonts/subset.ts';

const ROOT = new URL('../', import.meta.url);
const FOLDERS = ['assets/fonts/', 'public/fonts/'];
const MANIFEST = 'src/previews/fonts/font-manifest.ts';
const WEIGHTS: readonly FontWeight[] = [400, 700, 800];
const SPACE = 0x20;
const LAST_CODE_POINT = 0x3ffff;

/** What is kept of each bundled slice: ranges of code points, hexadecimal, as in a style sheet's unicode-range. */
const BUNDLED: Record<string, string> = {
  latin: '20-ffff',
  // The packaged slice is two thirds phonetic notation and medieval letters. What stays writes the languages of
  // Europe and Turkey with their raised endings (XXᵉ), pinyin, the scholarly spelling of Sanskrit and Arabic, and the hooked letters of West Africa.
  'latin-ext':
    '100-17f 181 186 189-18a 18f-190 192 198-199 19d 1a0-1a1 1af-1b0 1b2 1c4-1dc 1e6-1e7 1ea-1eb 1fa-1ff 218-21b ' +
    '237 253-254 256-257 259 25b 263 272 28b 2b0 2b3 2b9-2bc 2c6-2dd 2e2 1d43 1d48-1d49 1d50 1d52 1d57-1d58 1e02-1e03 1e0a-1e0d 1e1e-1e1f 1e24-1e25 1e32-1e37 1e40-1e47 1e56-1e57 1e5a-1e63 ' +
    '1e6a-1e6d 1e80-1e85 1e9e 1ef2-1ef3 2020 20a0-20c0 2113',
};
/** Quotes, dashes and dots that Chinese and Japanese print as wide as an ideograph. */
const WIDE_PUNCTUATION = new Set(readRanges('b7 2014-2015 2018-2019 201c-201d 2025-2026 203b'));

const subset = createSubsetter(readPackaged('harfbuzzjs', 'dist/harfbuzz-subset.wasm'));
const files = new Map<string, Uint8Array>();
const bundled = new Set<number>();
addLicence('assets/fonts/OFL.txt', '@fontsource/inter');
for (const [slice, ranges] of Object.entries(BUNDLED)) {
  for (const weight of WEIGHTS) {
    const font = subset(readFontsource('inter', slice, weight), readRanges(ranges), LATIN_FEATURES);
    files.set(`assets/fonts/inter-${slice}-${weight}.ttf`, font);
    for (const code of charactersOf(font)) bundled.add(code);
  }
}
const list = Buffer.from(writeFontList([...FAMILIES.map(addFamily), await addEmoji()]));
const listPath = await fontListPath(list);
files.set(`public/${listPath}`, list);
files.set(MANIFEST, Buffer.from(writeManifest(listPath)));

const check = process.argv.includes('--check');
const stale = [...files].filter(([path, bytes]) => !isCurrent(path, bytes)).map(([path]) => path);
const unknown = FOLDERS.flatMap((folder) =>
  readdirSync(new URL(folder, ROOT)).map((name) => folder + name),
).filter((path) => !files.has(path));
for (const path of check ? [...stale, ...unknown] : []) {
  console.error(`${path} is not current: run npm run fonts`);
}
if (!check) {
  for (const path of unknown) rmSync(new URL(path, ROOT));
  for (const path of stale) writeFileSync(new URL(path, ROOT), files.get(path) ?? Buffer.alloc(0));
}
const size = [...files.values()].reduce((sum, bytes) => sum + bytes.length, 0);
console.log(`${files.size} files, ${size} bytes, ${stale.length} ${check ? 'stale' : 'written'}`);
process.exitCode = check && stale.length + unknown.length > 0 ? 1 : 0;

function addFamily(source: FamilySource): FontFamily {
  const { name, weights, face } = source;
  addLicence(`public/fonts/${source.package}-OFL.txt`, `@fontsource/${source.package}`);
  const fonts = weights.map((weight) => ({
    weight,
    font: readFontsource(source.package, source.subset, weight),
  }));
  const kept = source.ranges && new Set(readRanges(source.ranges));
  const font400 = readFontsource(source.package, source.subset, 400);
  const characters = face
    ? [...(openTrueType(font400).covers(SPACE) ? [SPACE] : []), ...charactersOf(font400)]
    : charactersOf(font400).filter(
        (code) =>
          (!kept || kept.has(code)) &&
          (!bundled.has(code) ||
            (!source.isSliced && isMark(code)) ||
            (source.keepsWidePunctuation && WIDE_PUNCTUATION.has(code))),
      );
  const slices = source.isSliced ? sliceCharacters(characters, readSliceOrder(source.package)) : [characters];
  return {
    name,
    ...(face && { face }),
    weights,
    slices: slices.map((codes, index) => ({
      bytes: fonts.map(({ weight, font }) =>
        addFont(slicePath({ name, slices }, index, weight), subset(font, codes)),
      ),
      ranges: spellRanges(codes),
    })),
  };
}

async function addEmoji(): Promise<FontFamily> {
  addLicence('public/fonts/twemoji-LICENSE.txt', 'twemoji-colr-font');
  const packed = readPackaged('twemoji-colr-font', 'twemoji.woff2');
  // Whole: its glyphs are found by sequence, and their layers by other glyphs.
  const font = dropTables(await unpackWoff2(packed), UNREAD_TABLES);
  const ranges = spellRanges(charactersOf(font));
  const bytes = [addFont(slicePath({ name: EMOJI_NAME, slices: [ranges] }, 0, 400), font)];
  return { name: EMOJI_NAME, weights: [400], slices: [{ bytes, ranges }] };
}

function addFont(name: string, font: Uint8Array): number {
  files.set(`public/${name}`, font);
  return font.length;
}

function addLicence(path: string, name: string): void {
  files.set(path, readPackaged(name, 'LICENSE'));
}

/** Whether a character stands on the letter before it, and so has to be in the same font. */
function isMark(code: number): boolean {
  return /^\p{M}/u.test(String.fromCodePoint(code));
}

/** The visible characters of a font. */
function charactersOf(font: Uint8Array): number[] {
  const { covers } = openTrueType(font);
  return Array.from({ length: LAST_CODE_POINT }, (_, code) => code).filter(
    (code) => code > 0x20 && covers(code),
  );
}

function isCurrent(path: string, bytes: Uint8Array): boolean {
  try {
    return readFileSync(new URL(path, ROOT)).equals(bytes);
  } catch {
    return false;
  }
}
