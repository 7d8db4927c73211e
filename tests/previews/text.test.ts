import { describe, expect, test } from 'vitest';
import { capitals } from '../../src/previews/capitals.ts';
import { drawableText } from '../../src/previews/field-text.ts';
import { openFont, stackFonts } from '../../src/previews/font-stack.ts';
import { graphemes } from '../../src/previews/graphemes.ts';
import { createHarfBuzz } from '../../src/previews/harfbuzz.ts';
import { splitUnits } from '../../src/previews/line-breaks.ts';
import { fillLines } from '../../src/previews/line-filling.ts';
import { setBlock } from '../../src/previews/text-block.ts';
import { createTypesetter, type Typesetter } from '../../src/previews/typesetter.ts';
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

function pieces(text: string, units: readonly { start: number; end: number }[]): string {
  return units.map(({ start, end }) => text.slice(start, end)).join('|');
}

describe('where a line may end', () => {
  test.each([
    ['at spaces', 'le pont rouvre', 'le|pont|rouvre'],
    ['not at no-break spaces', 'quoi\u00a0? 10\u202f000 morts', 'quoi\u00a0?|10\u202f000|morts'],
    ['not before French punctuation', 'Quoi ? Non ! Si : oui ; 50 % de', 'Quoi ?|Non !|Si :|oui ;|50 %|de'],
    ['not inside « guillemets »', 'dit « le roi » ici', 'dit|« le|roi »|ici'],
    ['before a German opening »', 'sagt »nein« und', 'sagt|»nein«|und'],
    ['after a dash, not before it', 'un – deux — trois', 'un –|deux —|trois'],
    ['after a hyphen between longer words', 'porte-avions a-t-il 2023-24', 'porte-|avions|a-t-il|2023-24'],
    ['after a slash between words, not in km/h', 'France/Italie 90 km/h', 'France/|Italie|90|km/h'],
    ['after an em dash without spaces', 'words—more words', 'words—|more|words'],
    ['between ideographs, not before a full stop', '東京です。朝', '東|京|で|す。|朝'],
    ['not after an opening bracket or before a closing one', '（東）「京」', '（東）|「京」'],
    ['not before small kana or a mark of length', 'ショッパー', 'ショッ|パー'],
    ['not within a wide number', '２０２６年３倍', '２０２６|年|３|倍'],
    ['not before or within a Chinese dash or ellipsis', '信件——最长……', '信|件——|最|长……'],
    ['between a letter and an ideograph', 'A社とNHK', 'A|社|と|NHK'],
    ['between ideographs outside the first plane', '𠮷野家', '𠮷|野|家'],
    ['before a Latin word only where a space is, in Korean', '서울 지하철 NHK', '서울|지하철|NHK'],
    ['after the dots of a Korean headline', '오른다…노인 환경·에너지', '오른다…|노인|환경·|에너지'],
    ['after a Hebrew maqaf between words', 'בית־ספר', 'בית־|ספר'],
    ['not before a danda', 'होंगे । राज्य', 'होंगे ।|राज्य'],
    ['after an Ethiopic word mark', 'ሰላም፡ዓለም', 'ሰላም፡|ዓለም'],
    ['at the spaces of Thai, and at nothing else', 'ท่องเที่ยว เมืองรอง', 'ท่องเที่ยว|เมืองรอง'],
  ])('%s', (_, text, units) => {
    expect(pieces(text, splitUnits(text, 'fr'))).toBe(units);
  });

  test('Korean keeps the ideographs of a word together', () => {
    expect(pieces('大韓民國 憲法', splitUnits('大韓民國 憲法', 'ko'))).toBe('大韓民國|憲法');
  });

  test.each([
    ['Thai', 'ท่องเที่ยวเมืองและไทย', 'ท่อง|เที่ยว|เมือง|และ|ไทย'],
    ['Lao', 'ປະເທດລາວ', 'ປະ|ເທດລາວ'],
    ['Myanmar', 'မြန်မာနိုင်ငံ', 'မြန်|မာ|နိုင်|ငံ'],
  ])('%s is torn between syllables when a phrase is too long', (_, text, units) => {
    expect(pieces(text, splitUnits(text, 'th', true))).toBe(units);
  });

  test('a Japanese line ends rather after a phrase than within a word', () => {
    const strain = new Map(
      splitUnits('町で、子どもの貸し出し', 'ja').map(({ end, strain }) => [end, strain]),
    );
    // After the comma; after a particle, before a new word; between an ideograph and its ending.
    expect(strain.get(3)).toBe(0);
    expect(strain.get(7)).toBeLessThan(strain.get(8) ?? 0);
  });
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

describe('a block of lines', () => {
  const title = 'Le texte, attendu depuis des mois, doit encore être examiné par le Sénat. '.repeat(4).trim();
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

test('capitals follow the language and leave other scripts alone', () => {
  expect(capitals('istanbul şiir', 'tr-TR')).toBe('İSTANBUL ŞİİR');
  expect(capitals('politique à l’étranger', 'fr')).toBe('POLITIQUE À L’ÉTRANGER');
  expect(capitals('straße', 'de')).toBe('STRASSE');
  expect(capitals('სპორტი', 'ka')).toBe('სპორტი');
  expect(capitals('οικονομία, προϊόν', 'el')).toBe('ΟΙΚΟΝΟΜΙΑ, ΠΡΟΪΟΝ');
});
