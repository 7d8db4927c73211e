import type { Random } from '../../domain/ports.ts';

/** The same bytes in every run, for reproducible output. Not for secrets. Xorshift32 (Marsaglia 2003). */
export function createSeededRandom(seed: number): Random {
  let state = seed >>> 0 || 1;
  const next = () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    state >>>= 0;
    return state & 0xff;
  };
  return { bytes: (length) => Uint8Array.from({ length }, next) };
}
