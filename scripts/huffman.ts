/**
 * Finds the best code lengths under a limit, by package-merge (Larmore and Hirschberg, 1990). The code is complete
 * for two or more symbols, which inflaters insist on; heuristics that shorten long codes do not guarantee that.
 *
 * @param weights how often each symbol comes; a symbol of weight 0 gets no code
 * @param limit longest code in bits; 2 ** limit must not be less than the number of symbols with a code
 */
export function findCodeLengths(weights: readonly number[], limit: number): Uint8Array {
  const lengths = new Uint8Array(weights.length);
  const coins = weights
    .map((weight, symbol) => ({ weight, symbols: [symbol] }))
    .filter(({ weight }) => weight > 0)
    .sort((a, b) => a.weight - b.weight);
  if (coins.length === 1) lengths[coins[0]?.symbols[0] ?? 0] = 1;
  if (coins.length < 2) return lengths;
  let row = coins;
  for (let level = 1; level < limit; level++) {
    const packages = [];
    for (let i = 0; i + 1 < row.length; i += 2) {
      const [a, b] = [row[i], row[i + 1]];
      if (a && b) packages.push({ weight: a.weight + b.weight, symbols: [...a.symbols, ...b.symbols] });
    }
    row = [...coins, ...packages].sort((a, b) => a.weight - b.weight);
  }
  for (const { symbols } of row.slice(0, 2 * coins.length - 2)) {
    for (const symbol of symbols) lengths[symbol] = (lengths[symbol] ?? 0) + 1;
  }
  return lengths;
}
