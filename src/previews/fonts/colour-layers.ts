import type { TrueType } from './truetype.ts';

/** One outline of a colour glyph and what it is filled with. */
export interface ColourLayer {
  glyph: number;
  /** Red, green, blue and alpha, 0 to 255. */
  colour: readonly [number, number, number, number];
}

export interface ColourLayers {
  /** The layers of a glyph from back to front; none when it has no colours. */
  find(glyph: number): ColourLayer[];
}

const BASE_RECORD = 6;
const LAYER_RECORD = 4;

/** Reads the colours of a font's glyphs (OpenType COLR version 0, CPAL's first palette); undefined if it has none. */
export function readColourLayers(font: TrueType): ColourLayers | undefined {
  const [colr, cpal] = [font.table('COLR'), font.table('CPAL')];
  return colr && cpal && openLayers(colr, cpal);
}

function openLayers(colr: DataView, cpal: DataView): ColourLayers {
  const [baseCount, bases, layers] = [colr.getUint16(2), colr.getUint32(4), colr.getUint32(8)];
  const firstColour = cpal.getUint32(8) + cpal.getUint16(12) * 4;

  function readLayer(index: number): ColourLayer {
    const at = layers + index * LAYER_RECORD;
    const colour = firstColour + colr.getUint16(at + 2) * 4;
    const byte = (index: number) => cpal.getUint8(colour + index);
    return { glyph: colr.getUint16(at), colour: [byte(2), byte(1), byte(0), byte(3)] };
  }

  return {
    find(glyph) {
      let [low, high] = [0, baseCount - 1];
      while (low <= high) {
        const middle = (low + high) >> 1;
        const at = bases + middle * BASE_RECORD;
        const base = colr.getUint16(at);
        if (glyph < base) high = middle - 1;
        else if (glyph > base) low = middle + 1;
        else {
          const first = colr.getUint16(at + 2);
          return Array.from({ length: colr.getUint16(at + 4) }, (_, i) => readLayer(first + i));
        }
      }
      return [];
    },
  };
}
