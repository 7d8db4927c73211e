import { PREVIEW_HEIGHT, PREVIEW_WIDTH, type PreviewCard } from './card.ts';
import { createDeflater } from './deflate.ts';
import { createPainter, type PreviewAssets } from './painter.ts';
import { createPalette } from './palette.ts';
import { writePng } from './png.ts';

export type { PreviewFont } from './font-stack.ts';
export type { PreviewAssets } from './painter.ts';

export interface PreviewRenderer {
  /**
   * Draws a card of 1200 by 630 pixels as the bytes of a PNG. Equal cards give equal bytes, on every runtime and
   * whatever was drawn before. No text makes it fail.
   *
   * @throws {TypeError} when a colour of the theme is not written `#rrggbb`
   */
  png(card: PreviewCard): Uint8Array;
}

/**
 * Prepares a renderer. It holds about 5 MB of buffers and a bounded cache of glyphs, so one per isolate is meant.
 *
 * @throws {TypeError} when a font is not TrueType, or there is none
 */
export function createPreviewRenderer(assets: PreviewAssets): PreviewRenderer {
  const painter = createPainter(assets);
  const deflater = createDeflater(PREVIEW_WIDTH, PREVIEW_HEIGHT);
  return {
    png(card) {
      const palette = createPalette(card.theme);
      const canvas = painter.paint(card);
      return writePng(canvas, palette, deflater.deflate(canvas));
    },
  };
}
