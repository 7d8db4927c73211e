import fc from 'fast-check';
import { expect, test } from 'vitest';
import { findCodeLengths } from '../../scripts/huffman.ts';
import { fitCode } from '../../src/previews/printing/jpeg-code.ts';

/** Bits that all symbols take together. */
function costOf(weights: readonly number[], lengths: ArrayLike<number>): number {
  return weights.reduce((sum, weight, symbol) => sum + weight * (lengths[symbol] ?? 0), 0);
}

/** The length of each symbol's code. */
function lengthsOf(weights: readonly number[]): Uint8Array {
  const { lengths, symbols } = fitCode(Uint32Array.from(weights));
  const each = new Uint8Array(256);
  let next = 0;
  for (const [i, count] of lengths.entries()) {
    for (let left = count; left > 0; left--) each[symbols[next++] ?? 0] = i + 1;
  }
  expect(next).toBe(symbols.length);
  return each;
}

test('a fitted code is the best there is, with room for one code that is never used', () => {
  const weights = fc
    .array(fc.nat(100_000), { minLength: 1, maxLength: 255 })
    .filter((all) => all.some(Boolean));
  fc.assert(
    fc.property(weights, (given) => {
      const lengths = lengthsOf(given);
      expect([...lengths.keys()].filter((symbol) => lengths[symbol])).toEqual(
        [...given.keys()].filter((symbol) => given[symbol]),
      );
      const kraft = [...lengths].reduce((sum, length) => sum + (length > 0 ? 2 ** -length : 0), 0);
      expect(kraft).toBe(1 - 2 ** -Math.max(...lengths));
      const best = costOf(given, findCodeLengths([...given, 1e-9], 16));
      expect(costOf(given, lengths)).toBeCloseTo(best, 6);
    }),
    { numRuns: 200 },
  );
});

test('weights that would make codes of forty bits make codes of sixteen', () => {
  const fibonacci = [1, 1];
  while (fibonacci.length < 40) fibonacci.push((fibonacci.at(-1) ?? 0) + (fibonacci.at(-2) ?? 0));
  const lengths = lengthsOf(fibonacci);
  expect(Math.max(...lengths)).toBe(16);
  const kraft = [...lengths].reduce((sum, length) => sum + (length > 0 ? 2 ** -length : 0), 0);
  expect(kraft).toBe(1 - 2 ** -16);
});
