import { readColour } from '../domain/colour.ts';
import type { OpenedPicture } from '../domain/picture.ts';
import type { ThemeColours } from '../domain/theme.ts';
import { PREVIEW_HEIGHT, PREVIEW_WIDTH } from './card.ts';
import type { Painting } from './painter.ts';
import type { CanvasKernel } from './painting/canvas-kernel.ts';
import { createPalette, inkColours } from './painting/palette.ts';
import type { Shade } from './photo-shade.ts';
import { settlePatches } from './printing/patch-settling.ts';
import { createPhotoPress, type PhotoPress } from './printing/photo-press.ts';
import { writePng } from './printing/png.ts';

export interface CardPrinter {
  /** Writes a painted card as a PNG. @throws {TypeError} when a colour is not written `#rrggbb` */
  png(painting: Painting, colours: ThemeColours): Uint8Array;
  /**
   * Writes a painted card as a JPEG, over a photo of its size or else over the background.
   *
   * @throws {TypeError} when a colour is not written `#rrggbb`
   */
  jpeg(painting: Painting, colours: ThemeColours, photo?: OpenedPicture): Uint8Array;
}

const UNSHADED: Shade = { colour: [0, 0, 0], rows: new Uint8Array(PREVIEW_HEIGHT) };

/**
 * Prepares to write cards.
 *
 * @param kernel whose canvas they are painted on
 * @param press assets/kernels/press.wasm, started with the first JPEG
 */
export function createCardPrinter(kernel: CanvasKernel, press: WebAssembly.Module): CardPrinter {
  let started: PhotoPress | undefined;
  return {
    png({ canvas, patches }, colours) {
      const palette = settlePatches(canvas, createPalette(colours), patches);
      return writePng(kernel, palette);
    },
    jpeg({ canvas, patches, shade = UNSHADED }, colours, photo) {
      started ??= createPhotoPress(press, PREVIEW_WIDTH, PREVIEW_HEIGHT);
      const inks = inkColours(colours);
      return started.press({
        photo: photo?.rgba ?? paper(colours),
        shade: shade.rows,
        shadeColour: shade.colour,
        canvas,
        inks,
        patches,
      });
    },
  };
}

/** A photo of nothing but the background. */
function paper({ background }: ThemeColours): Uint8Array {
  const pixel = [...(readColour(background) ?? []), 255];
  const photo = new Uint8Array(PREVIEW_WIDTH * PREVIEW_HEIGHT * pixel.length);
  photo.set(pixel);
  for (let filled = pixel.length; filled < photo.length; filled *= 2) photo.copyWithin(filled, 0, filled);
  return photo;
}
