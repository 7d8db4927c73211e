import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { createHarfBuzz } from '../../src/previews/harfbuzz.ts';
import { readOutline } from '../../src/previews/outline.ts';
import { openTrueType } from '../../src/previews/truetype.ts';
import { FONT_FILES, readAssets, readFont, readHarfBuzz } from './assets.ts';

const PACKAGES = fileURLToPath(new URL('../../scripts/fonts/node_modules', import.meta.url));

// The packages weigh 300 MB, so they are installed only by `npm run fonts`.
test.skipIf(!existsSync(PACKAGES))('the committed fonts are what scripts/fonts.ts makes', () => {
  const script = fileURLToPath(new URL('../../scripts/fonts.ts', import.meta.url));
  const { status, stderr } = spawnSync(process.execPath, [script, '--check'], { encoding: 'utf8' });
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
});

test('fonts and HarfBuzz together stay under 350 KiB gzipped', () => {
  const files = [...FONT_FILES.map(({ name }) => readFont(name)), readHarfBuzz()];
  const size = files.reduce((sum, file) => sum + gzipSync(file, { level: 9 }).length, 0);
  expect(size).toBeLessThan(350 * 1024);
});

test.each(FONT_FILES)('$name has a glyph for every character it claims', ({ name }) => {
  const data = readFont(name);
  const [font, harfbuzz] = [openTrueType(data), createHarfBuzz(readAssets().harfbuzz)];
  const handle = harfbuzz.addFont(data);
  let claimed = 0;
  for (let code = 0x21; code < 0x2_0000; code++) {
    if (!font.covers(code)) continue;
    claimed++;
    const character = String.fromCodePoint(code);
    const [glyph = 0] = harfbuzz.shape(handle, character, 0, character.length, false);
    expect(glyph, `U+${code.toString(16)}`).toBeGreaterThan(0);
    expect(() => readOutline(font, glyph)).not.toThrow();
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
  ['Vietnamese', 'Tiếng Việt đường phố ừứựửữ'],
  ['Pinyin and the scholarly spelling of Sanskrit', 'nǐ hǎo lǜ saṃskṛtam ḥaqīqa ḍṭṇśṣ'],
])('%s can be written', (_, sample) => {
  const fonts = FONT_FILES.map(({ name }) => openTrueType(readFont(name)));
  const missing = [...sample.normalize('NFC')].filter(
    (character) => !fonts.some((font) => font.covers(character.codePointAt(0) ?? 0)),
  );
  expect(missing).toEqual([]);
});
