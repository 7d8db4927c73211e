/** A JPEG of plain blocks, of a kind that no encoder at hand writes. */
export interface PlainJpeg {
  width: number;
  height: number;
  /** Sampling factors across and down of each component. */
  factors: readonly (readonly [number, number])[];
  /** Units from one restart to the next; 0 for none. */
  interval: number;
  /** Each component has a scan of its own. */
  isApart: boolean;
  /** As they are named; 82, 71, 66 says RGB where no JFIF header does. */
  names: readonly number[];
  /** The level of each block, -60 to 60, over and over. */
  levels: readonly number[];
}

/** A code of eight bits for each size of a difference, none of them all ones; and the one symbol of other coefficients. */
const SIZES = [0, 1, 2, 3, 4, 5, 6, 7];
const STEP = 16;

const word = (value: number) => [value >> 8, value & 255];
const segment = (marker: number, ...content: number[]) => [
  0xff,
  marker,
  ...word(content.length + 2),
  ...content,
];

/** Writes it as ITU-T T.81 annexes B and F say, first coefficients alone. */
export function writePlainJpeg(jpeg: PlainJpeg): Uint8Array {
  const { width, height, factors, interval, isApart, names } = jpeg;
  const all = factors.map((_, index) => index);
  const parts = factors.flatMap(([h, v], index) => [names[index] ?? 0, h * 16 + v, 0]);
  const codes = [0, 0, 0, 0, 0, 0, 0, SIZES.length, ...Array<number>(8).fill(0), ...SIZES];
  return Uint8Array.from([
    ...[0xff, 0xd8],
    ...segment(0xdb, 0, ...Array<number>(64).fill(STEP)),
    ...segment(0xc0, 8, ...word(height), ...word(width), factors.length, ...parts),
    ...segment(0xc4, 0x00, ...codes),
    ...segment(0xc4, 0x10, 1, ...Array<number>(15).fill(0), 0),
    ...(interval ? segment(0xdd, ...word(interval)) : []),
    ...(isApart ? all.map((index) => [index]) : [all]).flatMap((members) => writeScan(jpeg, members)),
    ...[0xff, 0xd9],
  ]);
}

function writeScan(
  { width, height, factors, interval, names, levels }: PlainJpeg,
  members: number[],
): number[] {
  const [mostH, mostV] = [0, 1].map((axis) => Math.max(...factors.map((factor) => factor[axis] ?? 1)));
  const isAlone = members.length === 1;
  const [h = 1, v = 1] = factors[members[0] ?? 0] ?? [];
  const unitsOf = (size: number, own: number, most = 1) =>
    isAlone ? Math.ceil(Math.ceil((size * own) / most) / 8) : Math.ceil(size / (8 * most));
  const units = unitsOf(width, h, mostH) * unitsOf(height, v, mostV);
  const bytes = segment(
    0xda,
    members.length,
    ...members.flatMap((index) => [names[index] ?? 0, 0]),
    0,
    63,
    0,
  );
  let [bits, block, restarts] = ['', 0, 0];
  const flush = () => {
    for (const byte of bits.padEnd(Math.ceil(bits.length / 8) * 8, '1').match(/.{8}/g) ?? []) {
      bytes.push(Number.parseInt(byte, 2));
      if (bytes.at(-1) === 0xff) bytes.push(0);
    }
    bits = '';
  };
  let before = members.map(() => 0);
  for (let unit = 0; unit < units; unit++) {
    if (interval && unit > 0 && unit % interval === 0) {
      flush();
      bytes.push(0xff, 0xd0 + (restarts++ & 7));
      before = members.map(() => 0);
    }
    for (const [place, index] of members.entries()) {
      const [across = 1, down = 1] = factors[index] ?? [];
      for (let left = isAlone ? 1 : across * down; left > 0; left--) {
        const level = levels[block++ % levels.length] ?? 0;
        bits += writeDifference(level - (before[place] ?? 0));
        before[place] = level;
      }
    }
  }
  flush();
  return bytes;
}

/** Size, extra bits (§F.1.2.1), and no other coefficient. */
function writeDifference(difference: number): string {
  const size = difference === 0 ? 0 : Math.floor(Math.log2(Math.abs(difference))) + 1;
  const extra = difference < 0 ? difference + 2 ** size - 1 : difference;
  return `${size.toString(2).padStart(8, '0')}${size ? extra.toString(2).padStart(size, '0') : ''}0`;
}
