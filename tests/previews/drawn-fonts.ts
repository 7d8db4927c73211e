/** A corner, or with `false` a point that bends the line; in font units with y up. */
export type DrawnPoint = readonly [x: number, y: number, onCurve?: boolean];

/** A component, its place, and what its points are multiplied with. */
export interface DrawnComponent {
  glyph: number;
  dx?: number;
  dy?: number;
  scale?: number;
}

const ON_CURVE = 0x01;
const ARGS_ARE_WORDS = 0x0001;
const ARGS_ARE_OFFSETS = 0x0002;
const HAS_SCALE = 0x0008;
const MORE_COMPONENTS = 0x0020;
const BOX = [0, 0, 0, 0];

/** The bytes of a simple glyph (OpenType glyf). */
export function simpleGlyph(contours: readonly (readonly DrawnPoint[])[]): Uint8Array {
  const points = contours.flat();
  let count = 0;
  const ends = contours.map(({ length }) => {
    count += length;
    return count - 1;
  });
  const steps = (axis: 0 | 1) => points.map((point, i) => point[axis] - (points[i - 1]?.[axis] ?? 0));
  return Uint8Array.from([
    ...words([contours.length, ...BOX, ...ends, 0]),
    ...points.map(([, , onCurve = true]) => (onCurve ? ON_CURVE : 0)),
    ...words(steps(0)),
    ...words(steps(1)),
  ]);
}

/** The bytes of a glyph that is made of others. */
export function compositeGlyph(components: readonly DrawnComponent[]): Uint8Array {
  const records = components.flatMap(({ glyph, dx = 0, dy = 0, scale }, i) => {
    const flags = ARGS_ARE_WORDS | ARGS_ARE_OFFSETS | (scale === undefined ? 0 : HAS_SCALE);
    const more = i < components.length - 1 ? MORE_COMPONENTS : 0;
    return [flags | more, glyph, dx, dy, ...(scale === undefined ? [] : [scale * 16_384])];
  });
  return Uint8Array.from(words([-1, ...BOX, ...records]));
}

let fonts = 0;

/** A font of these glyphs. */
export function drawnFont(unitsPerEm: number, glyphs: readonly Uint8Array[]) {
  return {
    index: fonts++,
    unitsPerEm,
    glyphData: (glyph: number) => glyphs[glyph] ?? new Uint8Array(0),
  };
}

function words(values: readonly number[]): number[] {
  return values.flatMap((value) => [(value >> 8) & 0xff, value & 0xff]);
}
