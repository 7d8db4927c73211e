/** A longer field is cut first, so that one card's work is bounded. UTF-16 units. */
export const LONGEST_FIELD = 2000;

/** Nearly every field of a Latin language: its characters stand alone and are composed, and none of them goes. */
const PLAIN = /^[ -~\u00a0-\u00ac\u00ae-\u024f\u2010-\u2027]*$/;
/** Line ends, tabs, and spaces of a given width: all of them one plain space here. */
const PLAIN_SPACES = /[\t-\r\x85\u1680\u2000-\u2006\u2008-\u200a\u2028\u2029\u205f\u3000]/g;
/**
 * What never reaches a font: controls, noncharacters, the replacement character, and the embeddings,
 * overrides and isolates of UAX #9, which could turn round what stands beside them.
 */
const UNSEEN = /[\0-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u206f\ufdd0-\ufdef\ufff0-\uffff]/g;
/** A soft hyphen says where a word may be broken, so it stands between letters. */
const IDLE_HYPHENS = /\xad(?![\p{L}\p{M}])|(?<![\p{L}\p{M}\xad])\xad/gu;
const SPACES = /[ \u00a0\u202f]{2,}/g;

/** A field cut to {@link LONGEST_FIELD}, composed, and without what never reaches a font. */
export function cleanText(field: string): string {
  const given = field.slice(0, LONGEST_FIELD);
  if (PLAIN.test(given)) return collapseSpaces(given);
  const text = given.toWellFormed().normalize('NFC');
  const seen = text.replace(PLAIN_SPACES, ' ').replace(UNSEEN, '');
  return collapseSpaces(seen.includes('\xad') ? seen.replace(IDLE_HYPHENS, '') : seen);
}

/** Whether a text is of characters of Latin languages alone, each of which is a grapheme cluster by itself. */
export function isPlain(text: string): boolean {
  return PLAIN.test(text);
}

/** A run of spaces becomes one: breaking if any of them was, else the first. */
export function collapseSpaces(text: string): string {
  return text.replace(SPACES, (run) => (run.includes(' ') ? ' ' : run.charAt(0))).trim();
}
