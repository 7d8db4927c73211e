/*
 * Scripts without spaces between words, where no dictionary knows the words or one is too long: a line ends between
 * syllables, which never tears a cluster.
 */

const LEADING_VOWEL = /^[\u0e40-\u0e44\u0ec0-\u0ec4]/;
/** Thai and Lao vowels that end a syllable, and the marks of repetition and abbreviation. */
const SYLLABLE_END = /^[\u0e2f\u0e30\u0e46\u0eaf\u0eb0\u0ec6]/;
const THAI_OR_LAO_LETTER = /^[\u0e01-\u0e2e\u0e40-\u0e44\u0e81-\u0eae\u0ec0-\u0ec4]/;
const MYANMAR_CONSONANT = /^[\u1000-\u102a\u103f\u104e]/;
/** A consonant that is killed or stacked closes the syllable before. */
const MYANMAR_CLOSED = /^.[\u1037\u1039\u103a]/;
const MYANMAR_STACKER = '\u1039';
const NO_SPACES = /^[\u0e00-\u0eff\u1000-\u109f]/;

/** How much a reader minds a line that ends within a phrase, in the measure of {@link balanceLines}. */
export const SYLLABLE_STRAIN = 0.03;

/** Whether a text has letters that are written without spaces between words, and broken between syllables here. */
export function isSyllabic(text: string): boolean {
  return /[\u0e00-\u0eff\u1000-\u109f]/.test(text);
}

/** Whether a Thai, Lao or Myanmar syllable begins at an index of a text, with another one before it. */
export function partsSyllables(text: string, index: number): boolean {
  const [before, after] = [text.charAt(index - 1), text.charAt(index)];
  if (!NO_SPACES.test(after) || !NO_SPACES.test(before)) return false;
  if (MYANMAR_CONSONANT.test(after)) {
    return before !== MYANMAR_STACKER && !MYANMAR_CLOSED.test(text.slice(index, index + 2));
  }
  if (!THAI_OR_LAO_LETTER.test(after) || LEADING_VOWEL.test(before)) return false;
  return LEADING_VOWEL.test(after) || SYLLABLE_END.test(before);
}
