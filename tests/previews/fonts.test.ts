import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { findSlice } from '../../src/previews/fonts/font-families.ts';
import { readFontList } from '../../src/previews/fonts/font-list.ts';
import { FONT_LIST_PATH } from '../../src/previews/fonts/font-manifest.ts';
import { slicePath } from '../../src/previews/fonts/font-slices.ts';
import { createHarfBuzz } from '../../src/previews/fonts/harfbuzz.ts';
import { openTrueType } from '../../src/previews/fonts/truetype.ts';
import { createCanvasKernel } from '../../src/previews/painting/canvas-kernel.ts';
import { createGlyphMasks } from '../../src/previews/painting/glyph-masks.ts';
import { FONT_FILES, readAssets, readFont, readHarfBuzz, readKernel, readSlice } from './assets.ts';

const BLANK = /[\p{Z}\p{C}]/u;
const KERNELS = new URL('../../assets/kernels/', import.meta.url);
const PACKAGES = fileURLToPath(new URL('../../scripts/fonts/node_modules', import.meta.url));
const all = (await readFontList(FONT_LIST_PATH, readSlice(FONT_LIST_PATH))) ?? [];

// The packages weigh 300 MB, so they are installed only by `npm run fonts`.
test.skipIf(!existsSync(PACKAGES))('the committed fonts are what scripts/fonts.ts makes', () => {
  const script = fileURLToPath(new URL('../../scripts/fonts.ts', import.meta.url));
  const { status, stderr } = spawnSync(process.execPath, [script, '--check'], { encoding: 'utf8' });
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
});

// The whole renderer is to stay under 350 KiB: what is left is for its code.
test('fonts, HarfBuzz and the kernels that draw stay under 312 KiB gzipped together', () => {
  // The others open photos for it.
  const kernels = ['canvas', 'press'].map((name) => readFileSync(new URL(`${name}.wasm`, KERNELS)));
  const files = [...FONT_FILES.map(({ name }) => readFont(name)), readHarfBuzz(), ...kernels];
  const size = files.reduce((sum, file) => sum + gzipSync(file, { level: 9 }).length, 0);
  expect(size).toBeLessThan(312 * 1024);
});

test.each(FONT_FILES)('$name has a glyph for every character it claims', ({ name }) => {
  const data = readFont(name);
  const [font, harfbuzz] = [{ ...openTrueType(data), index: 0 }, createHarfBuzz(readAssets().harfbuzz)];
  const masks = createGlyphMasks(createCanvasKernel(readKernel('canvas')));
  const handle = harfbuzz.addFont(data);
  let claimed = 0;
  for (let code = 0x21; code < 0x2_0000; code++) {
    if (!font.covers(code)) continue;
    claimed++;
    const character = String.fromCodePoint(code);
    const [glyph = 0] = harfbuzz.shape(handle, character, 0, character.length, false);
    expect(glyph, `U+${code.toString(16)}`).toBeGreaterThan(0);
    const hasInk = masks.find(font, glyph, 64, 0) !== undefined;
    expect(hasInk, `U+${code.toString(16)}`).toBe(!BLANK.test(character));
  }
  expect(claimed).toBeGreaterThan(80);
});

test.each([
  ['English', 'The quick brown fox “jumps” — over 12 lazy dogs… £5, €6 & 50 %'],
  ['French', 'Où l’œuvre ÇÀ et là : « 1ᵉʳ », XXᵉ siècle, n° 5, Ÿ'],
  ['German and the north', 'ÄÖÜäöüßẞ Ååæøþðœ'],
  ['Polish, Czech, Hungarian', 'ąćęłńóśźż ěščřžýáíéůúďťň őű'],
  ['Romanian, Turkish, Azerbaijani', 'ăâîșț şğıİçəƏ'],
  ['Baltic and Balkan', 'āčēģīķļņšūž ėįųū đžćčš ǆǉǌ'],
  ['Irish, Welsh, Maltese, Esperanto, Catalan', 'ḃċḋẁẃẅŵŷ ġħż ĉĝĥĵŝŭ l·l'],
  ['Pinyin and the scholarly spelling of Sanskrit', 'nǐ hǎo lǜ saṃskṛtam ḥaqīqa ḍṭṇśṣ'],
])('%s can be written with the bundled fonts', (_, sample) => {
  const fonts = FONT_FILES.map(({ name }) => openTrueType(readFont(name)));
  const missing = [...sample.normalize('NFC')].filter(
    (character) => !fonts.some((font) => font.covers(character.codePointAt(0) ?? 0)),
  );
  expect(missing).toEqual([]);
});

