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
export function matchColours(palette: Uint8Array, colours: ArrayLike<number>): MatchedColours {
  const { kinds, kindOf } = countKinds(colours);
  const added = kinds
    .toSorted((a, b) => b.count - a.count || a.bucket - b.bucket)
    .slice(0, MOST_COLOURS - palette.length / 3);
  const grown = new Uint8Array(palette.length + added.length * 3);
  grown.set(palette);
  for (const [index, kind] of added.entries()) {
    const at = palette.length + index * 3;
    grown.set(
      [kind.red, kind.green, kind.blue].map((sum) => Math.round(sum / kind.count)),
      at,
    );
    kind.entry = at / 3;
  }
  for (const kind of kinds) kind.entry ??= nearestEntry(grown, kind.first);
  const entryOf = Uint8Array.from(kinds, ({ entry }) => entry ?? 0);
  const entries = new Uint8Array(colours.length);
  for (let i = 0; i < entries.length; i++) entries[i] = entryOf[kindOf[i] as number] as number;
  return { palette: grown, entries };
}

/** Colours that are taken as one: how many pixels have them, and the sums of their channels. */
interface ColourKind {
  bucket: number;
  /** The first one that was met. */
  first: number;
  count: number;
  red: number;
  green: number;
  blue: number;
  entry?: number;
}

/** Sorts colours into kinds, in the order in which they are met; `kindOf` has a number for each colour. */
function countKinds(colours: ArrayLike<number>): { kinds: ColourKind[]; kindOf: Uint16Array } {
  const kinds: ColourKind[] = [];
  const kindOf = new Uint16Array(colours.length);
  // One more than the number of the kind; 0 where there is none yet.
  const known = new Uint16Array(BUCKETS);
  for (let i = 0; i < colours.length; i++) {
    const colour = colours[i] as number;
    const bucket = bucketOf(colour);
    if (known[bucket] === 0) {
      kinds.push({ bucket, first: colour, count: 0, red: 0, green: 0, blue: 0 });
      known[bucket] = kinds.length;
    }
    const number = (known[bucket] as number) - 1;
    const kind = kinds[number] as ColourKind;
    kind.count++;
    kind.red += colour >> 16;
    kind.green += (colour >> 8) & 0xff;
    kind.blue += colour & 0xff;
    kindOf[i] = number;
  }
  return { kinds, kindOf };
}

function bucketOf(colour: number): number {
  return ((colour >> 9) & 0x7c00) | ((colour >> 6) & 0x3e0) | ((colour >> 3) & 0x1f);
}

/** By squared distance; green counts most and blue least, as for the eye. */
function nearestEntry(palette: Uint8Array, colour: number): number {
  const [wantedRed, wantedGreen, wantedBlue] = [colour >> 16, (colour >> 8) & 0xff, colour & 0xff];
  let nearest = 0;
  let least = Infinity;
  for (let at = 0; at < palette.length; at += 3) {
    const red = (palette[at] as number) - wantedRed;
    const green = (palette[at + 1] as number) - wantedGreen;
    const blue = (palette[at + 2] as number) - wantedBlue;
    const distance = 3 * red * red + 6 * green * green + blue * blue;
    if (distance >= least) continue;
    nearest = at;
    least = distance;
  }
  return nearest / 3;
}
