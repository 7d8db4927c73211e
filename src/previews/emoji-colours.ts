/** A PNG palette holds so many colours (PNG 3rd ed. §11.2.2). */
const MOST_COLOURS = 256;

/** A palette, and for each of the colours that were to be matched its entry. */
export interface MatchedColours {
  palette: Uint8Array;
  entries: Uint8Array;
}

/** Colours that differ only in their last three bits, taken as one: their sum, channel by channel. */
interface Bucket {
  key: number;
  count: number;
  red: number;
  green: number;
  blue: number;
}

/**
 * Adds colours to a palette: those that most pixels have, while there is room. The others take the nearest entry.
 * Flat art has few colours and many shades at its edges, and the edges are where nobody looks.
 *
 * @param palette three bytes per entry
 * @param colours of each pixel, red, green and blue as 24 bits
 */
export function matchColours(palette: Uint8Array, colours: readonly number[]): MatchedColours {
  const buckets = countColours(colours);
  const known = palette.length / 3;
  const added = [...buckets.values()]
    .sort((a, b) => b.count - a.count || a.key - b.key)
    .slice(0, MOST_COLOURS - known);
  const grown = new Uint8Array((known + added.length) * 3);
  grown.set(palette);
  const entryOf = new Map<number, number>();
  for (const [index, { key, count, red, green, blue }] of added.entries()) {
    const mean = [red, green, blue].map((sum) => Math.round(sum / count));
    grown.set(mean, (known + index) * 3);
    entryOf.set(key, known + index);
  }
  const entries = colours.map((colour) => {
    const key = bucketOf(colour);
    const entry = entryOf.get(key) ?? nearestEntry(grown, colour);
    entryOf.set(key, entry);
    return entry;
  });
  return { palette: grown, entries: Uint8Array.from(entries) };
}

function countColours(colours: readonly number[]): Map<number, Bucket> {
  const buckets = new Map<number, Bucket>();
  for (const colour of colours) {
    const key = bucketOf(colour);
    let bucket = buckets.get(key);
    if (!bucket) {
      bucket = { key, count: 0, red: 0, green: 0, blue: 0 };
      buckets.set(key, bucket);
    }
    bucket.count++;
    bucket.red += colour >> 16;
    bucket.green += (colour >> 8) & 0xff;
    bucket.blue += colour & 0xff;
  }
  return buckets;
}

function bucketOf(colour: number): number {
  return colour & 0xf8f8f8;
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