test.each([
  ['Vietnamese', 'Tiếng Việt đường phố ừứựửữ'],
  ['Thaana', 'ދިވެހި ރާއްޖެ'],
  ['Tibetan', 'བོད་ཡིག'],
  ['Odia', 'ଓଡ଼ିଆ ଖବର'],
  ['Syriac', 'ܠܫܢܐ ܣܘܪܝܝܐ'],
  ['Cherokee', 'ᏣᎳᎩ ꮳꮃꭹ'],
  ['Inuktitut and Cree', 'ᐃᓄᒃᑎᑐᑦ ᓀᐦᐃᔭᐍᐏᐣ'],
  ['N’Ko', 'ߒߞߏ'],
  ['Adlam', '𞤆𞤵𞤤𞤢𞤪'],
  ['Tifinagh', 'ⵜⴰⵎⴰⵣⵉⵖⵜ'],
  ['Mongolian', 'ᠮᠣᠩᠭᠣᠯ'],
  ['Manipuri', 'ꯃꯤꯇꯩꯂꯣꯟ'],
  ['Santali', 'ᱥᱟᱱᱛᱟᱲᱤ'],
])('%s can be written with fonts that are loaded', (_, sample) => {
  const letters = [...sample].filter((letter) => letter !== ' ');
  const missing = letters.filter((letter) => {
    const code = letter.codePointAt(0) ?? 0;
    return !all.some((family) => family.face === undefined && findSlice(family, code) !== undefined);
  });
  // What the bundle has is not repeated in the slices.
  const bundled = FONT_FILES.map(({ name }) => openTrueType(readFont(name)));
  expect(
    missing.filter((letter) => !bundled.some((font) => font.covers(letter.codePointAt(0) ?? 0))),
  ).toEqual([]);
});

test.each([
  ['Western Europe', 'The “quick” — ÇÀ œ ß ñ ø 50 %… £€'],
  ['Central Europe and Turkey', 'Łódź ěščřž őű ăâîșț şğıİ'],
  ['Vietnamese', 'Tiếng Việt đường phố ừứựửữ'],
  ['Russian, Ukrainian, Serbian', 'Мост і їжак ґанок ђерђеф'],
  ['Greek', 'Οι νησιώτες επέστρεψαν'],
])('the serif face writes %s', (_, sample) => {
  const serif = all.filter(({ face }) => face === 'serif');
  const missing = [...sample.normalize('NFC')].filter((letter) =>
    serif.every((family) => findSlice(family, letter.codePointAt(0) ?? 0) === undefined),
  );
  expect(missing).toEqual([]);
});

test.each([
  ['Russian', 'за́', 'inter-cyrillic'],
  ['Syriac', 'ܪ̈', 'noto-sans-syriac'],
  ['Hebrew', 'בְ', 'noto-sans-hebrew'],
])('a mark of %s is in the font of its letter', (_, cluster, name) => {
  const family = all.find((one) => one.name === name);
  const slices = [...cluster].map((letter) => family && findSlice(family, letter.codePointAt(0) ?? 0));
  expect(slices).toEqual([...cluster].map(() => 0));
});

test('every file of the list is there, as large as it says, and draws the letters it says', () => {
  const wrong = all.flatMap((family) => {
    const letters: number[][] = family.slices.map(() => []);
    for (let code = 0; code < 0x4_0000; code++) {
      const slice = findSlice(family, code);
      if (slice !== undefined) letters[slice]?.push(code);
    }
    return family.slices.flatMap(({ bytes }, slice) =>
      family.weights.flatMap((weight, index) => {
        const path = slicePath(family, slice, weight);
        const data = readSlice(path);
        const { covers } = openTrueType(data);
        return data.length === bytes[index] && letters[slice]?.every((code) => covers(code)) ? [] : [path];
      }),
    );
  });
  expect(wrong).toEqual([]);
  expect(all.length).toBeGreaterThan(40);
});
