/** How much of each pixel a shape covers, in steps from 0 to {@link LEVELS}. */
export interface CoverageMask {
  /** Where the mask's first pixel lies, relative to the shape's origin. */
  left: number;
  top: number;
  width: number;
  height: number;
  levels: Uint8Array;
  /** First touched pixel and the one past the last, two numbers per row; equal when the row is empty. */
  spans: Int16Array;
}

/** Shades between background and full ink. Beyond two dozen the eye sees nothing and the file grows. */
export const LEVELS = 24;
