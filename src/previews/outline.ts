import type { TrueType } from './truetype.ts';

/** A point of a closed quadratic contour, in font units with y up (OpenType glyf). */
export interface OutlinePoint {
  x: number;
  y: number;
  onCurve: boolean;
}

export type Contour = OutlinePoint[];

// OpenType glyf, "Simple Glyph Flags" and "Component Glyph Flags".
const ON_CURVE = 0x01;
const X_SHORT = 0x02;
const Y_SHORT = 0x04;
const REPEAT = 0x08;
const X_SAME_OR_POSITIVE = 0x10;
const Y_SAME_OR_POSITIVE = 0x20;
const ARGS_ARE_WORDS = 0x0001;
const ARGS_ARE_OFFSETS = 0x0002;
const HAS_SCALE = 0x0008;
const MORE_COMPONENTS = 0x0020;
const HAS_TWO_SCALES = 0x0040;
const HAS_MATRIX = 0x0080;
const DEEPEST = 6;

/** Reads the contours of a glyph, components placed; none for a blank or unknown glyph. Hints are passed over. */
export function readOutline(font: TrueType, glyph: number, depth = 0): Contour[] {
  const data = font.glyphData(glyph);
  if (data.byteLength === 0) return [];
  const contours = data.getInt16(0);
  if (contours >= 0) return readSimple(data, contours);
  // A font whose components go round in a circle would otherwise never end.
  return depth < DEEPEST ? readComposite(font, data, depth) : [];
}

function readSimple(data: DataView, contours: number): Contour[] {
  const ends = Array.from({ length: contours }, (_, i) => data.getUint16(10 + i * 2));
  const count = (ends.at(-1) ?? -1) + 1;
  let at = 10 + contours * 2;
  at += 2 + data.getUint16(at);
  const flags = new Uint8Array(count);
  for (let i = 0; i < count; ) {
    const flag = data.getUint8(at++);
    const copies = flag & REPEAT ? data.getUint8(at++) + 1 : 1;
    flags.fill(flag, i, i + copies);
    i += copies;
  }

  const readAxis = (short: number, same: number): Int16Array => {
    const values = new Int16Array(count);
    let value = 0;
    for (const [i, flag] of flags.entries()) {
      if (flag & short) {
        value += flag & same ? data.getUint8(at) : -data.getUint8(at);
        at += 1;
      } else if (!(flag & same)) {
        value += data.getInt16(at);
        at += 2;
      }
      values[i] = value;
    }
    return values;
  };
  const xs = readAxis(X_SHORT, X_SAME_OR_POSITIVE);
  const ys = readAxis(Y_SHORT, Y_SAME_OR_POSITIVE);

  const points = Array.from(flags, (flag, i) => ({
    x: xs[i] ?? 0,
    y: ys[i] ?? 0,
    onCurve: (flag & ON_CURVE) !== 0,
  }));
  return ends.map((end, i) => points.slice((ends[i - 1] ?? -1) + 1, end + 1));
}

function readComposite(font: TrueType, data: DataView, depth: number): Contour[] {
  const contours: Contour[] = [];
  let at = 10;
  let flags: number;
  const fraction = () => {
    at += 2;
    return data.getInt16(at - 2) / 16_384;
  };
  do {
    flags = data.getUint16(at);
    const component = data.getUint16(at + 2);
    const words = (flags & ARGS_ARE_WORDS) !== 0;
    const first = words ? data.getInt16(at + 4) : data.getInt8(at + 4);
    const second = words ? data.getInt16(at + 6) : data.getInt8(at + 5);
    at += words ? 8 : 6;
    // Components hung on each other's points are not known in the wild; they stay where they were drawn.
    const [dx, dy] = flags & ARGS_ARE_OFFSETS ? [first, second] : [0, 0];
    let [xx, xy, yx, yy] = [1, 0, 0, 1];
    if (flags & HAS_SCALE) {
      xx = fraction();
      yy = xx;
    } else if (flags & HAS_TWO_SCALES) [xx, yy] = [fraction(), fraction()];
    else if (flags & HAS_MATRIX) [xx, xy, yx, yy] = [fraction(), fraction(), fraction(), fraction()];
    for (const contour of readOutline(font, component, depth + 1)) {
      contours.push(
        contour.map(({ x, y, onCurve }) => ({ x: xx * x + yx * y + dx, y: xy * x + yy * y + dy, onCurve })),
      );
    }
  } while (flags & MORE_COMPONENTS);
  return contours;
}
