/** Chance that is the same again under the same seed. */
export interface Chance {
  /** A whole number from 0 to below `limit`. */
  below(limit: number): number;
  /** True in `percent` of a hundred cases. */
  inHundred(percent: number): boolean;
  pick<Value>(list: readonly Value[]): Value | undefined;
  /** The list in another order. */
  shuffle<Value>(list: readonly Value[]): Value[];
}

/** mulberry32, by Tommy Ettinger: public domain. */
export function createChance(seed: number): Chance {
  let state = seed | 0;
  const next = () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const below = (limit: number) => Math.floor(next() * limit);
  return {
    below,
    inHundred: (percent) => next() * 100 < percent,
    pick: (list) => list[below(list.length)],
    shuffle(list) {
      const rest = [...list];
      return list.flatMap(() => rest.splice(below(rest.length), 1));
    },
  };
}

/** How many rounds a run has, unless `FAULT_ROUNDS` says more. */
export function roundsOr(few: number): number {
  return Number(process.env.FAULT_ROUNDS) || few;
}

/** What chance begins with: `FAULT_SEED`, or always the same. */
export const SEED = Number(process.env.FAULT_SEED) || 1;
