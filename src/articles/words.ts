/** `text` with every run of white space as one space (no-break spaces stay, typography means them), trimmed. */
export function tidy(text: string): string {
  return text.replace(/[ \t\n\r\f\u0085\u2028\u2029]+/g, ' ').trim();
}

/** Lines longer than this are prose to every word list. */
const MAX_LISTED_LINE = 300;

/**
 * The form in which short lines are compared: case, width, quotation marks and outer punctuation do not count, and
 * every number is `#`. Empty for lines of more than 300 characters.
 */
export function lineKey(text: string): string {
  if (text.length > MAX_LISTED_LINE) return '';
  // One character may stand for eighteen.
  const normal = text.normalize('NFKC');
  if (normal.length > 2 * MAX_LISTED_LINE) return '';
  return [...normal]
    .map(letterKey)
    .join('')
    .replace(/\p{Nd}+/gu, '#')
    .replace(/\s+/g, ' ')
    .replace(/^[^\p{L}\p{M}#]+|(?<=[\p{L}\p{M}#])[^\p{L}\p{M}#]+$/gu, '');
}

/**
 * How many characters of `line` say `opening`, which is in the form of `lineKey`; 0 where it does not begin so.
 */
export function openingLength(line: string, opening: string): number {
  let said = '';
  let length = 0;
  for (const letter of line) {
    const key = letterKey(letter);
    // Vowel signs after the last letter still belong to it.
    if (said.length >= opening.length && key !== '') break;
    said += key;
    length += letter.length;
  }
  return said === opening ? length : 0;
}

/** A letter as it is compared: lower case; Arabic without vowel signs and with a plain alef, as newspapers differ. */
function letterKey(letter: string): string {
  if (/[\u064b-\u065f\u0670\u0640]/.test(letter)) return '';
  if (/[أإآٱ]/.test(letter)) return 'ا';
  if (/[’ʼ`´]/.test(letter)) return "'";
  return letter.toLowerCase();
}

/** Word lists by their first letter, so that a line is compared with few of them. */
export function byFirstLetter<Entry>(
  entries: readonly Entry[],
  key: (entry: Entry) => string,
): Map<string, Entry[]> {
  const sorted = entries.toSorted((a, b) => key(b).length - key(a).length);
  return Map.groupBy(sorted, (entry) => key(entry).charAt(0));
}

/** Whether two texts say the same, apart from case, spacing and outer punctuation. */
export function sameWords(a: string, b: string): boolean {
  const key = (text: string) =>
    text
      .normalize('NFKC')
      .toLowerCase()
      .replace(/[^\p{L}\p{M}\p{N}]+/gu, '');
  const first = key(a);
  return first !== '' && first === key(b);
}

/** The width of a text in columns: a letter of China, Japan or Korea is as wide, and says as much, as two others. */
export function columns(text: string): number {
  const wide = text.match(/[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/gu);
  return text.length + (wide?.length ?? 0);
}

// A closing quotation mark or bracket may follow the end of a sentence.
const SENTENCE_END = /[.!?…。！？؟۔।][\s"'”’»«)\]」』）]{0,4}$/u;

/** Whether a text ends as a sentence does, in any of the scripts we know the punctuation of. */
export function endsSentence(text: string): boolean {
  return SENTENCE_END.test(text);
}
