import { graphemes } from './graphemes.ts';

/*
 * Where words begin in scripts that write no spaces between them. Only a dictionary knows, and every runtime carries
 * one behind Intl.Segmenter. Those of two runtimes may differ over a compound, the more so in Lao and Khmer; a picture
 * is drawn once, so that nobody sees both.
 */

/** Thai, Lao, Myanmar and Khmer with their marks: a line ends where a word does. */
const UNSPACED = /[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\ua9e0-\ua9ff\uaa60-\uaa7f]/;
/** Kana and ideographs: a line may end nearly anywhere, and had better not within a word. */
const IDEOGRAPHIC = /[\u3041-\u30ff\u3400-\u9fff]/;
/** Their digits, and the marks of abbreviation, repetition and the end of a sentence, which stay with the word before. */
const NEVER_FIRST =
  /^[\u0e2f\u0e46\u0e50-\u0e5b\u0eaf\u0ec6\u0ed0-\u0ed9\u1040-\u104b\u17d4-\u17da\u17e0-\u17e9]/;
/** The sign of the baht and of the riel stand before or behind a number, and a digit before a word that counts. */
const NEVER_LAST = /^[\u0e3f\u0e50-\u0e59\u0ed0-\u0ed9\u1040-\u1049\u17db\u17e0-\u17e9]/;
/** Two words of Thai. */
const SAMPLE = 'น้ำใจดี';

/** How much a reader minds a line that ends between two words of one phrase, in the measure of {@link balanceLines}. */
const WORD_STRAIN = 0.02;
/** A line that ends in a word which leads to the next one. */
const LEADING_STRAIN = 0.08;
/** Prepositions, conjunctions, and the words that make nouns of others, in Thai and Lao. */
const LEADING_WORDS =
  'ใน ที่ ของ และ การ ความ นัก ผู้ จาก กับ โดย เพื่อ เป็น ไม่ ให้ ว่า หรือ แต่ ' +
  'ໃນ ທີ່ ຂອງ ແລະ ການ ຄວາມ ນັກ ຜູ້ ຈາກ ກັບ ໂດຍ ເພື່ອ ເປັນ ບໍ່ ໃຫ້ ວ່າ ຫຼື ແຕ່';
const LEADING = new Set(LEADING_WORDS.split(' '));
const LONGEST_LEADING = 5;

let segmenter: Intl.Segmenter | undefined;
let hasWords: boolean | undefined;

/** Whether the runtime knows the words of scripts without spaces. */
function knowsWords(): boolean {
  // To make a segmenter takes longer than to draw a card.
  hasWords ??= 'Segmenter' in Intl && [...wordsOf(SAMPLE)].length > 1;
  return hasWords;
}

/**
 * The indices at which a word begins, none of them within a grapheme cluster; undefined when no letter of the text is
 * written without spaces, or the runtime does not know its words.
 */
export function findWordStarts(text: string): ReadonlySet<number> | undefined {
  if (!(UNSPACED.test(text) || IDEOGRAPHIC.test(text)) || !knowsWords()) return undefined;
  const clusters = new Set<number>();
  let index = 0;
  for (const cluster of graphemes(text)) {
    clusters.add(index);
    index += cluster.length;
  }
  const starts = [...wordsOf(text)].map((word) => word.index);
  return new Set(starts.filter((start) => clusters.has(start)));
}

/** Whether a text has letters of scripts that put spaces between phrases, and none between words. */
export function writesPhrases(text: string): boolean {
  return UNSPACED.test(text);
}

/** How much it is minded when a line ends before a word, whose index is one of `words`. */
export function wordStrain(text: string, index: number, words: ReadonlySet<number>): number {
  let start = index - 1;
  while (start > index - LONGEST_LEADING && !words.has(start)) start--;
  return LEADING.has(text.slice(start, index)) ? LEADING_STRAIN : WORD_STRAIN;
}

/** Whether a line may end between two characters of such a script, if a word begins between them. */
export function partsWords(before: string, after: string): boolean {
  return (
    UNSPACED.test(before) && UNSPACED.test(after) && !NEVER_FIRST.test(after) && !NEVER_LAST.test(before)
  );
}

function wordsOf(text: string): Iterable<{ index: number }> {
  // It knows the scripts by their letters, whatever its language is.
  segmenter ??= new Intl.Segmenter('en', { granularity: 'word' });
  return segmenter.segment(text);
}
