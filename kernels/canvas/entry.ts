/*
 * The pixels of a preview: glyph outlines become masks, masks are drawn on a canvas of palette entries, and the canvas
 * is written as a PNG. src/previews/painting/canvas-kernel.ts is its face in TypeScript.
 */
import { makeCrcTables } from './checksums';
import { makeCodes } from './codes';

export { clearCanvas, drawMask, openCanvas } from './canvas';
export { clearMasks, makeMask } from './masks';
export { CANVAS, LITERAL_LENGTHS, PALETTE, PNG, ROW_ENDS, ROW_STARTS } from './memory';
export { writePng } from './png';

/** Prepares to write pictures, with the lengths of the codes at their address. */
export function start(): void {
  makeCrcTables();
  makeCodes();
}
