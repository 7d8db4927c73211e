/*
 * Where a line may end: a simplified UAX #14. No-break spaces never part; ordinary spaces around French punctuation
 * hold too, since many newsrooms type them so.
 */

const SPACE = 0x20;
const ZERO_WIDTH_SPACE = 0x200b;
/** Hyphens, dashes and slashes a word may break after, if it is letters on both sides: not in dates, ranges, km/h. */
const BREAK_AFTER = /[-/\u2010\u2013\u2014]/;
const TWO_LETTERS = /\p{L}[\p{L}\u2019']$/u;
const LETTERS_FOLLOW = /^\p{L}\p{L}/u;
/** After a space these stay with the word before: French high punctuation, a dash, and a closing mark alone. */
const STAYS_BEFORE =
  /^(?:[!?:;%\u2030\u20ac]|[\u2013\u2014-](?= )|[\u00bb\u203a](?=[\s\u00a0\u202f.,;:!?)\]\u2026]|$))/u;
/** Before a space an opening mark holds the word that follows. In German « closes, but then a word stands before it. */
const HOLDS_NEXT = /^[\s\u00a0\u202f]?[\u00ab\u2039([{\u00bf\u00a1]$/u;
const IDEOGRAPHIC =
  /[\u2e80-\u2fdf\u3001-\u30ff\u3100-\u312f\u31a0-\u31bf\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uff00-\uffef\u{20000}-\u{3ffff}]/u;
/** JIS X 4051: no line begins with these, none ends with those. */
const NEVER_FIRST =
  /[\u3001\u3002\uff0c\uff0e\u30fb\uff1a\uff1b\uff1f\uff01\uff09\u300d\u300f\u3011\u3015\u3009\u300b\u30fc\u3005\u3041\u3043\u3045\u3047\u3049\u3063\u3083\u3085\u3087\u30a1\u30a3\u30a5\u30a7\u30a9\u30c3\u30e3\u30e5\u30e7\u2026\u2019\u201d\uff05!?,.:;)\]}]/u;
const NEVER_LAST = /[\uff08\u300c\u300e\u3010\u3014\u3008\u300a\u2018\u201c([{]/u;

/** A piece of text that stays on one line, from `start` to before `end`; the space after it is not part of it. */
export interface Unit {
  start: number;
  end: number;
}

/** Splits a field into the units its lines are filled with. The text has single spaces and none at its ends. */
export function splitUnits(text: string): Unit[] {
  const units: Unit[] = [];
  let start = 0;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code === SPACE || code === ZERO_WIDTH_SPACE) {
      if (!partsAtSpace(text, i)) continue;
      if (i > start) units.push({ start, end: i });
      start = i + 1;
    } else if (i + 1 < text.length && (partsAtMark(text, i) || partsIdeographs(text, i))) {
      units.push({ start, end: i + 1 });
      start = i + 1;
    }
  }
  if (start < text.length) units.push({ start, end: text.length });
  return units;
}

function partsAtSpace(text: string, space: number): boolean {
  return (
    !HOLDS_NEXT.test(text.slice(Math.max(0, space - 2), space)) &&
    !STAYS_BEFORE.test(text.slice(space + 1, space + 3))
  );
}

function partsAtMark(text: string, mark: number): boolean {
  if (!BREAK_AFTER.test(text.charAt(mark))) return false;
  return TWO_LETTERS.test(text.slice(mark - 2, mark)) && LETTERS_FOLLOW.test(text.slice(mark + 1, mark + 3));
}

function partsIdeographs(text: string, index: number): boolean {
  if (text.charCodeAt(index) < 0x2e80 && text.charCodeAt(index + 1) < 0x2e80) return false;
  const next = text.charAt(index + 1);
  // Between the halves of a surrogate pair there is no border; before the pair the whole character counts.
  if (/[\udc00-\udfff]/.test(next)) return false;
  const before = String.fromCodePoint(text.codePointAt(index) ?? 0);
  const after = String.fromCodePoint(text.codePointAt(index + 1) ?? 0);
  if (!IDEOGRAPHIC.test(before) && !IDEOGRAPHIC.test(after)) return false;
  return (
    !NEVER_FIRST.test(after) &&
    !NEVER_LAST.test(before) &&
    !/[\s\u00a0\u202f\u2060\p{M}]/u.test(after + before)
  );
}
