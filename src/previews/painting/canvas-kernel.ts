import type { TrueType } from '../fonts/truetype.ts';
import { DISTANCE_CODE_LENGTHS, LITERAL_CODE_LENGTHS } from './code-lengths.ts';

/** An exported number; the libraries of the runtimes do not agree on its type. */
interface Address {
  value: number;
}

/** What assets/kernels/canvas.wasm exports. Addresses are bytes in its memory. */
interface KernelExports {
  memory: WebAssembly.Memory;
  CANVAS: Address;
  ROW_STARTS: Address;
  ROW_ENDS: Address;
  PALETTE: Address;
  PNG: Address;
  LITERAL_LENGTHS: Address;
  start(): void;
  openCanvas(width: number, height: number): number;
  clearCanvas(): void;
  drawMask(mask: number, x: number, y: number, ink: number): void;
  clearMasks(): void;
  makeMask(glyph: number, scale: number, shift: number): number;
  writePng(colours: number): number;
}

/** Where outlines are read from. */
export type GlyphSource = Pick<TrueType, 'glyphData'>;

/**
 * The inner loops of a preview: outlines to masks, masks to a canvas, a canvas to a PNG. It has one canvas, and its
 * memory of 9 MB never grows.
 */
export interface CanvasKernel {
  /** All of its memory. */
  bytes: Uint8Array<ArrayBuffer>;
  /** Where its parts begin. */
  addresses: { canvas: number; rowStarts: number; rowEnds: number; palette: number; png: number };
  /** Lays out an empty canvas in place of the one before; false when it is too large. */
  openCanvas(width: number, height: number): boolean;
  /** Makes every pixel background again. */
  clearCanvas(): void;
  /** Draws the mask at an address with its origin at the pixel x, y; what lies outside the canvas is left off. */
  drawMask(mask: number, x: number, y: number, ink: number): void;
  /** Forgets all masks. */
  clearMasks(): void;
  /**
   * Rasterises a glyph and keeps its mask: four 32-bit numbers (left, top, width, height), a span of two 16-bit
   * numbers per row, and a level per pixel.
   *
   * @param scale pixels per font unit
   * @param shift to the right, 0 to 1 of a pixel
   * @returns its address; 0 for a blank glyph; -1 when masks must be forgotten first
   */
  makeMask(font: GlyphSource, glyph: number, scale: number, shift: number): number;
  /** Writes the canvas as a PNG, from the palette at its address; answers with the number of bytes. */
  writePng(colours: number): number;
}

/**
 * Starts the kernel.
 *
 * @param module assets/kernels/canvas.wasm, compiled
 * @throws {WebAssembly.LinkError} when it is another module
 */
export function createCanvasKernel(module: WebAssembly.Module): CanvasKernel {
  let font: GlyphSource | undefined;
  function copyGlyph(glyph: number, address: number, room: number): number {
    const data = font?.glyphData(glyph);
    if (!data || data.length > room) return 0;
    bytes.set(data, address);
    return data.length;
  }

  const instance = new WebAssembly.Instance(module, { font: { copyGlyph } });
  const kernel = instance.exports as unknown as KernelExports;
  const bytes = new Uint8Array(kernel.memory.buffer as ArrayBuffer);
  const lengths = LITERAL_CODE_LENGTHS + DISTANCE_CODE_LENGTHS;
  for (let i = 0; i < lengths.length; i++) {
    bytes[kernel.LITERAL_LENGTHS.value + i] = Number.parseInt(lengths.charAt(i), 16);
  }
  kernel.start();

  return {
    bytes,
    addresses: {
      canvas: kernel.CANVAS.value,
      rowStarts: kernel.ROW_STARTS.value,
      rowEnds: kernel.ROW_ENDS.value,
      palette: kernel.PALETTE.value,
      png: kernel.PNG.value,
    },
    openCanvas: (width, height) => kernel.openCanvas(width, height) !== 0,
    clearCanvas: kernel.clearCanvas,
    drawMask: kernel.drawMask,
    clearMasks: kernel.clearMasks,
    makeMask(from, glyph, scale, shift) {
      font = from;
      return kernel.makeMask(glyph, scale, shift);
    },
    writePng: kernel.writePng,
  };
}
