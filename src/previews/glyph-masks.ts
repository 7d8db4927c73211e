import { type CoverageMask, rasterise } from './coverage.ts';
import { flatten } from './flatten.ts';
import type { StackedFont } from './font-stack.ts';
import { readOutline } from './outline.ts';

/** All the masks of a busy day's letters; a flood of rare ones begins the cache anew. Bytes of coverage. */
const MOST_BYTES = 6_000_000;

export interface GlyphMasks {
  /**
   * The coverage of a glyph; undefined when it is blank.
   *
   * @param size of the em, in whole pixels
   * @param shift to the right: 0, 0.25, 0.5 or 0.75 of a pixel
   */
  find(font: StackedFont, glyph: number, size: number, shift: number): CoverageMask | undefined;
}

/** Keeps the masks that were drawn, for the letters of the next card. They depend on nothing but the key. */
export function createGlyphMasks(): GlyphMasks {
  const masks = new Map<number, CoverageMask | undefined>();
  let bytes = 0;
  return {
    find(font, glyph, size, shift) {
      const key = ((font.index * 65_536 + glyph) * 256 + size) * 4 + shift * 4;
      const known = masks.get(key);
      if (known !== undefined || masks.has(key)) return known;
      const mask = rasterise(flatten(readOutline(font, glyph), size / font.unitsPerEm), shift);
      bytes += mask?.levels.length ?? 0;
      if (bytes > MOST_BYTES) {
        masks.clear();
        bytes = 0;
      }
      masks.set(key, mask);
      return mask;
    },
  };
}
