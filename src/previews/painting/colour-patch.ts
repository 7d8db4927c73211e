/** A piece of picture to lay over everything: emoji, a logo. What lies outside the picture beneath is left off. */
export interface ColourPatch {
  left: number;
  top: number;
  width: number;
  height: number;
  /** Red, green, blue and alpha of each pixel, not premultiplied; rows from the top, nothing between them. */
  rgba: Uint8ClampedArray;
}
