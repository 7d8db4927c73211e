import { fileURLToPath } from 'node:url';
import sharp from 'sharp';
import { expect, test } from 'vitest';
import { openFont, stackFonts } from '../../src/previews/fonts/font-stack.ts';
import { createHarfBuzz, GLYPH_FIELDS } from '../../src/previews/fonts/harfbuzz.ts';
import { createCanvasKernel } from '../../src/previews/painting/canvas-kernel.ts';
import { LEVELS } from '../../src/previews/painting/coverage.ts';
import { createGlyphMasks } from '../../src/previews/painting/glyph-masks.ts';
import { createTypesetter } from '../../src/previews/typesetting/typesetter.ts';
import { PUBLIC, readAssets, readKernel, readSlice } from './assets.ts';

/** Pixels to an em: as many as font units, so that Pango's rounding to whole pixels rounds nothing. */
const SIZE = 1000;
const harfbuzz = createHarfBuzz(readAssets().harfbuzz);
const masks = createGlyphMasks(createCanvasKernel(readKernel('canvas')));
let fonts = 0;

/** The ink of each column of a line, from its first to its last one with ink. In pixels. */
type Columns = number[];

function ownColumns(path: string, text: string, direction: 'ltr' | 'rtl', language: string): Columns {
  const font = openFont(harfbuzz, { weight: 400, data: readSlice(path) }, fonts++);
  harfbuzz.setLanguage(language);
  const typesetter = createTypesetter(harfbuzz, stackFonts([font]), language);
  const paragraph = typesetter.shape(text, { weight: 400, tracking: 0 }, direction);
  const { runs, width } = typesetter.setLine(paragraph, 0, text.length);
  // Room for what hangs out on all sides; letters that overlap are inked once.
  const [columns, rows, baseline] = [Math.ceil(width * SIZE) + 2 * SIZE, 3 * SIZE, 2 * SIZE];
  const ink = new Uint8Array(columns * rows);
  let pen = SIZE;
  for (const { glyphs } of runs) {
    for (let at = 0; at < glyphs.length; at += GLYPH_FIELDS) {
      const [glyph = 0, , advance = 0, offsetX = 0, offsetY = 0] = glyphs.subarray(at);
      const mask = masks.find(font, glyph, SIZE, 0);
      for (let i = 0; mask && i < mask.levels.length; i++) {
        const x = pen + offsetX + mask.left + (i % mask.width);
        const y = baseline - offsetY + mask.top + Math.floor(i / mask.width);
        const place = y * columns + x;
        ink[place] = Math.min(LEVELS, (ink[place] ?? 0) + (mask.levels[i] ?? 0));
      }
      pen += advance;
    }
  }
  return sumColumns(ink, columns, LEVELS);
}

async function pangoColumns(path: string, family: string, text: string): Promise<Columns> {
  const { data, info } = await sharp({
    // The comma keeps Pango from reading the family's last word as a weight, and so from a font of the machine.
    text: { text, font: `${family}, ${SIZE}`, fontfile: fileURLToPath(new URL(path, PUBLIC)), dpi: 72 },
    limitInputPixels: false,
  })
    .extractChannel(0)
    .raw()
    .toBuffer({ resolveWithObject: true });
  return sumColumns(data, info.width, 255);
}

function sumColumns(ink: Uint8Array, width: number, full: number): Columns {
  const columns = Array.from({ length: width }, () => 0);
  for (const [i, level] of ink.entries()) {
    columns[i % width] = (columns[i % width] ?? 0) + level / full;
  }
  const hasInk = (ink: number) => ink > 0.5;
  return columns.slice(columns.findIndex(hasInk), columns.findLastIndex(hasInk) + 1);
}

/** The sum of all differences, as a share of all ink; the second one moved so many pixels. */
function difference(a: Columns, b: Columns, shift: number): number {
  const total = a.reduce((sum, ink) => sum + ink, 0);
  return a.reduce((sum, ink, x) => sum + Math.abs(ink - (b[x - shift] ?? 0)), 0) / total;
}

test.each([
  [
    'Arabic, joined and marked',
    'noto-sans-arabic-800',
    'Noto Sans Arabic ExtraBold',
    'rtl',
    'ar',
    'الحُكومة لا تُعلِن',
  ],
  ['Persian', 'noto-sans-arabic-800', 'Noto Sans Arabic ExtraBold', 'rtl', 'fa', 'گزارشِ نیم‌روز'],
  ['Hebrew with points', 'noto-sans-hebrew-800', 'Noto Sans Hebrew ExtraBold', 'rtl', 'he', 'שָׁלוֹם לכולם'],
  [
    'Hindi, with conjuncts',
    'noto-sans-devanagari-800',
    'Noto Sans Devanagari ExtraBold',
    'ltr',
    'hi',
    'राष्ट्रीय स्थिति',
  ],
  ['Marathi', 'noto-sans-devanagari-800', 'Noto Sans Devanagari ExtraBold', 'ltr', 'mr', 'ऱ्हास कृष्णा'],
  ['Thai, with marks above marks', 'noto-sans-thai-800', 'Noto Sans Thai ExtraBold', 'ltr', 'th', 'ที่นี่ น้ำ'],
  ['Tibetan, stacked', 'noto-serif-tibetan-800', 'Noto Serif Tibetan ExtraBold', 'ltr', 'bo', 'སློབ་གྲྭ་ རྒྱལ'],
  ['Odia', 'noto-sans-oriya-800', 'Noto Sans Oriya ExtraBold', 'ltr', 'or', 'ଭୁବନେଶ୍ୱର ଯାତ୍ରୀ'],
  ['Thaana', 'noto-sans-thaana-800', 'Noto Sans Thaana ExtraBold', 'rtl', 'dv', 'ދިވެހިރާއްޖެ'],
  ['Syriac, joined', 'noto-sans-syriac-800', 'Noto Sans Syriac ExtraBold', 'rtl', 'syr', 'ܣܘܪܝܝܐ ܡܕܪ̈ܫܬܐ'],
  ['N’Ko, joined', 'noto-sans-nko-400', 'Noto Sans NKo', 'rtl', 'nqo', 'ߒߞߏ ߞߎߡߊ'],
  ['Adlam, joined', 'noto-sans-adlam-400', 'Noto Sans Adlam', 'rtl', 'ff', '𞤆𞤵𞤤𞤢𞤪'],
  ['Manipuri', 'noto-sans-meetei-mayek-800', 'Noto Sans Meetei Mayek ExtraBold', 'ltr', 'mni', 'ꯃꯅꯤꯄꯨꯔ'],
  ['Russian in a serif', 'source-serif-4-cyrillic-800', 'Source Serif 4 ExtraBold', 'ltr', 'ru', 'Волжский'],
] as const)(
  '%s: every glyph stands where Pango puts it',
  async (_, name, family, direction, language, text) => {
    const path = `fonts/${name}.ttf`;
    // The space is another font's in a card; the parts of a text are compared one by one.
    for (const word of text.split(' ')) {
      const own = ownColumns(path, word, direction, language);
      const pango = await pangoColumns(path, family, word);
      expect(Math.abs(own.length - pango.length)).toBeLessThanOrEqual(2);
      expect(Math.min(...[-1, 0, 1].map((shift) => difference(own, pango, shift)))).toBeLessThan(0.01);
    }
  },
);
