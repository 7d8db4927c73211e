import { type Canvas, clearCanvas, createCanvas, drawMask, fillRectangle } from './canvas.ts';
import { PREVIEW_HEIGHT, PREVIEW_WIDTH, type PreviewCard } from './card.ts';
import { composeCard, type PlacedLine } from './composition.ts';
import { createFontStack, type PreviewFont } from './font-stack.ts';
import { createGlyphMasks } from './glyph-masks.ts';
import { createHarfBuzz, GLYPH_FIELDS } from './harfbuzz.ts';
import { createTypesetter } from './typesetter.ts';

/** Glyphs stand on quarters of a pixel: letters keep their distances, and four masks per glyph suffice. */
const QUARTERS = 4;

export interface PreviewAssets {
  /** harfbuzz.wasm of the harfbuzzjs package, compiled. */
  harfbuzz: WebAssembly.Module;
  /** In order of preference; a cluster takes the first font of its weight that covers it. */
  fonts: readonly PreviewFont[];
}

export interface Painter {
  /** Draws a card. The same canvas is drawn over by the next call. */
  paint(card: PreviewCard): Canvas;
}

/**
 * Prepares to draw cards.
 *
 * @throws {TypeError} when a font is not TrueType, or there is none
 */
export function createPainter(assets: PreviewAssets): Painter {
  const harfbuzz = createHarfBuzz(assets.harfbuzz);
  const fonts = createFontStack(harfbuzz, assets.fonts);
  const typesetter = createTypesetter(harfbuzz, fonts);
  const masks = createGlyphMasks();
  const canvas = createCanvas(PREVIEW_WIDTH, PREVIEW_HEIGHT);

  function drawLine({ line, size, x, baseline, ink }: PlacedLine): void {
    let pen = x;
    for (const { font, glyphs, tracking } of line.runs) {
      const scale = size / font.unitsPerEm;
      for (let at = 0; at < glyphs.length; at += GLYPH_FIELDS) {
        const [glyph, cluster, advance] = [glyphs[at], glyphs[at + 1], glyphs[at + 2]] as [
          number,
          number,
          number,
        ];
        const [offsetX, offsetY] = [glyphs[at + 3], glyphs[at + 4]] as [number, number];
        const quarters = Math.floor((pen + offsetX * scale) * QUARTERS + 0.5);
        const mask = masks.find(font, glyph, size, (quarters & (QUARTERS - 1)) / QUARTERS);
        if (mask) drawMask(canvas, mask, quarters >> 2, Math.round(baseline - offsetY * scale), ink);
        const isLast = glyphs[at + GLYPH_FIELDS + 1] !== cluster;
        pen += advance * scale + (isLast ? tracking * size : 0);
      }
    }
  }

  return {
    paint(card) {
      harfbuzz.setLanguage(card.language);
      const { rectangles, lines } = composeCard(card, fonts, typesetter);
      clearCanvas(canvas);
      for (const { left, top, width, height, entry } of rectangles) {
        fillRectangle(canvas, left, top, width, height, entry);
      }
      for (const line of lines) drawLine(line);
      return canvas;
    },
  };
}
