import { PREVIEW_HEIGHT, PREVIEW_WIDTH } from './card.ts';
import type { FontStack } from './fonts/font-stack.ts';
import { GLYPH_FIELDS, type HarfBuzz } from './fonts/harfbuzz.ts';
import type { Composition, PlacedLine, PlacedPicture } from './page-layout.ts';
import { type Canvas, fillRectangle, openCanvas } from './painting/canvas.ts';
import type { CanvasKernel } from './painting/canvas-kernel.ts';
import type { ColourPatch } from './painting/colour-patch.ts';
import { type PlacedEmoji, paintEmoji } from './painting/emoji-painting.ts';
import { createGlyphMasks, QUARTERS } from './painting/glyph-masks.ts';
import type { Shade } from './photo-shade.ts';
import { createTypesetter, type Typesetter } from './typesetting/typesetter.ts';

/** What a card shows: the letters and rules on the canvas, and over them what has colours of its own. */
export interface Painting {
  canvas: Canvas;
  patches: ColourPatch[];
  shade?: Shade;
}

/** Sets text of a language, BCP 47, with the fonts it needs, until it is asked for another. */
export type TypesetterFor = (language: string, fonts: FontStack) => Typesetter;

export interface Painter {
  /**
   * Draws a card. The same canvas is drawn over by the next call.
   *
   * @param compose lays the card out
   */
  paint(compose: (typesetterFor: TypesetterFor) => Composition): Painting;
}

/** Prepares to draw cards. */
export function createPainter(harfbuzz: HarfBuzz, kernel: CanvasKernel): Painter {
  const masks = createGlyphMasks(kernel);
  const canvas = openCanvas(kernel, PREVIEW_WIDTH, PREVIEW_HEIGHT);

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
        else masks.draw(font, glyph, size, quarters, y, ink);
        const isLast = glyphs[at + GLYPH_FIELDS + 1] !== cluster;
        pen += advance * scale + (isLast ? tracking * size : 0);
      }
    }
  }

  return {
    paint(compose) {
      const { rectangles, lines, pictures, shade } = compose((language, fonts) => {
        harfbuzz.setLanguage(language);
        return createTypesetter(harfbuzz, fonts, language);
      });
      kernel.clearCanvas();
      for (const { left, top, width, height, entry } of rectangles) {
        fillRectangle(canvas, left, top, width, height, entry);
      }
      const emoji: PlacedEmoji[] = [];
      for (const line of lines) drawLine(line, emoji);
      const painted = emoji.flatMap((one) => paintEmoji(one, masks) ?? []);
      return { canvas, patches: [...painted, ...pictures.map(patchOf)], ...(shade && { shade }) };
    },
  };
}

function patchOf({ left, top, picture }: PlacedPicture): ColourPatch {
  const { width, height, rgba } = picture;
  return { left, top, width, height, rgba: new Uint8ClampedArray(rgba.buffer, rgba.byteOffset, rgba.length) };
}
