import { describe, expect, test } from 'vitest';
import { openFont, stackFonts } from '../../src/previews/fonts/font-stack.ts';
import { createHarfBuzz, GLYPH_FIELDS } from '../../src/previews/fonts/harfbuzz.ts';
import { fieldDirection } from '../../src/previews/letters/bidi.ts';
import { capitals } from '../../src/previews/letters/capitals.ts';
import { graphemes } from '../../src/previews/letters/graphemes.ts';
import { splitUnits } from '../../src/previews/letters/line-breaks.ts';
import { drawableText } from '../../src/previews/typesetting/drawable-text.ts';
import { fillLines } from '../../src/previews/typesetting/line-filling.ts';
import { setBlock } from '../../src/previews/typesetting/text-block.ts';
import { createTypesetter, type Line, type Typesetter } from '../../src/previews/typesetting/typesetter.ts';
import { readAssets } from './assets.ts';

const assets = readAssets();
const harfbuzz = createHarfBuzz(assets.harfbuzz);
const fonts = stackFonts(assets.fonts.map((file, index) => openFont(harfbuzz, file, index)));
const typesetter = createTypesetter(harfbuzz, fonts, 'fr');
const style = { weight: 800, tracking: -0.02 } as const;

describe('what is drawn of a field', () => {
  test.each([
    ['controls and lone surrogates go', 'a\u0000b\ud800c\udfff\u0085d', 'abc d'],
    ['line ends and tabs are spaces', ' a\r\n\tb\u2028c ', 'a b c'],
    ['no-break spaces stay', 'a\u00a0! b\u202f?', 'a\u00a0! b\u202f?'],
    ['a space beside a no-break space is a space', 'a \u00a0b\u00a0\u00a0c', 'a b\u00a0c'],
    ['overrides and isolates go', '\u202eabc\u202c \u2067d\u2069', 'abc d'],
    ['accents are composed', 'e\u0301te\u0301', 'été'],
    ['an accent no font has is left off its letter', 'q\u0315a', 'qa'],
    ['a mark without a letter goes', '\u0301abc', 'abc'],
    ['emoji go, with all their parts', 'a 👩🏽‍🚀 b 🇫🇷 c 1️⃣ d ❤️ e', 'a b c d e'],
    ['a foreign word goes when most of the letters stay', 'Le mot 東京 ici', 'Le mot ici'],
    ['a field goes when most of its letters would', 'Tokyo 東京の天気予報', ''],
    ['digits alone do not save a date', '2026年11月24日', ''],
    ['a field without letters may be drawn', '2026: 50 % ?', '2026: 50 % ?'],
    ['a field of joiners and marks shows nothing, so it goes', '\u200d\u2060\ufeff\u200e', ''],
    ['punctuation left over from emoji goes', '🙂!', ''],
    ['punctuation by itself stays', '?!', '?!'],
    ['a pile of accents is taken off', `q${'\u0304'.repeat(40)}b`, 'qb'],
    ['a cluster longer than anything that is written goes', `${'👨\u200d'.repeat(12)}a`, 'a'],
    ['a mark on a space leaves the space', 'a \u0301b', 'a b'],
    ['a mark on a joiner goes', '\u200f\u0301ab', 'ab'],
    ['nothing is nothing', '', ''],
  ])('%s', (_, field, drawn) => {
    expect(drawableText(field, fonts, 400)).toBe(drawn);
  });
});

test('a grapheme cluster keeps marks, joined emoji and flags together', () => {
  expect([...graphemes('e\u0301x👩🏽‍🚀🇫🇷🇩🇪❤️1️⃣\ud800')]).toEqual([
    'e\u0301',
    'x',
    '👩🏽‍🚀',
    '🇫🇷',
    '🇩🇪',
    '❤️',
    '1️⃣',
    '\ud800',
  ]);
});

test('a grapheme cluster keeps conjuncts and the vowel am together', () => {
  expect([...graphemes('राष्ट्रीय')]).toEqual(['रा', 'ष्ट्री', 'य']);
  expect([...graphemes('ক্ষত্র')]).toEqual(['ক্ষ', 'ত্র']);
  expect([...graphemes('น้ำใจ')]).toEqual(['น้ำ', 'ใ', 'จ']);
  expect([...graphemes('ខ្មែរ')]).toEqual(['ខ្មែ', 'រ']);
});

