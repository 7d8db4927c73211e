const segmenter = new Intl.Segmenter(undefined, { granularity: 'grapheme' });
const encoder = new TextEncoder();

/** The grapheme clusters of a text (UAX #29): what lexicons count as its letters. */
export function clusters(text: string): string[] {
  return Array.from(segmenter.segment(text), ({ segment }) => segment);
}

/** How long a text may be. */
export interface Room {
  graphemes: number;
  bytes: number;
}

/** Whether a text has no more graphemes and bytes of UTF-8 than there is room for. */
export function fits(text: string, { graphemes, bytes }: Room): boolean {
  return encoder.encode(text).length <= bytes && clusters(text).length <= graphemes;
}

/**
 * Cuts a text to the room: after a whole word where there is one in its second half, else after a whole grapheme, with an
 * ellipsis, which counts. Empty where there is no room for a letter and the ellipsis.
 */
export function clip(text: string, room: Room): string {
  if (fits(text, room)) return text;
  let bytes = encoder.encode('…').length;
  let end = 0;
  for (const [index, cluster] of clusters(text.slice(0, room.bytes)).entries()) {
    bytes += encoder.encode(cluster).length;
    if (index + 2 > room.graphemes || bytes > room.bytes) break;
    end += cluster.length;
  }
  const space = text.lastIndexOf(' ', end);
  const words = text.slice(0, space > end / 2 ? space : end).replace(/[\s,;:–—-]{1,20}$/u, '');
  return words && `${words}…`;
}

/** A field as one well-formed line, without what turns the direction of the text around it. */
export function plainLine(text: string): string {
  return text
    .toWellFormed()
    .replace(/[\u202a-\u202e\u2066-\u2069]+/g, '')
    .replace(/[ \p{Cc}\u2028\u2029\uFFFE\uFFFF]+/gu, ' ')
    .trim();
}
