import type { StackedFont } from '../fonts/font-stack.ts';
import type { CanvasKernel } from './canvas-kernel.ts';
import type { CoverageMask } from './coverage.ts';

type MaskedFont = Pick<StackedFont, 'index' | 'unitsPerEm' | 'glyphData'>;

export interface GlyphMasks {
  /**
   * Draws a glyph on the kernel's canvas.
   *
   * @param size of the em, in whole pixels
   * @param quarters of a pixel from the left edge of the canvas to the glyph's origin
   * @param y of the origin, in whole pixels
   * @param ink the palette entry before its shades
   */
  draw(font: MaskedFont, glyph: number, size: number, quarters: number, y: number, ink: number): void;
  /** The coverage of a glyph, for the caller to keep; undefined when it is blank. */
  find(font: MaskedFont, glyph: number, size: number, shift: number): CoverageMask | undefined;
}

/** Glyphs stand on quarters of a pixel: letters keep their distances, and four masks per glyph suffice. */
export const QUARTERS = 4;
const MOST_SIZES = 4096;

/**
 * Keeps the masks that were drawn, in the kernel, for the letters of the next card. They depend on nothing but the
 * key. A flood of rare ones begins the cache anew.
 */
export function createGlyphMasks(kernel: CanvasKernel): GlyphMasks {
  /** Addresses of masks by glyph and quarter, for each font and size. */
  const sheets = new Map<number, Map<number, number>>();
  let [current, currentKey] = [new Map<number, number>(), -1];

  function sheetFor(font: MaskedFont, size: number): Map<number, number> {
    const key = font.index * MOST_SIZES + size;
    if (key === currentKey) return current;
    currentKey = key;
    current = sheets.get(key) ?? new Map();
    sheets.set(key, current);
    return current;
  }

  function addressOf(font: MaskedFont, glyph: number, size: number, quarter: number): number {
    const key = glyph * QUARTERS + quarter;
    const known = sheetFor(font, size).get(key);
    if (known !== undefined) return known;
    const make = () => kernel.makeMask(font, glyph, size / font.unitsPerEm, quarter / QUARTERS);
    let address = make();
    if (address < 0) {
      kernel.clearMasks();
      sheets.clear();
      currentKey = -1;
      address = make();
    }
    sheetFor(font, size).set(key, address);
    return address;
  }

  return {
    draw(font, glyph, size, quarters, y, ink) {
      const address = addressOf(font, glyph, size, quarters & (QUARTERS - 1));
      if (address > 0) kernel.drawMask(address, quarters >> 2, y, ink);
    },
    find(font, glyph, size, shift) {
      const address = addressOf(font, glyph, size, shift * QUARTERS);
      return address > 0 ? readMask(kernel.bytes, address) : undefined;
    },
  };
}

function readMask({ buffer }: Uint8Array<ArrayBuffer>, address: number): CoverageMask {
  const [left = 0, top = 0, width = 0, height = 0] = new Int32Array(buffer, address, 4);
  const spans = address + 16;
  const levels = spans + height * 4;
  return {
    left,
    top,
    width,
    height,
    levels: new Uint8Array(buffer.slice(levels, levels + width * height)),
    spans: new Int16Array(buffer.slice(spans, levels)),
  };
}
