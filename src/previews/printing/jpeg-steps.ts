/** The 64 steps of JPEG's quantiser, row by row: for brightness, and for both colour differences. */
export interface QuantiserSteps {
  luma: Uint8Array;
  chroma: Uint8Array;
}

/** The order in which JPEG writes a block's 64 values, as indices of its rows (ITU-T T.81 Figure A.6). */
export const ZIGZAG: readonly number[] = [
  0, 1, 8, 16, 9, 2, 3, 10, 17, 24, 32, 25, 18, 11, 4, 5, 12, 19, 26, 33, 40, 48, 41, 34, 27, 20, 13, 6, 7,
  14, 21, 28, 35, 42, 49, 56, 57, 50, 43, 36, 29, 22, 15, 23, 30, 37, 44, 51, 58, 59, 52, 45, 38, 31, 39, 46,
  53, 60, 61, 54, 47, 55, 62, 63,
];

// ITU-T T.81 Tables K.1 and K.2.
const LUMA = [
  16, 11, 10, 16, 24, 40, 51, 61, 12, 12, 14, 19, 26, 58, 60, 55, 14, 13, 16, 24, 40, 57, 69, 56, 14, 17, 22,
  29, 51, 87, 80, 62, 18, 22, 37, 56, 68, 109, 103, 77, 24, 35, 55, 64, 81, 104, 113, 92, 49, 64, 78, 87, 103,
  121, 120, 101, 72, 92, 95, 98, 112, 100, 103, 99,
];
const CHROMA = [
  17, 18, 24, 47, 99, 99, 99, 99, 18, 21, 26, 66, 99, 99, 99, 99, 24, 26, 56, 99, 99, 99, 99, 99, 47, 66, 99,
  99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99,
  99, 99, 99, 99, 99, 99, 99, 99, 99, 99,
];

/**
 * The steps for a quality as libjpeg counts it: 50 is the standard's own tables, 100 would lose least.
 *
 * @param quality 1 to 100
 */
export function stepsFor(quality: number): QuantiserSteps {
  const percent = quality < 50 ? Math.floor(5000 / quality) : 200 - quality * 2;
  const scale = (step: number) => Math.min(255, Math.max(1, Math.floor((step * percent + 50) / 100)));
  return { luma: Uint8Array.from(LUMA, scale), chroma: Uint8Array.from(CHROMA, scale) };
}
