import { cleanText } from '../letters/clean-text.ts';
import { isEmoji } from '../letters/emoji.ts';
import { graphemes } from '../letters/graphemes.ts';
import { hasWidePunctuation, isWideMark } from '../letters/wide-punctuation.ts';
import { type FontFamily, findSlice } from './font-families.ts';
import { EMOJI_NAME, slicePath } from './font-slices.ts';
import type { FontStack, FontWeight } from './font-stack.ts';

/** A file that a card's letters are in. */
export interface ChosenSlice {
  path: string;
  /** Size of the file. */
  bytes: number;
  weight: FontWeight;
  /** Whether its letters are taken before those of the bundled fonts. */
  isFace: boolean;
}

/** All that stands on a card, each text with the weight it is set in. */
export interface CardWords {
  /** BCP 47 tag. */
  language: string;
  /** The face, for scripts that have it. */
  font: 'sans' | 'serif';
  fields: readonly (readonly [text: string | undefined, weight: FontWeight])[];
}

/** What the bundled fonts may not draw; they do not draw all of the rest, but nearly. */
const OTHERS = /[^\0-\u024f\u1e00-\u1e9f\u2000-\u200a\u2010-\u2027\u2030-\u205e]/;
const KANA = /[\u3041-\u30ff]/;
const HANGUL = /[\uac00-\ud7a3]/;
/** Whose forms of ideographs and wide marks are looked for first, by region; emoji come after all letters. */
const REGIONS = {
  jp: ['jp', 'tc', 'sc', 'kr'],
  sc: ['sc', 'tc', 'jp', 'kr'],
  tc: ['tc', 'sc', 'jp', 'kr'],
  kr: ['kr', 'tc', 'jp', 'sc'],
};

/** Whether a card has letters that no bundled font draws, or is to be set in a face that is not bundled. */
export function needsSlices({ language, font, fields }: CardWords, bundled: FontStack): boolean {
  if (font === 'serif') return true;
  return fields.some(([text, weight]) => {
    if (text === undefined || !OTHERS.test(text)) return false;
    const clusters = [...graphemes(cleanText(text))];
    return (
      hasWidePunctuation(language) ||
      clusters.some((cluster) => isEmoji(cluster) || !bundled.find(cluster, weight))
    );
  });
}

/**
 * Lists the slices that hold the letters of a card: of its face, if that is not the bundled one, and where neither has
 * a letter, of the families that do. Each in the weight nearest to the one the letter is set in; in the order in which
 * a letter is looked for, emoji last.
 *
 * @param families all there are
 */
export function chooseSlices(
  families: readonly FontFamily[],
  { language, font, fields }: CardWords,
  bundled: FontStack,
): ChosenSlice[] {
  const faces = families.filter(({ face }) => face !== undefined && face === font);
  const asking = fields.flatMap(([text, weight]) => {
    const isAsking = text !== undefined && (faces.length > 0 || OTHERS.test(text));
    const clean = isAsking ? cleanText(text) : '';
    return clean === '' ? [] : [{ text: clean, weight }];
  });
  if (asking.length === 0) return [];

  const others = othersFor(families, language, asking.map(({ text }) => text).join(''));
  const emoji = others.filter(({ name }) => name === EMOJI_NAME);
  const isWide = hasWidePunctuation(language);
  const choice = createChoice([...faces, ...others]);
  for (const { text, weight } of asking) {
    const seen = new Set<string>();
    let index = 0;
    // The ellipsis of a title that must be shortened.
    for (const cluster of [...graphemes(text), ...(isWide ? ['…'] : [])]) {
      const isMark = isWide && (index >= text.length || isWideMark(text, index));
      index += cluster.length;
      if (seen.has(cluster) && !isMark) continue;
      seen.add(cluster);
      if (isEmoji(cluster)) choice.take(emoji, cluster, weight);
      if (isMark) choice.take(others, cluster, weight);
      else if (!choice.take(faces, cluster, weight) && !bundled.find(cluster, weight)) {
        choice.take(others, cluster, weight);
      }
    }
  }
  return choice.slices();
}

/** Collects slices of families, which are given in the order their letters are looked for in. */
function createChoice(order: readonly FontFamily[]) {
  const chosen = new Map<number, ChosenSlice>();

  function add(family: FontFamily, slice: number, wanted: FontWeight): void {
    const distances = family.weights.map((weight) => Math.abs(weight - wanted));
    const nearest = distances.indexOf(Math.min(...distances));
    const rank = (order.indexOf(family) * 4096 + slice) * 4 + nearest;
    if (chosen.has(rank)) return;
    const weight = family.weights[nearest] ?? 400;
    const bytes = family.slices[slice]?.bytes[nearest] ?? 0;
    const isFace = family.face !== undefined;
    chosen.set(rank, { path: slicePath(family, slice, weight), bytes, weight, isFace });
  }

  return {
    /** Adds the slice of the first of some families that has a cluster's first character; whether there is one. */
    take(families: readonly FontFamily[], cluster: string, wanted: FontWeight): boolean {
      const codePoint = cluster.codePointAt(0) ?? 0;
      for (const family of families) {
        const slice = findSlice(family, codePoint);
        if (slice === undefined) continue;
        add(family, slice, wanted);
        return true;
      }
      return false;
    },
    slices: () => [...chosen].sort(([a], [b]) => a - b).map(([, slice]) => slice),
  };
}

/** All families but faces, in the order of a language; ideographs by themselves are Chinese unless kana stand among them. */
function othersFor(families: readonly FontFamily[], language: string, text: string): FontFamily[] {
  const order = [...REGIONS[regionOf(language, text)].map((region) => `noto-sans-${region}`), EMOJI_NAME];
  const place = ({ name }: FontFamily) => order.indexOf(name);
  return families.filter(({ face }) => face === undefined).sort((a, b) => place(a) - place(b));
}

function regionOf(language: string, text: string): keyof typeof REGIONS {
  if (/^ja(?:-|$)/i.test(language)) return 'jp';
  if (/^ko(?:-|$)/i.test(language)) return 'kr';
  if (/^(?:zh(?=.{0,20}-(?:hant|tw|hk|mo)(?:-|$))|yue|nan|hak)(?:-|$)/i.test(language)) return 'tc';
  if (/^zh(?:-|$)/i.test(language)) return 'sc';
  if (KANA.test(text)) return 'jp';
  return HANGUL.test(text) ? 'kr' : 'sc';
}