test.each<[string, 'ltr' | 'rtl', 'ltr' | 'rtl']>([
  ['A. B.', 'rtl', 'ltr'],
  ['وكالة.', 'ltr', 'rtl'],
  ['Sara Haddad و كريم', 'rtl', 'rtl'],
  ['Sara Haddad و كريم', 'ltr', 'ltr'],
  ['24/11/2026', 'rtl', 'rtl'],
  ['𞤀𞤣.', 'ltr', 'rtl'],
])('%s on a card that is %s runs %s', (text, card, own) => {
  expect(fieldDirection(text, card)).toBe(own);
});

test('nothing is spaced out by what is not seen', () => {
  const spaced = { weight: 700, tracking: 0.1 } as const;
  const set = (text: string) => typesetter.setLine(typesetter.shape(text, spaced, 'rtl'), 0, text.length);
  const plain = set('Tech');
  const line = set('Te\u200b\u2060\u200bch');
  expect(line.width).toBeCloseTo(plain.width, 9);
  const glyphs = (of: Line) => of.runs.reduce((sum, run) => sum + run.glyphs.length / GLYPH_FIELDS, 0);
  expect(glyphs(line)).toBe(glyphs(plain));
});

test('the hyphen of a broken word stands after it, in a text from right to left too', () => {
  const text = 'Ferry';
  const line = typesetter.setLine(typesetter.shape(text, style, 'rtl'), 0, 3, '-');
  expect(line.runs).toHaveLength(1);
  expect(line.runs[0]?.glyphs.length).toBe(4 * GLYPH_FIELDS);
});

/** The lines of a block as text, by listening to what the typesetter is asked to set. */
function linesOf(text: string, steps: readonly { size: number; lines: number }[], width = 1040): string[] {
  const lines: string[] = [];
  const listening: Typesetter = {
    ...typesetter,
    setLine(paragraph, start, end, tail = '') {
      lines.push(paragraph.text.slice(start, end) + tail);
      return typesetter.setLine(paragraph, start, end, tail);
    },
  };
  setBlock(listening, text, style, 'ltr', width, steps);
  return lines;
}

const title = 'Le texte, attendu depuis des mois, doit encore être examiné par le Sénat. '.repeat(4).trim();

