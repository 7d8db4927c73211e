import type { Contour, OutlinePoint } from './outline.ts';

/** A quarter of a pixel's error is not seen; below this many pixels of bend a curve is drawn as one more piece. */
const PIECES_PER_BEND = 2.2;
const MOST_PIECES = 16;

/**
 * Turns quadratic contours into straight pieces.
 *
 * @param scale pixels per font unit
 * @returns x0, y0, x1, y1 per piece, in pixels from the glyph's origin with y down
 */
export function flatten(contours: readonly Contour[], scale: number): number[] {
  const lines: number[] = [];
  for (const contour of contours) flattenContour(contour, scale, lines);
  return lines;
}

function flattenContour(contour: Contour, scale: number, lines: number[]): void {
  const points = contour.map(({ x, y, onCurve }) => ({ x: x * scale, y: -y * scale, onCurve }));
  const start = startOf(points);
  if (!start) return;
  let from = start;
  let control: OutlinePoint | undefined;
  const goTo = (to: OutlinePoint) => {
    if (control) curve(from, control, to, lines);
    else if (from.x !== to.x || from.y !== to.y) lines.push(from.x, from.y, to.x, to.y);
    from = to;
    control = undefined;
  };
  // An on-curve first point is where the pen stands already.
  for (const point of points[0]?.onCurve ? points.slice(1) : points) {
    if (point.onCurve) goTo(point);
    else {
      if (control) goTo(middle(control, point));
      control = point;
    }
  }
  goTo(start);
}

/** A contour may begin off the curve; then it starts at its last point, or half way there (OpenType glyf). */
function startOf(points: readonly OutlinePoint[]): OutlinePoint | undefined {
  const [first, last] = [points[0], points.at(-1)];
  if (!first || !last || points.length < 2) return undefined;
  if (first.onCurve) return first;
  return last.onCurve ? last : middle(first, last);
}

function middle(a: OutlinePoint, b: OutlinePoint): OutlinePoint {
  return { x: (a.x + b.x) / 2, y: (a.y + b.y) / 2, onCurve: true };
}

function curve(from: OutlinePoint, control: OutlinePoint, to: OutlinePoint, lines: number[]): void {
  const [bendX, bendY] = [from.x - 2 * control.x + to.x, from.y - 2 * control.y + to.y];
  // Not Math.hypot: engines may round it differently, and square roots they may not.
  const bend = Math.sqrt(bendX * bendX + bendY * bendY);
  const pieces = Math.min(MOST_PIECES, 1 + Math.floor(Math.sqrt(bend * PIECES_PER_BEND)));
  let { x, y } = from;
  for (let i = 1; i <= pieces; i++) {
    const t = i / pieces;
    const [a, b, c] = [(1 - t) * (1 - t), 2 * (1 - t) * t, t * t];
    const nextX = a * from.x + b * control.x + c * to.x;
    const nextY = a * from.y + b * control.y + c * to.y;
    lines.push(x, y, nextX, nextY);
    x = nextX;
    y = nextY;
  }
}
