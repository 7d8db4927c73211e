import type { OpenedPicture } from '../domain/picture.ts';
import { PREVIEW_HEIGHT, PREVIEW_WIDTH, type PreviewCard, previewType } from './card.ts';
import { cardWords } from './card-fields.ts';
import { createCardPrinter } from './card-printer.ts';
import { composeCard } from './composition.ts';
import { createFontLibrary } from './fonts/font-library.ts';
import type { FontSlices } from './fonts/font-slices.ts';
import type { PreviewFont } from './fonts/font-stack.ts';
import { createHarfBuzz } from './fonts/harfbuzz.ts';
import { composeHero } from './hero-composition.ts';
import { createPainter } from './painter.ts';
import { createCanvasKernel } from './painting/canvas-kernel.ts';
import { photoColours } from './photo-shade.ts';
import { drawablePost, postWords } from './post-fields.ts';
import { composeQuote } from './quote-composition.ts';
import { quoteWords } from './quote-fields.ts';
import type { QuotePicture } from './quote-picture.ts';
import { composeQuoting } from './quoting-composition.ts';

export type { FontSlices } from './fonts/font-slices.ts';
export type { PreviewFont } from './fonts/font-stack.ts';
export type { QuotePicture } from './quote-picture.ts';

export interface PreviewAssets {
  /** harfbuzz.wasm of the harfbuzzjs package, compiled. */
  harfbuzz: WebAssembly.Module;
  /** The wasm files of assets/kernels, compiled. */
  kernels: { canvas: WebAssembly.Module; press: WebAssembly.Module };
  /** The fonts every card has, in order of preference; a cluster takes the first font of its weight that covers it. */
  fonts: readonly PreviewFont[];
}

/** What a card shows besides words, opened for its room: {@link PHOTO_ROOM}, {@link LOGO_ROOM}. */
export interface CardPictures {
  photo?: OpenedPicture;
  logo?: OpenedPicture;
}

export interface PreviewRenderer {
  /**
   * Draws a card of 1200 by 630 pixels as the bytes of its {@link previewType}, after the fonts its letters need are
   * loaded. Equal cards and pictures give equal bytes, on every runtime and whatever is drawn before or meanwhile,
   * unless a font is missing: then its letters are left out. No text makes it fail.
   *
   * What is missing gives way: a hero card without its photo is drawn flat, still as a JPEG; a quote card without a
   * post that can be drawn, flat; and where there is no logo that can be seen, the publication's name is set in type.
   *
   * @param onMissing told the path of each font that could not be loaded; it is asked for again for the next card
   * @throws {TypeError} when a colour of the theme is not written `#rrggbb`
   */
  draw(card: PreviewCard, pictures?: CardPictures, onMissing?: (path: string) => void): Promise<Uint8Array>;
  /** Draws the card of a quoted post as a PNG, in the same way. */
  quote(picture: QuotePicture, onMissing?: (path: string) => void): Promise<Uint8Array>;
}

/**
 * Prepares a renderer. It holds about 10 MB of buffers, 9 MB more from the first JPEG on, and some
 * 8 MB of loaded fonts, so one per isolate is meant.
 *
 * @throws {TypeError} when a font is not TrueType, or there is none
 */
export function createPreviewRenderer(assets: PreviewAssets, slices: FontSlices): PreviewRenderer {
  const harfbuzz = createHarfBuzz(assets.harfbuzz);
  const library = createFontLibrary(harfbuzz, assets.fonts, slices);
  const kernel = createCanvasKernel(assets.kernels.canvas);
  const painter = createPainter(harfbuzz, kernel);
  const printer = createCardPrinter(kernel, assets.kernels.press);

  return {
    async draw(card, { photo, logo } = {}, onMissing = () => {}) {
      const { colours } = card.theme;
      const quote = card.design === 'quote' ? card.quote : undefined;
      const [own, others] = await Promise.all([
        library.load(cardWords(card), onMissing),
        quote ? library.load(postWords(card, quote), onMissing) : [],
      ]);
      // From here on without a pause: the canvas, HarfBuzz and the open fonts are one card's at a time.
      if (quote && drawablePost(quote, library.stack(others)).text.length > 0) {
        const fonts = { article: library.stack(own), post: () => library.stack(others) };
        const painting = painter.paint((typesetterFor) =>
          composeQuoting(card, quote, fonts, typesetterFor, logo),
        );
        return printer.png(painting, colours);
      }
      const fonts = library.stack(own);
      const hero = card.design === 'hero' && photo !== undefined && fillsCard(photo) ? photo : undefined;
      const painting = painter.paint((typesetterFor) => {
        const typesetter = typesetterFor(card.language, fonts);
        return hero
          ? composeHero(card, fonts, typesetter, hero, logo)
          : composeCard(card, fonts, typesetter, logo);
      });
      if (hero) return printer.jpeg(painting, photoColours(colours), hero);
      return previewType(card) === 'image/jpeg'
        ? printer.jpeg(painting, colours)
        : printer.png(painting, colours);
    },

    async quote(picture, onMissing = () => {}) {
      const loaded = await library.load(quoteWords(picture), onMissing);
      const fonts = library.stack(loaded);
      const painting = painter.paint((typesetterFor) => composeQuote(picture, fonts, typesetterFor));
      return printer.png(painting, picture.theme.colours);
    },
  };
}

function fillsCard({ width, height, rgba }: OpenedPicture): boolean {
  return width === PREVIEW_WIDTH && height === PREVIEW_HEIGHT && rgba.length === width * height * 4;
}
