import type { FontWeight } from './font-stack.ts';

/** A font of one script in a few weights, cut into slices that are loaded one by one. */
export interface FontFamily {
  name: string;
  /** The face it is of; absent for a family that only stands in for letters the face does not have. */
  face?: 'serif';
  weights: readonly FontWeight[];
  slices: readonly FamilySlice[];
}

export interface FamilySlice {
  /** Size of the slice's file in each of the family's weights. */
  bytes: readonly number[];
  /**
   * The characters it draws: ranges with a space between, each the gap after the range before and, behind a dot, how
   * many more follow the first; both in base 36.
   */
  ranges: string;
}

/** Ranges of a family's characters in order, and the slice each lies in. */
interface FamilyIndex {
  firsts: Uint32Array;
  lasts: Uint32Array;
  slices: Uint16Array;
}

const indices = new WeakMap<FontFamily, FamilyIndex>();

/** The slice of a family that draws a character, by its place; undefined when none does. */
export function findSlice(family: FontFamily, codePoint: number): number | undefined {
  // Most cards ask for no family but one, so each is read when it is first asked.
  const index = indices.get(family) ?? readIndex(family);
  indices.set(family, index);
  let [low, high] = [0, index.firsts.length - 1];
  while (low <= high) {
    const middle = (low + high) >> 1;
    if (codePoint < (index.firsts[middle] as number)) high = middle - 1;
    else if (codePoint > (index.lasts[middle] as number)) low = middle + 1;
    else return index.slices[middle];
  }
  return undefined;
}

function readIndex(family: FontFamily): FamilyIndex {
  const ranges = family.slices
    .flatMap(({ ranges }, slice) => readRanges(ranges).map(([first, last]) => ({ first, last, slice })))
    .sort((a, b) => a.first - b.first);
  return {
    firsts: Uint32Array.from(ranges, ({ first }) => first),
    lasts: Uint32Array.from(ranges, ({ last }) => last),
    slices: Uint16Array.from(ranges, ({ slice }) => slice),
  };
}

function readRanges(ranges: string): [first: number, last: number][] {
  let next = 0;
  return ranges.split(' ').map((range) => {
    const [gap = 0, more = 0] = range.split('.').map((digits) => Number.parseInt(digits, 36));
    const first = next + gap;
    next = first + more + 1;
    return [first, next - 1];
  });
}
