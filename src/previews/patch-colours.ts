/** A PNG palette holds so many colours (PNG 3rd ed. §11.2.2). */
const MOST_COLOURS = 256;
/** Colours that differ only in the last three bits of a channel are taken as one: 15 bits are left. */
const BUCKETS = 32_768;

/** A palette, and for each of the colours that were to be matched its entry. */
export interface MatchedColours {
  palette: Uint8Array;
  entries: Uint8Array;
}

/**
 * Adds colours to a palette: those that most pixels have, while there is room. The others take the nearest entry.
 * Flat art has few colours and many shades at its edges, and the edges are where nobody looks.
 *
 * @param palette three bytes per entry
 * @param colours of each pixel, red, green and blue as 24 bits
 */
export function matchColours(palette: Uint8Array, colours: readonly number[]): MatchedColours {
  const counts = new Uint32Array(BUCKETS);
  const used: number[] = [];
  for (const colour of colours) {
    const bucket = bucketOf(colour);
    if (counts[bucket] === 0) used.push(bucket);
    counts[bucket] = (counts[bucket] as number) + 1;
  }
  const added = used
    .sort((a, b) => (counts[b] as number) - (counts[a] as number) || a - b)
    .slice(0, MOST_COLOURS - palette.length / 3);
  // Zero for a bucket that has no entry yet: no colour of its own is the background's.
  const entryOf = new Uint8Array(BUCKETS);
  for (const [index, bucket] of added.entries()) entryOf[bucket] = palette.length / 3 + index;
  const grown = new Uint8Array(palette.length + added.length * 3);
  grown.set(palette);
  grown.set(meanColours(colours, entryOf, counts, added, palette.length / 3), palette.length);

  const entries = new Uint8Array(colours.length);
  for (const [index, colour] of colours.entries()) {
    const bucket = bucketOf(colour);
    if (entryOf[bucket] === 0) entryOf[bucket] = nearestEntry(grown, colour);
    entries[index] = entryOf[bucket] as number;
  }
  return { palette: grown, entries };
}

/** The mean of the colours in each bucket that was added, three bytes each. */
function meanColours(
  colours: readonly number[],
  entryOf: Uint8Array,
  counts: Uint32Array,
  added: readonly number[],
  first: number,
): Uint8Array {
  const sums = new Float64Array(added.length * 3);
  for (const colour of colours) {
    const entry = entryOf[bucketOf(colour)] as number;
    if (entry === 0) continue;
    const at = (entry - first) * 3;
    sums[at] = (sums[at] as number) + (colour >> 16);
    sums[at + 1] = (sums[at + 1] as number) + ((colour >> 8) & 0xff);
    sums[at + 2] = (sums[at + 2] as number) + (colour & 0xff);
  }
  return Uint8Array.from(sums, (sum, at) => Math.round(sum / (counts[added[Math.floor(at / 3)] ?? 0] ?? 1)));
}

function bucketOf(colour: number): number {
  return ((colour >> 9) & 0x7c00) | ((colour >> 6) & 0x3e0) | ((colour >> 3) & 0x1f);
}

/** By squared distance; green counts most and blue least, as for the eye. */
function nearestEntry(palette: Uint8Array, colour: number): number {
  let [nearest, least] = [0, Infinity];
  for (let at = 0; at < palette.length; at += 3) {
    const red = (palette[at] as number) - (colour >> 16);
    const green = (palette[at + 1] as number) - ((colour >> 8) & 0xff);
    const blue = (palette[at + 2] as number) - (colour & 0xff);
    const distance = 3 * red * red + 6 * green * green + blue * blue;
    if (distance < least) [nearest, least] = [at / 3, distance];
  }
  return nearest;
}
