const LETTERS = /[\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}]+/gu;
const GREEK = /\p{Script=Greek}/u;

/**
 * Writes a kicker in capitals. Turkish and Azerbaijani keep the dot of their i; scripts that have capitals only on
 * paper (Georgian) stay as they are. Not `toLocaleUpperCase`, whose tables are the runtime's.
 *
 * @param language BCP 47 tag of the text
 */
export function capitals(text: string, language: string): string {
  const dotted = /^(?:tr|az)(?:-|$)/i.test(language) ? text.replaceAll('i', 'İ') : text;
  return dotted.replace(LETTERS, (word) => withoutTonos(word).toUpperCase());
}

/** Greek capitals bear no stress mark; the two dots over a vowel stay. */
function withoutTonos(word: string): string {
  return GREEK.test(word)
    ? word
        .normalize('NFD')
        .replace(/\u0301/g, '')
        .normalize('NFC')
    : word;
}
