/** How deflate writes a match's length or distance: a symbol, then extra bits (RFC 1951 §3.2.5). */
export interface MatchSymbol {
  symbol: number;
  extraBits: number;
  extra: number;
}

/** The symbol of a match length from 3 to 258. */
export function lengthSymbol(length: number): MatchSymbol {
  if (length === 258) return { symbol: 285, extraBits: 0, extra: 0 };
  return stepSymbol(length - 3, 2, 257);
}

/** The symbol of a distance from 1 to 32,768. */
export function distanceSymbol(distance: number): MatchSymbol {
  return stepSymbol(distance - 1, 1, 0);
}

/**
 * Both alphabets grow alike: after 2 ** (stepBits + 1) exact values, each doubling is cut into 2 ** stepBits symbols.
 */
function stepSymbol(value: number, stepBits: number, first: number): MatchSymbol {
  const extraBits = Math.max(0, 31 - Math.clz32(value) - stepBits);
  const step = value >> extraBits;
  return { symbol: first + (extraBits << stepBits) + step, extraBits, extra: value & ((1 << extraBits) - 1) };
}
