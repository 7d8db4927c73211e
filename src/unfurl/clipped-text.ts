const graphemes = new Intl.Segmenter(undefined, { granularity: 'grapheme' });
const encoder = new TextEncoder();

/**
 * Cuts a text that is longer than somebody takes: after a whole word where there is one in its second half, else after
 * a whole grapheme, with an ellipsis. Text that fits stays as it is.
 *
 * @param bytes of UTF-8, ellipsis included: some count these
 */
export function clipText(text: string, characters: number, bytes = Infinity): string {
  const fits = (part: string) => part.length <= characters && encoder.encode(part).length <= bytes;
  // Nothing is shorter in bytes than in UTF-16 units, so the rest cannot matter.
  const seen = text.slice(0, Math.min(characters, bytes) + 1);
  if (seen.length === text.length && fits(text)) return text;
  let cut = '';
  for (const { segment } of graphemes.segment(seen)) {
    if (!fits(`${cut}${segment}…`)) break;
    cut += segment;
  }
  const space = cut.lastIndexOf(' ');
  return `${(space > cut.length / 2 ? cut.slice(0, space) : cut).trimEnd()}…`;
}
