/** Characters to a slice. A headline in Japanese asks for half a dozen slices, of 40 to 100 kB each. */
const SLICE_LENGTH = 256;
/** So many slices hold the characters met most often; the others go by code point, which takes less room to say. */
const FREQUENT_SLICES = 7;

/**
 * Cuts the characters of a font into slices, so that those met together come together.
 *
 * @param characters code points of the font
 * @param order groups of code points, the most frequent last
 */
export function sliceCharacters(characters: readonly number[], order: readonly number[][]): number[][] {
  const known = new Set(characters);
  const ranked = [...new Set([...order].reverse().flat())].filter((code) => known.has(code));
  const frequent = ranked.slice(0, SLICE_LENGTH * FREQUENT_SLICES);
  const rare = new Set(characters).difference(new Set(frequent));
  return [...chunks(frequent), ...chunks([...rare].sort((a, b) => a - b))].map((slice) =>
    slice.sort((a, b) => a - b),
  );
}

function* chunks(codes: readonly number[]): Generator<number[]> {
  for (let at = 0; at < codes.length; at += SLICE_LENGTH) yield codes.slice(at, at + SLICE_LENGTH);
}
