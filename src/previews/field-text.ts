import type { FontStack, FontWeight } from './font-stack.ts';
import { graphemes } from './graphemes.ts';

/** A longer field is cut first, so that one card's work is bounded. UTF-16 units. */
export const LONGEST_FIELD = 2000;
const LEAST_DRAWABLE = 0.6;

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
const LETTER = /^\p{L}/u;
/** A mark with nothing beneath it, at the head of a field or after a control. */
const LONE_MARK = /^\p{Cf}*\p{M}/u;
const MARKED_SPACE = /^ \p{M}/u;
const DIACRITICS = /[\u0300-\u036f]/g;
/** No orthography piles up so many; their ink would leave the line. */
const PILED_DIACRITICS = /[\u0300-\u036f]{4}/;
/** No stack of Tibetan or Myanmar is so high; other scripts have no use for half of them. */
const PILED_MARKS = /(?:\p{Mn}\P{Mn}{0,4}){9}/u;
/** UTF-16 units. No line can be broken within a cluster; a family of four with their skin tones has 19. */
const LONGEST_CLUSTER = 32;
const WORD = /[\p{L}\p{N}]/u;
const INK = /[^\s\p{Cf}\p{M}]/u;

/**
 * Makes a field ready to be drawn: cut to {@link LONGEST_FIELD}, composed (NFC), without lone surrogates and controls,
 * its spaces collapsed, and without the grapheme clusters that no font covers.
 *
 * @returns the empty string when nothing is left, or when fewer than 60 % of the letters are: part of a sentence in a
 *   script we cannot draw says something else than the sentence
 */
export function drawableText(field: string | undefined, fonts: FontStack, weight: FontWeight): string {
  if (!field) return '';
  const clean = cleanText(field);
  if (isPlain(clean, fonts, weight)) return INK.test(clean) ? clean : '';
  let [letters, drawn] = [0, 0];
  let isWhole = true;
  let text = '';
  for (const cluster of graphemes(clean)) {
    const kept = drawableCluster(cluster, fonts, weight);
    if (LETTER.test(cluster)) {
      letters++;
      if (kept) drawn++;
    }
    if (!kept) isWhole = false;
    text += kept;
  }
  // What is left of "🙂!" is no exclamation; "?!" as the author wrote it is.
  const saysSomething = isWhole ? INK.test(text) : WORD.test(text);
  return saysSomething && drawn >= letters * LEAST_DRAWABLE ? collapseSpaces(text) : '';
}

/** A field cut to {@link LONGEST_FIELD}, composed, and without what never reaches a font. */
export function cleanText(field: string): string {
  const given = field.slice(0, LONGEST_FIELD);
  if (PLAIN.test(given)) return collapseSpaces(given);
  const text = given.toWellFormed().normalize('NFC');
  const seen = text.replace(PLAIN_SPACES, ' ').replace(UNSEEN, '');
  return collapseSpaces(seen.includes('\xad') ? seen.replace(IDLE_HYPHENS, '') : seen);
}

/** Whether all of a text is plain, and drawn. */
function isPlain(text: string, fonts: FontStack, weight: FontWeight): boolean {
  if (!PLAIN.test(text)) return false;
  for (let i = 0; i < text.length; i++) if (!fonts.find(text.charAt(i), weight)) return false;
  return true;
}

/** A run of spaces becomes one: breaking if any of them was, else the first. */
function collapseSpaces(text: string): string {
  return text.replace(SPACES, (run) => (run.includes(' ') ? ' ' : run.charAt(0))).trim();
}

/**
 * A letter whose accents no font has, or that has too many, is drawn bare; any other cluster that no font covers, or
 * that no line could hold, is dropped.
 */
function drawableCluster(cluster: string, fonts: FontStack, weight: FontWeight): string {
  if (cluster.length > 1 && MARKED_SPACE.test(cluster)) return ' ';
  if (LONE_MARK.test(cluster)) return '';
  if (!PILED_DIACRITICS.test(cluster) && canBeSet(cluster, fonts, weight)) return cluster;
  const bare = cluster.replace(DIACRITICS, '');
  return bare !== cluster && canBeSet(bare, fonts, weight) ? bare : '';
}

function canBeSet(cluster: string, fonts: FontStack, weight: FontWeight): boolean {
  if (cluster.length > LONGEST_CLUSTER || (cluster.length > 8 && PILED_MARKS.test(cluster))) return false;
  return fonts.find(cluster, weight) !== undefined;
}
