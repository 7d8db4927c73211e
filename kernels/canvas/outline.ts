import {
  goBack,
  openGlyph,
  place,
  placeEnd,
  readByte,
  readSignedByte,
  readSignedWord,
  readWord,
  skip,
  spoil,
  startReading,
  wasSpoilt,
} from './glyph-bytes';
import { CONTOUR_ENDS, MOST_CONTOURS, MOST_POINTS, POINT_FLAGS, POINT_X, POINT_Y } from './memory';

// OpenType glyf, "Simple Glyph Flags" and "Component Glyph Flags".
export const ON_CURVE: i32 = 0x01;
const X_SHORT: i32 = 0x02;
const Y_SHORT: i32 = 0x04;
const REPEAT: i32 = 0x08;
const X_SAME_OR_POSITIVE: i32 = 0x10;
const Y_SAME_OR_POSITIVE: i32 = 0x20;
const ARGS_ARE_WORDS: i32 = 0x0001;
const ARGS_ARE_OFFSETS: i32 = 0x0002;
const HAS_SCALE: i32 = 0x0008;
const MORE_COMPONENTS: i32 = 0x0020;
const HAS_TWO_SCALES: i32 = 0x0040;
const HAS_MATRIX: i32 = 0x0080;
/** A font whose components go round in a circle, or fan out at each step, would otherwise never end. */
const DEEPEST: i32 = 6;
const MOST_COMPONENTS: i32 = 128;
/** The box around a simple glyph, which is not looked at. */
const BOX_BYTES: i32 = 8;

let points: i32 = 0;
let contours: i32 = 0;
let components: i32 = 0;

/**
 * Reads a glyph's points and contours, components placed; hints are passed over. In font units with y up.
 *
 * @returns how many contours there are: none for a blank glyph, and for one that is cut short or beyond the limits
 */
export function readOutline(glyph: i32): i32 {
  points = 0;
  contours = 0;
  components = 0;
  startReading();
  readGlyph(glyph, 0);
  return wasSpoilt() ? 0 : contours;
}

function readGlyph(glyph: i32, depth: i32): void {
  if (!openGlyph(glyph)) return;
  const own = readSignedWord();
  skip(BOX_BYTES);
  if (own >= 0) readSimple(own);
  else if (depth < DEEPEST) readComposite(depth);
}

function readSimple(own: i32): void {
  const first = points;
  if (!readContourEnds(own)) {
    spoil();
    return;
  }
  skip(readWord());
  readFlags(first);
  readAxis(POINT_X, first, X_SHORT, X_SAME_OR_POSITIVE);
  readAxis(POINT_Y, first, Y_SHORT, Y_SAME_OR_POSITIVE);
}

/** Takes the contours in; false when they go backwards, or are too many. */
function readContourEnds(own: i32): bool {
  if (contours + own > MOST_CONTOURS) return false;
  const first = points;
  for (let i = 0; i < own; i++) {
    const end = first + readWord() + 1;
    if (end < points || end > MOST_POINTS) return false;
    store<u16>(CONTOUR_ENDS + (<usize>contours << 1), <u16>end);
    contours++;
    points = end;
  }
  return true;
}

function readFlags(first: i32): void {
  for (let i = first; i < points; ) {
    const flag = readByte();
    const copies = flag & REPEAT ? readByte() + 1 : 1;
    const end = min(i + copies, points);
    for (; i < end; i++) store<u8>(POINT_FLAGS + <usize>i, <u8>flag);
  }
}

/** One coordinate of every point, each written as its distance from the one before. */
function readAxis(axis: usize, first: i32, short: i32, same: i32): void {
  let value: i32 = 0;
  for (let i = first; i < points; i++) {
    const flag = <i32>load<u8>(POINT_FLAGS + <usize>i);
    if (flag & short) value += flag & same ? readByte() : -readByte();
    else if (!(flag & same)) value += readSignedWord();
    store<f64>(axis + (<usize>i << 3), <f64>(<i16>value));
  }
}

function readComposite(depth: i32): void {
  let flags: i32;
  do {
    flags = readComponent(depth);
  } while (flags & MORE_COMPONENTS && !wasSpoilt());
}

/** Reads a component, and only then what it is moved and multiplied by, which the components within it have too. */
function readComponent(depth: i32): i32 {
  if (++components > MOST_COMPONENTS) spoil();
  const flags = readWord();
  const glyph = readWord();
  const first = points;
  const nextPlace = place();
  const ownEnd = placeEnd();
  readGlyph(glyph, depth + 1);
  goBack(nextPlace, ownEnd);
  readOffset(flags);
  readMatrix(flags);
  transform(first);
  return flags;
}

let dx: f64 = 0;
let dy: f64 = 0;
let xx: f64 = 1;
let xy: f64 = 0;
let yx: f64 = 0;
let yy: f64 = 1;

function readOffset(flags: i32): void {
  dx = readArgument(flags);
  dy = readArgument(flags);
  if (flags & ARGS_ARE_OFFSETS) return;
  // Components hung on each other's points are not known in the wild; they stay where they were drawn.
  dx = 0;
  dy = 0;
}

function readArgument(flags: i32): f64 {
  return <f64>(flags & ARGS_ARE_WORDS ? readSignedWord() : readSignedByte());
}

function readMatrix(flags: i32): void {
  const hasMatrix = (flags & HAS_MATRIX) !== 0;
  xx = flags & (HAS_SCALE | HAS_TWO_SCALES | HAS_MATRIX) ? readFraction() : 1;
  xy = hasMatrix ? readFraction() : 0;
  yx = hasMatrix ? readFraction() : 0;
  yy = flags & (HAS_TWO_SCALES | HAS_MATRIX) ? readFraction() : xx;
}

/** A number of 2 bits before and 14 behind the point (OpenType F2DOT14). */
function readFraction(): f64 {
  return <f64>readSignedWord() / 16_384;
}

function transform(first: i32): void {
  for (let i = first; i < points; i++) {
    const at = <usize>i << 3;
    const x = load<f64>(POINT_X + at);
    const y = load<f64>(POINT_Y + at);
    store<f64>(POINT_X + at, xx * x + yx * y + dx);
    store<f64>(POINT_Y + at, xy * x + yy * y + dy);
  }
}
