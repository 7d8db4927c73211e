import { describe, expect, test } from 'vitest';
import { splitUnits, type Unit } from '../../src/previews/letters/line-breaks.ts';
import { findWordStarts } from '../../src/previews/letters/word-breaks.ts';
import { drawableText } from '../../src/previews/typesetting/drawable-text.ts';

/** The units of a text as they are seen, at the ends of lines. */
function pieces(text: string, units: readonly Unit[]): string {
  return units
    .map(({ start, end, tail }) => (tail ? text.slice(start, end - 1) : text.slice(start, end)) + tail)
    .join('|');
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
    ['after a slash between words, not in km/h', 'France/Italie 90 km/h', 'France/|Italie|90 km/h'],
    ['after an em dash without spaces', 'words—more words', 'words—|more|words'],
    ['between ideographs, not before a full stop', '東京です。朝', '東|京|で|す。|朝'],
    ['not after an opening bracket or before a closing one', '（東）「京」', '（東）|「京」'],
    ['not before small kana or a mark of length', 'ショッパー', 'ショッ|パー'],
    ['not within a wide number, nor before what is counted', '２０２６年３倍', '２０２６年|３倍'],
    ['not within a day of the month', '11月24日の朝', '11月|24日|の|朝'],
    ['not one character after a space, nor one before', '東京 首都圏 の夜', '東京|首都圏|の夜'],
    ['not before or within a Chinese dash or ellipsis', '信件——最长……', '信|件——|最|长……'],
    ['between a letter and an ideograph', 'A社とNHK', 'A|社|と|NHK'],
    ['between ideographs outside the first plane', '𠮷野家', '𠮷|野|家'],
    ['before a Latin word only where a space is, in Korean', '서울 지하철 NHK', '서울|지하철|NHK'],
    ['after the dots of a Korean headline', '오른다…노인 환경·에너지', '오른다…|노인|환경·|에너지'],
    ['after a Hebrew maqaf between words', 'בית־ספר', 'בית־|ספר'],
    ['not before a danda', 'होंगे । राज्य', 'होंगे ।|राज्य'],
    ['after an Ethiopic word mark', 'ሰላም፡ዓለም', 'ሰላም፡|ዓለም'],
    ['between Thai words', 'ท่องเที่ยว เมืองรอง', 'ท่อง|เที่ยว|เมือง|รอง'],
    ['not before the Thai mark of repetition', 'เด็กๆเล่น', 'เด็กๆ|เล่น'],
    ['not between Thai and its numbers', 'ปี๒๕๖๙นี้ 20%', 'ปี๒๕๖๙นี้|20%'],
    ['between Lao words', 'ປະເທດລາວ', 'ປະເທດ|ລາວ'],
    ['between Khmer words, after the full stop', 'ផែនការស្តារ។ទឹក', 'ផែនការ|ស្តារ។|ទឹក'],
    ['between Myanmar words', 'အစိုးရကခရီးသွား', 'အစိုးရ|က|ခရီးသွား'],
    ['between Tibetan syllables, not before a stroke', 'བོད་ཡིག་། ལྷ་ས།', 'བོད་|ཡིག་།|ལྷ་|ས།'],
  ])('%s', (_, text, units) => {
    expect(pieces(text, splitUnits(text, 'fr'))).toBe(units);
  });

  test('Korean keeps the ideographs of a word together', () => {
    expect(pieces('大韓民國 憲法', splitUnits('大韓民國 憲法', 'ko'))).toBe('大韓民國|憲法');
  });

  test.each([
    ['Thai', 'ท่องเที่ยวเมืองและไทย', 'ท่อง|เที่ยว|เมือง|และ|ไทย'],
    ['Lao', 'ປະເທດລາວ', 'ປະ|ເທດ|ລາວ'],
    ['Myanmar', 'မြန်မာနိုင်ငံ', 'မြန်|မာ|နိုင်|ငံ'],
  ])('%s is torn between syllables when a word is too long', (_, text, units) => {
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

/** By the classes of UAX #14; what is expected is written by hand. */
describe('a line ends', () => {
  test.each([
    ['GL: not at a no-break space', 'a\u00a0b c', 'a\u00a0b|c'],
    ['GL: not at a narrow no-break space', '1\u202f000\u202f€ de', '1\u202f000\u202f€|de'],
    ['WJ: not at a word joiner', '東\u2060京都', '東\u2060京|都'],
    ['ZW: at a zero width space, which is not shown', 'super\u200bmarché', 'super|marché'],
    [
      'ZWJ: not within an emoji',
      '👩\u200d👩\u200d👧\u200d👦👍🏽🇫🇷🇩🇪',
      '👩\u200d👩\u200d👧\u200d👦|👍🏽|🇫🇷|🇩🇪',
    ],
    ['EB: not between an emoji and a letter', 'vu👀par', 'vu👀par'],
    ['BA: not at a soft hyphen while there is room elsewhere', 'Donau\u00addampf', 'Donau\u00addampf'],
    ['B2: after an em dash, not before it', 'un—deux trois — quatre', 'un—|deux|trois —|quatre'],
    ['B2: after an em dash between words', 'trente—quarante', 'trente—|quarante'],
    ['HY: after the hyphen of a compound', 'Loire-Atlantique', 'Loire-|Atlantique'],
    ['HY: not in digits, nor before them', '2023-24 -5 06-12-34', '2023-24|-5|06-12-34'],
    ['HY: not after one letter', 'e-mail T-shirt a-t-il', 'e-mail|T-shirt|a-t-il'],
    [
      'SY: at the slashes of an address, not at those of its scheme',
      'https://example.org/une/deux',
      'https://example.org/|une/|deux',
    ],
    ['SY: not in a fraction or a date', '1/2 24/11/2026', '1/2|24/11/2026'],
    ['QU: not inside guillemets with spaces', 'dit « oui » et', 'dit|« oui »|et'],
    ['QU: not inside English quotes', 'said “yes” and', 'said|“yes”|and'],
    ['QU: not inside German quotes', 'sagt „ja“ und', 'sagt|„ja“|und'],
    ['OP, CL: not inside brackets, with spaces or without', '( a ) [b] {c} (d e)', '( a )|[b]|{c}|(d|e)'],
    ['OP: not after ¿ or ¡', '¿ Qué ? ¡ya!', '¿ Qué ?|¡ya!'],
    ['EX: not before high punctuation', 'Non ! Qui ? Si ; ou :', 'Non !|Qui ?|Si ;|ou :'],
    ['NU: not within a number grouped by spaces', 'les 1 234 567 voix', 'les|1 234 567|voix'],
    ['NU: between two numbers', 'en 2024 12 morts', 'en|2024|12|morts'],
    [
      'PO: not between a number and its unit',
      '50 % 12 km 3 °C 5 GW 10 m² 7 h',
      '50 %|12 km|3 °C|5 GW|10 m²|7 h',
    ],
    ['PO: between a number and a word', '5 maisons 3 sur 4', '5|maisons|3|sur|4'],
    ['PR: not between a currency and its number', '$ 5 et 7 € £3 ₹ 9', '$ 5|et|7 €|£3|₹ 9'],
    ['PR: not between a sign and its number', 'n° 5 § 12 № 3', 'n° 5|§ 12|№ 3'],
    ['IS: not in decimals, times and versions', '3.5 1,25 12:30 v2.0', '3.5|1,25|12:30|v2.0'],
    ['IN: not before dots', 'et puis… rien', 'et|puis…|rien'],
    ['H2, H3: between Korean words only', '서울 지하철이 2026년', '서울|지하철이|2026년'],
    [
      'CJ, NS: not before small kana, marks of length or repetition',
      'キャッシュー人々',
      'キャッ|シュー|人々',
    ],
    ['ID: between ideographs, also of the second plane', '水𠮷火', '水|𠮷|火'],
    ['CL: not before a wide stop', '水。火、木', '水。|火、|木'],
    ['AL: not within a word', 'Rindfleisch l’œuvre O’Neill', 'Rindfleisch|l’œuvre|O’Neill'],
    ['CM: not before a mark', 'e\u0301te\u0301 木水\u3099火', 'e\u0301te\u0301|木水\u3099|火'],
    ['CM: not before the selector of a variant', '葛\u{e0100}城市', '葛\u{e0100}|城|市'],
    ['SA: not within a cluster', 'น้ำใจ ขึ้นไป', 'น้ำใจ|ขึ้น|ไป'],
  ])('%s', (_, text, units) => {
    expect(pieces(text, splitUnits(text, 'fr'))).toBe(units);
  });
});

describe('a soft hyphen', () => {
  test('is where a word is broken when it must be, with a hyphen that is seen', () => {
    const units = splitUnits('Donau\u00addampf\u00adschiff legt ab', 'de', true);
    expect(pieces('Donau\u00addampf\u00adschiff legt ab', units)).toBe('Donau-|dampf-|schiff|legt|ab');
  });

  test.each([
    ['stays between letters', 'Donau\u00addampf', 'Donau\u00addampf'],
    [
      'goes beside a space, a digit or another one',
      '\u00ada \u00adb\u00ad 1\u00ad2 c\u00ad\u00add',
      'a b 12 c\u00add',
    ],
  ])('%s', (_, field, drawn) => {
    const anyFont = { find: () => ({}) as never, covers: () => true };
    expect(drawableText(field, anyFont, 400)).toBe(drawn);
  });
});

test('no word begins within a cluster', () => {
  const text = 'ที่นี่น้ำใจดี ប្រទេសខ្មែរ မြန်မာနိုင်ငံ';
  const starts = findWordStarts(text) ?? new Set();
  expect(starts.size).toBeGreaterThan(6);
  for (const start of starts) expect(text.slice(start)).not.toMatch(/^\p{M}/u);
});

test('words are not looked for in scripts that write spaces', () => {
  expect(findWordStarts('Le pont rouvre, 서울 지하철, Мост')).toBeUndefined();
});

test('a line of Chinese ends rather between words than within one', () => {
  const strain = new Map(splitUnits('生意重新火起来', 'zh').map(({ end, strain }) => [end, strain]));
  expect(strain.get(4)).toBeLessThan(strain.get(3) ?? 0);
});

test('a line of Thai ends rather after a noun than after a preposition', () => {
  const strain = new Map(splitUnits('หมอกในร่องน้ำ', 'th').map(({ end, strain }) => [end, strain]));
  expect(strain.get(4)).toBeLessThan(strain.get(6) ?? 0);
});
