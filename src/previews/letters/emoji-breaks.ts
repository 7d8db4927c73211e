import { isEmoji } from './emoji.ts';
import { graphemes } from './graphemes.ts';

/** The first halves of the characters that most emoji begin with. */
const HIGH_HALVES = /[\ud83c-\ud83e]/;

/** How much a reader minds a line that ends between two emoji, in the measure of {@link balanceLines}. */
export const EMOJI_STRAIN = 0.02;

/** The indices at which an emoji follows another one, whole sequences counted as one; undefined for a text without. */
export function findEmojiBorders(text: string): ReadonlySet<number> | undefined {
  if (!HIGH_HALVES.test(text)) return undefined;
  const borders = new Set<number>();
  let index = 0;
  let followsEmoji = false;
  for (const cluster of graphemes(text)) {
    const isOne = isEmoji(cluster);
    if (isOne && followsEmoji) borders.add(index);
    followsEmoji = isOne;
    index += cluster.length;
  }
  return borders;
}
