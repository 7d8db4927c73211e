import { isEmoji } from './emoji.ts';
import { cleanText } from './field-text.ts';
import { type FontFamily, findSlice } from './font-families.ts';
import { FONT_FAMILIES } from './font-manifest.ts';
import { EMOJI_NAME, slicePath } from './font-slices.ts';
import type { FontStack, FontWeight } from './font-stack.ts';
import { graphemes } from './graphemes.ts';
import { hasWidePunctuation, isWideMark } from './wide-punctuation.ts';

/** A file that a card's letters are in. */
export interface ChosenSlice {
  path: string;
  /** Size of the file. */
  bytes: number;
  weight: FontWeight;
}

/** All that stands on a card, each text with the weight it is set in. */
export interface CardWords {
  /** BCP 47 tag. */
  language: string;
  fields: readonly (readonly [text: string | undefined, weight: FontWeight])[];
}

/** What the bundled fonts may not draw; they do not draw all of the rest, but nearly. */
const OTHERS = /[^\0-\u024f\u1e00-\u1eff\u2000-\u200a\u2010-\u2027\u2030-\u205e]/;
const KANA = /[\u3041-\u30ff]/;
const HANGUL = /[\uac00-\ud7a3]/;
/** Whose forms of ideographs and wide marks are looked for first, by region; emoji come after all letters. */
const REGIONS = {
  jp: ['jp', 'tc', 'sc', 'kr'],
  sc: ['sc', 'tc', 'jp', 'kr'],
  tc: ['tc', 'sc', 'jp', 'kr'],
  kr: ['kr', 'tc', 'jp', 'sc'],
};
const EMOJI = FONT_FAMILIES.find(({ name }) => name === EMOJI_NAME);

/**
 * Lists the slices that hold the letters of a card which no bundled font draws, each in the weight nearest to the one
 * it is set in. In the order in which a letter is looked for, emoji last.
 */
export function chooseSlices({ language, fields }: CardWords, bundled: FontStack): ChosenSlice[] {
  const asking = fields.flatMap(([text, weight]) => {
    const clean = text === undefined || !OTHERS.test(text) ? '' : cleanText(text);
    return clean === '' ? [] : [{ text: clean, weight }];
  });
  if (asking.length === 0) return [];

  const families = familiesFor(language, asking.map(({ text }) => text).join(''));
  const isWide = hasWidePunctuation(language);
  const chosen = new Map<number, ChosenSlice>();
  for (const { text, weight } of asking) {
    let index = 0;
    // The ellipsis of a title that must be shortened.
    for (const cluster of [...graphemes(text), ...(isWide ? ['…'] : [])]) {
      const isMark = isWide && (index >= text.length || isWideMark(text, index));
      index += cluster.length;
      if (EMOJI && isEmoji(cluster)) choose(chosen, families, EMOJI, cluster, weight);
      if (!isMark && bundled.find(cluster, weight)) continue;
      for (const family of families) if (choose(chosen, families, family, cluster, weight)) break;
    }
  }
  return [...chosen].sort(([a], [b]) => a - b).map(([, slice]) => slice);
}

/** Adds the slice of a family that has a cluster's first character; whether there is one. */
function choose(
  chosen: Map<number, ChosenSlice>,
  families: readonly FontFamily[],
  family: FontFamily,
  cluster: string,
  wanted: FontWeight,
): boolean {
  const slice = findSlice(family, cluster.codePointAt(0) ?? 0);
  if (slice === undefined) return false;
  const distances = family.weights.map((weight) => Math.abs(weight - wanted));
  const nearest = distances.indexOf(Math.min(...distances));
  const weight = family.weights[nearest] ?? 400;
  const rank = (families.indexOf(family) * 4096 + slice) * 4 + nearest;
  if (!chosen.has(rank)) {
    const bytes = family.slices[slice]?.bytes[nearest] ?? 0;
    chosen.set(rank, { path: slicePath(family, slice, weight), bytes, weight });
  }
  return true;
}

/** The families in the order of a language; ideographs by themselves are Chinese unless kana stand among them. */
function familiesFor(language: string, text: string): FontFamily[] {
  const order = [...REGIONS[regionOf(language, text)].map((region) => `noto-sans-${region}`), EMOJI_NAME];
  const place = ({ name }: FontFamily) => order.indexOf(name);
  return FONT_FAMILIES.toSorted((a, b) => place(a) - place(b));
}

function regionOf(language: string, text: string): keyof typeof REGIONS {
  if (/^ja(?:-|$)/i.test(language)) return 'jp';
  if (/^ko(?:-|$)/i.test(language)) return 'kr';
  if (/^(?:zh(?=.{0,20}-(?:hant|tw|hk|mo)(?:-|$))|yue|nan|hak)(?:-|$)/i.test(language)) return 'tc';
  if (/^zh(?:-|$)/i.test(language)) return 'sc';
  if (KANA.test(text)) return 'jp';
  return HANGUL.test(text) ? 'kr' : 'sc';
}
