import type { ThemeColours } from '../domain/theme.ts';
import { type Canvas, clearCanvas, createCanvas, drawMask, fillRectangle } from './canvas.ts';
import { PREVIEW_HEIGHT, PREVIEW_WIDTH } from './card.ts';
import { type PlacedEmoji, paintEmoji } from './emoji-painting.ts';
import type { FontStack } from './font-stack.ts';
import { createGlyphMasks } from './glyph-masks.ts';
import { GLYPH_FIELDS, type HarfBuzz } from './harfbuzz.ts';
import type { Composition, PlacedLine } from './page-layout.ts';
import { createPalette } from './palette.ts';
import { createTypesetter, type Typesetter } from './typesetter.ts';

/** Glyphs stand on quarters of a pixel: letters keep their distances, and four masks per glyph suffice. */
const QUARTERS = 4;

/** A canvas, and the colours of its entries, three bytes each. */
export interface Painting {
  canvas: Canvas;
  palette: Uint8Array;
}

/** Sets text of a language, BCP 47, until it is asked for another. */
export type TypesetterFor = (language: string) => Typesetter;
export type Compose = (typesetterFor: TypesetterFor) => Composition;

export interface Painter {
  /**
   * Draws a card. The same canvas is drawn over by the next call.
   *
   * @param compose lays the card out
   * @throws {TypeError} when a colour is not written `#rrggbb`
   */
  paint(colours: ThemeColours, fonts: FontStack, compose: Compose): Painting;
}

/** Prepares to draw cards. */
export function createPainter(harfbuzz: HarfBuzz): Painter {
  const masks = createGlyphMasks();
  const canvas = createCanvas(PREVIEW_WIDTH, PREVIEW_HEIGHT);

  /** Draws the letters of a line, and leaves its emoji for when all letters are drawn. */
  function drawLine({ line, size, x, baseline, ink }: PlacedLine, emoji: PlacedEmoji[]): void {
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
        const y = Math.round(baseline - offsetY * scale);
        if (font.colours) emoji.push({ font, glyph, size, x: quarters >> 2, y });
        else {
          const mask = masks.find(font, glyph, size, (quarters & (QUARTERS - 1)) / QUARTERS);
          if (mask) drawMask(canvas, mask, quarters >> 2, y, ink);
        }
        const isLast = glyphs[at + GLYPH_FIELDS + 1] !== cluster;
        pen += advance * scale + (isLast ? tracking * size : 0);
      }
    }
  }

  return {
    paint(colours, fonts, compose) {
      const palette = createPalette(colours);
      const { rectangles, lines } = compose((language) => {
        harfbuzz.setLanguage(language);
        return createTypesetter(harfbuzz, fonts, language);
      });
      clearCanvas(canvas);
      for (const { left, top, width, height, entry } of rectangles) {
        fillRectangle(canvas, left, top, width, height, entry);
      }
      const emoji: PlacedEmoji[] = [];
      for (const line of lines) drawLine(line, emoji);
      return { canvas, palette: emoji.length === 0 ? palette : paintEmoji(canvas, palette, emoji, masks) };
    },
  };
}
