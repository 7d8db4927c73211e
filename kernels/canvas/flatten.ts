import { CONTOUR_ENDS, LINES, LINE_BYTES, MOST_LINES, POINT_FLAGS, POINT_X, POINT_Y } from './memory';
import { ON_CURVE } from './outline';

/** A quarter of a pixel's error is not seen; below this many pixels of bend a curve is drawn as one more piece. */
const PIECES_PER_BEND: f64 = 2.2;
const MOST_PIECES: i32 = 16;

let lines: i32 = 0;
/** Where the pen stands. */
let penX: f64 = 0;
let penY: f64 = 0;
/** The point that bends what comes next, if there is one. */
let hasControl: bool = false;
let controlX: f64 = 0;
let controlY: f64 = 0;

/**
 * Turns the outline that was read into straight pieces: x0, y0, x1, y1 in pixels from the glyph's origin with y down.
 *
 * @param scale pixels per font unit
 * @returns how many pieces, or -1 when they are too many
 */
export function flatten(contours: i32, scale: f64): i32 {
  lines = 0;
  let first = 0;
  for (let i = 0; i < contours; i++) {
    const end = <i32>load<u16>(CONTOUR_ENDS + (<usize>i << 1));
    if (end - first >= 2) flattenContour(first, end, scale);
    first = end;
  }
  return lines > MOST_LINES ? -1 : lines;
}

function flattenContour(first: i32, end: i32, scale: f64): void {
  const last = end - 1;
  const startsOnCurve = isOnCurve(first);
  // A contour may begin off the curve; then it starts at its last point, or half way there (OpenType glyf).
  penX = pointX(first, scale);
  penY = pointY(first, scale);
  if (!startsOnCurve && isOnCurve(last)) {
    penX = pointX(last, scale);
    penY = pointY(last, scale);
  } else if (!startsOnCurve) {
    penX = (penX + pointX(last, scale)) / 2;
    penY = (penY + pointY(last, scale)) / 2;
  }
  const startX = penX;
  const startY = penY;
  hasControl = false;
  for (let i = startsOnCurve ? first + 1 : first; i < end; i++) {
    const x = pointX(i, scale);
    const y = pointY(i, scale);
    if (isOnCurve(i)) goTo(x, y);
    else {
      if (hasControl) goTo((controlX + x) / 2, (controlY + y) / 2);
      hasControl = true;
      controlX = x;
      controlY = y;
    }
  }
  goTo(startX, startY);
}

function isOnCurve(point: i32): bool {
  return (load<u8>(POINT_FLAGS + <usize>point) & ON_CURVE) !== 0;
}

function pointX(point: i32, scale: f64): f64 {
  return load<f64>(POINT_X + (<usize>point << 3)) * scale;
}

function pointY(point: i32, scale: f64): f64 {
  return -load<f64>(POINT_Y + (<usize>point << 3)) * scale;
}

function goTo(x: f64, y: f64): void {
  if (hasControl) curveTo(x, y);
  else if (penX !== x || penY !== y) lineTo(x, y);
  hasControl = false;
}

function lineTo(x: f64, y: f64): void {
  if (lines < MOST_LINES) {
    const line = LINES + <usize>lines * LINE_BYTES;
    store<f64>(line, penX);
    store<f64>(line, penY, 8);
    store<f64>(line, x, 16);
    store<f64>(line, y, 24);
  }
  lines++;
  penX = x;
  penY = y;
}

function curveTo(x: f64, y: f64): void {
  const fromX = penX;
  const fromY = penY;
  const bendX = fromX - 2 * controlX + x;
  const bendY = fromY - 2 * controlY + y;
  const bend = sqrt(bendX * bendX + bendY * bendY);
  const pieces = min(MOST_PIECES, 1 + <i32>sqrt(bend * PIECES_PER_BEND));
  for (let i = 1; i <= pieces; i++) {
    const t = <f64>i / <f64>pieces;
    const a = (1 - t) * (1 - t);
    const b = 2 * (1 - t) * t;
    const c = t * t;
    lineTo(a * fromX + b * controlX + c * x, a * fromY + b * controlY + c * y);
  }
}