describe('a block of lines', () => {
  const steps = [
    { size: 72, lines: 3 },
    { size: 52, lines: 4 },
  ];

  test('takes the largest size that holds it', () => {
    const size = (text: string) => setBlock(typesetter, text, style, 'ltr', 1040, steps).size;
    expect(size('Un titre court')).toBe(72);
    expect(size(title)).toBe(52);
  });

  test('a title of 300 characters ends in an ellipsis', () => {
    const lines = linesOf(title, steps);
    expect(lines).toHaveLength(4);
    expect(lines.at(-1)).toMatch(/[\p{L}.]…$/u);
  });

  test('no punctuation or space dangles before the ellipsis', () => {
    for (let width = 300; width < 700; width += 7) {
      expect(
        linesOf('Un, deux : « trois » – (quatre) ; cinq', [{ size: 52, lines: 1 }], width).at(-1),
      ).not.toMatch(/[\s,:;«(–]…$/);
    }
  });

  test('no line is wider than the block', () => {
    for (const text of [title, 'Donaudampfschifffahrtsgesellschaft'.repeat(5)]) {
      for (const width of [333, 612, 1040]) {
        const block = setBlock(typesetter, text, style, 'ltr', width, steps);
        for (const line of block.lines) expect(line.width * block.size).toBeLessThanOrEqual(width);
      }
    }
  });

  test('a word is not left alone on the last line when it need not be', () => {
    const lines = linesOf('La Cour des comptes critique les musées', steps);
    expect(lines).toHaveLength(2);
    expect(lines[1]?.split(' ').length).toBeGreaterThan(2);
  });

  test('a word longer than a line is broken with a hyphen, and loses nothing', () => {
    const word = 'Rindfleischetikettierungsüberwachungsaufgabenübertragungsgesetz';
    const lines = linesOf(word, [{ size: 52, lines: 4 }]);
    expect(lines).toHaveLength(2);
    expect(lines[0]).toMatch(/-$/);
    expect(lines.join('').replace('-', '')).toBe(word);
  });

  test('a word longer than a line is broken at its soft hyphens', () => {
    const word =
      'Rindfleisch\u00adetikettierungs\u00adüberwachungs\u00adaufgaben\u00adübertragungs\u00adgesetz';
    const lines = linesOf(word, [{ size: 52, lines: 4 }]).map((line) => line.replaceAll('\u00ad', ''));
    expect(lines).toEqual(['Rindfleischetikettierungsüberwachungs-', 'aufgabenübertragungsgesetz']);
  });

  test('a soft hyphen where no line ends takes no room', () => {
    const width = (text: string) => typesetter.shape(text, style, 'ltr').widths.at(-1);
    expect(width('Donau\u00addampf')).toBeCloseTo(width('Donaudampf') ?? 0, 9);
  });

  test('words are not broken at soft hyphens while a smaller size holds them whole', () => {
    const text = 'Die Donau\u00addampf\u00adschifffahrt und ihre Kapitäninnen';
    expect(linesOf(text, steps).join(' ')).toBe(text);
  });

  test('a broken word is broken between graphemes', () => {
    const text = 'm\u0304'.repeat(100);
    const { lines } = fillLines(typesetter.shape(text, style, 'ltr'), splitUnits(text, 'fr'), 10, 20);
    for (const { start } of lines) expect(start % 2).toBe(0);
  });
});

test('a line of letters outside the first font is set from several fonts', () => {
  const paragraph = typesetter.shape('Łódź i prąd', style, 'ltr');
  const files = typesetter.setLine(paragraph, 0, 11).runs.map(({ font }) => font.index);
  expect(new Set(files)).toEqual(new Set([2, 5]));
});

describe('a line', () => {
  const texts = [
    title,
    'AVA Tä To, «Ty» “Wo” L’Y f.fi (10:30) 3×4 A-V',
    'e\u0301te\u0301 Łódź i prąd – ḍṭṇ q\u0304',
    'Donau\u00addampf\u00adschiff',
  ];

  test.each(texts)('is set from any part as if it had been shaped alone: %s', (text) => {
    const paragraph = typesetter.shape(text, style, 'ltr');
    for (let start = 0; start < text.length; start += 4) {
      for (let end = start + 1; end <= text.length; end += 13) {
        // Marks are set on the letter before, which is another when there is none.
        if (/^\p{M}/u.test(text.slice(start)) || /^\p{M}/u.test(text.slice(end))) continue;
        const cut = typesetter.setLine(paragraph, start, end);
        const alone = typesetter.shape(text.slice(start, end), style, 'ltr');
        const line = typesetter.setLine({ ...alone, whole: undefined } as never, 0, end - start);
        expect(drawnBy(cut)).toEqual(drawnBy(line));
        expect(cut.width).toBeCloseTo(line.width, 9);
      }
    }
  });

  function drawnBy({ runs }: Line): unknown {
    return runs.map(({ font, glyphs, tracking }) => ({
      font: font.index,
      tracking,
      // Without what is only told of the neighbours.
      glyphs: glyphs.filter((_, at) => at % GLYPH_FIELDS !== GLYPH_FIELDS - 1),
    }));
  }
});

test('capitals follow the language and leave other scripts alone', () => {
  expect(capitals('istanbul şiir', 'tr-TR')).toBe('İSTANBUL ŞİİR');
  expect(capitals('politique à l’étranger', 'fr')).toBe('POLITIQUE À L’ÉTRANGER');
  expect(capitals('straße', 'de')).toBe('STRASSE');
  expect(capitals('სპორტი', 'ka')).toBe('სპორტი');
  expect(capitals('οικονομία, προϊόν', 'el')).toBe('ΟΙΚΟΝΟΜΙΑ, ΠΡΟΪΟΝ');
});
