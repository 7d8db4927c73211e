/** A Huffman code as JPEG spells it out (ITU-T T.81 §B.2.4.2). */
export interface JpegCode {
  /** How many symbols have a code of each length, 1 to 16 bits. */
  lengths: Uint8Array;
  /** The symbols, shortest code first. */
  symbols: Uint8Array;
}

const LONGEST = 16;
/** Longer than the deepest tree can be: of Fibonacci's weights, 64 levels add up to more than there are blocks. */
const DEPTHS = 64;

/**
 * Fits a code to how often each symbol comes (ITU-T T.81 §K.2): the best one, save where codes of more than 16 bits
 * are shortened. No code is all ones.
 *
 * @param weights one per symbol, at most 256; a symbol of weight 0 gets no code. At least one is not 0.
 */
export function fitCode(weights: Uint32Array): JpegCode {
  const keys = [];
  for (const [symbol, weight] of weights.entries()) if (weight > 0) keys.push(weight * 256 + 255 - symbol);
  const rarestFirst = Float64Array.from(keys).sort();
  const depths = countDepths(rarestFirst.map((key) => Math.floor(key / 256)));
  shorten(depths);
  const lengths = Uint8Array.from(depths.subarray(1, LONGEST + 1));
  // Among the longest is the code that nobody asked for: as the last of them it is all ones.
  const longest = lengths.findLastIndex((count) => count > 0);
  lengths[longest] = (lengths[longest] ?? 1) - 1;
  return { lengths, symbols: Uint8Array.from(rarestFirst, (key) => 255 - (key % 256)).reverse() };
}

/** How many leaves of the best tree lie at each depth, with one more leaf of weight 0 (Huffman, 1952, by two queues). */
function countDepths(weights: Float64Array): Uint16Array {
  const leaves = weights.length + 1;
  const nodes = new Float64Array(leaves * 2 - 1);
  nodes.set(weights, 1);
  const parents = new Uint16Array(nodes.length);
  let [leaf, branch] = [0, leaves];
  for (let next = leaves; next < nodes.length; next++) {
    for (let child = 0; child < 2; child++) {
      const isLeaf =
        leaf < leaves && (branch === next || (nodes[leaf] as number) <= (nodes[branch] as number));
      const lightest = isLeaf ? leaf++ : branch++;
      nodes[next] = (nodes[next] as number) + (nodes[lightest] as number);
      parents[lightest] = next;
    }
  }
  const depths = new Uint16Array(nodes.length);
  const counts = new Uint16Array(DEPTHS);
  for (let node = nodes.length - 2; node >= 0; node--) {
    const depth = (depths[parents[node] as number] as number) + 1;
    depths[node] = depth;
    if (node < leaves) counts[depth] = (counts[depth] as number) + 1;
  }
  return counts;
}

/** Moves leaves up until none is deeper than 16 (ITU-T T.81 Figure K.3). */
function shorten(depths: Uint16Array): void {
  const change = (depth: number, by: number) => {
    depths[depth] = (depths[depth] ?? 0) + by;
  };
  for (let depth = DEPTHS - 1; depth > LONGEST; depth--) {
    while ((depths[depth] as number) > 0) {
      let higher = depth - 2;
      while (depths[higher] === 0) higher--;
      change(depth, -2);
      change(depth - 1, 1);
      change(higher + 1, 2);
      change(higher, -1);
    }
  }
}
