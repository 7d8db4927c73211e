/** How often each symbol stands in a deflate block: literals, end and match lengths, and distances. */
export interface SymbolCounts {
  literals: Uint32Array;
  distances: Uint32Array;
}

type Decoder = () => number;

const LITERALS = 286;
const DISTANCES = 30;
const LONGEST_CODE = 15;
const END = 256;
const DYNAMIC_BLOCK = 2;
const CODE_LENGTH_ORDER = [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15];

/**
 * Counts the symbols of a zlib stream of a single block with a code of its own, whose code lengths are written one by
 * one: what the kernel makes (RFC 1951 §3.2.7).
 *
 * @throws {TypeError} when it is another stream
 */
export function countSymbols(zlib: Uint8Array): SymbolCounts {
  const read = bitReader(zlib.subarray(2));
  const [isLast, type] = [read(1), read(2)];
  if (isLast !== 1 || type !== DYNAMIC_BLOCK) throw new TypeError('not a single block with its own code');
  const [literals, distances, ordered] = [read(5) + 257, read(5) + 1, read(4) + 4];
  const lengthLengths = new Uint8Array(CODE_LENGTH_ORDER.length);
  for (const symbol of CODE_LENGTH_ORDER.slice(0, ordered)) lengthLengths[symbol] = read(3);
  const readLength = decoder(lengthLengths, read);
  const lengths = Uint8Array.from({ length: literals + distances }, () => {
    const length = readLength();
    if (length > LONGEST_CODE) throw new TypeError('a code length that repeats');
    return length;
  });
  return countBlock(
    decoder(lengths.subarray(0, literals), read),
    decoder(lengths.subarray(literals), read),
    read,
  );
}

function countBlock(
  readLiteral: Decoder,
  readDistance: Decoder,
  read: (bits: number) => number,
): SymbolCounts {
  const counts = { literals: new Uint32Array(LITERALS), distances: new Uint32Array(DISTANCES) };
  for (let symbol = -1; symbol !== END; ) {
    symbol = readLiteral();
    counts.literals[symbol] = (counts.literals[symbol] ?? 0) + 1;
    if (symbol <= END) continue;
    read(symbol === LITERALS - 1 ? 0 : extraBits(symbol - END - 1, 2));
    const distance = readDistance();
    counts.distances[distance] = (counts.distances[distance] ?? 0) + 1;
    read(extraBits(distance, 1));
  }
  return counts;
}

/** Each doubling of lengths or distances is cut into 2 ** stepBits symbols (RFC 1951 §3.2.5). */
function extraBits(index: number, stepBits: number): number {
  return Math.max(0, (index >> stepBits) - 1);
}

/** Reads bits, the lowest of each byte first. */
function bitReader(bytes: Uint8Array): (bits: number) => number {
  let at = 0;
  return (bits) => {
    let value = 0;
    for (let i = 0; i < bits; i++, at++) value |= (((bytes[at >> 3] ?? 0) >> (at & 7)) & 1) << i;
    return value;
  };
}

/** Reads symbols of a canonical code, bit by bit (RFC 1951 §3.2.2). */
function decoder(lengths: Uint8Array, read: (bits: number) => number): Decoder {
  const symbols = [...lengths.keys()]
    .filter((symbol) => lengths[symbol] !== 0)
    .sort((a, b) => (lengths[a] ?? 0) - (lengths[b] ?? 0) || a - b);
  const counts = new Uint16Array(LONGEST_CODE + 1);
  for (const symbol of symbols) counts[lengths[symbol] ?? 0] = (counts[lengths[symbol] ?? 0] ?? 0) + 1;
  return () => {
    // `first` is the first code of each length, `index` its place among the symbols.
    let [code, first, index] = [0, 0, 0];
    for (let length = 1; length <= LONGEST_CODE; length++) {
      code = code * 2 + read(1);
      first *= 2;
      const count = counts[length] ?? 0;
      if (code < first + count) return symbols[index + code - first] ?? 0;
      [first, index] = [first + count, index + count];
    }
    throw new TypeError('no such code');
  };
}
