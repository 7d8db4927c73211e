/*
 * Which spaces a line may not end at. No-break spaces never come here; these are plain ones, which many newsrooms type
 * before French punctuation, within numbers, and between a number and its unit.
 */

/** These stay with the word before: French high punctuation, a dash, a bracket or a quote that closes. */
const STAYS_BEFORE =
  /^(?:[!?:;%\u2030\u20ac\u0964\u0965)\]}]|[\u2013\u2014-](?= )|[\u00bb\u203a](?=[\s\u00a0\u202f.,;:!?)\]\u2026]|$))/u;
/** An opening mark holds the word that follows. In German « closes, but then a word stands before it. */
const HOLDS_NEXT = /^[\s\u00a0\u202f]?[\u00ab\u2039([{\u00bf\u00a1]$/u;
const DIGIT = /\d$/;
/** Before a number: currencies, section, number and degree signs. */
const BEFORE_NUMBER = /[$\u20ac\u00a3\u00a5\u20b9\u20a9\u2116\u00a7\u00b0]$/;
/** Behind a number: three more digits of it, a unit, a currency. */
const BEHIND_NUMBER =
  /^(?:\d{3}(?!\d)|(?:[kcm]?m[\u00b2\u00b3]?|[kmM]?g|[chm]?l|[kMGT]Wh?|[kMGT]?[Bo]|ha|h|min|s|t)(?![\p{L}\d])|[\u00b0$\u00a3\u00a5\u20b9\u20a9](?! ?\d))/u;

/** Whether a line may end at the plain space at an index. */
export function partsAtSpace(text: string, space: number): boolean {
  const [before, after] = [text.slice(Math.max(0, space - 2), space), text.slice(space + 1, space + 6)];
  if (HOLDS_NEXT.test(before) || STAYS_BEFORE.test(after)) return false;
  if (DIGIT.test(before)) return !BEHIND_NUMBER.test(after);
  return !(BEFORE_NUMBER.test(before) && /^\d/.test(after));
}
