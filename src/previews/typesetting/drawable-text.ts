import type { FontStack, FontWeight } from '../fonts/font-stack.ts';
import { cleanText, collapseSpaces, isPlain, LONGEST_FIELD } from '../letters/clean-text.ts';
import { graphemes } from '../letters/graphemes.ts';

const LEAST_DRAWABLE = 0.6;
const LETTER = /^\p{L}/u;
const ANY_LETTER = /\p{L}/u;
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
  if (isPlainlyDrawn(clean, fonts, weight)) return INK.test(clean) ? clean : '';
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

/** Whether all of a text is plain, and drawn. */
function isPlainlyDrawn(text: string, fonts: FontStack, weight: FontWeight): boolean {
  if (!isPlain(text)) return false;
  for (let i = 0; i < text.length; i++) if (!fonts.find(text.charAt(i), weight)) return false;
  return true;
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

/** The lines of a text. One of which a whole line cannot be drawn is left out: the rest would say something else. */
export function drawableLines(text: string, fonts: FontStack): string[] {
  const given = text.slice(0, LONGEST_FIELD).trim().split('\n');
  const lines = given.map((line) => drawableText(line, fonts, 400));
  const isLost = lines.some((line, index) => line === '' && ANY_LETTER.test(given[index] ?? ''));
  if (isLost) return [];
  const [first, last] = [lines.findIndex(Boolean), lines.findLastIndex(Boolean)];
  return first < 0 ? [] : lines.slice(first, last + 1);
}
