import type { OpenedPicture } from '../domain/picture.ts';
import type { ThemeColours } from '../domain/theme.ts';
import { PREVIEW_HEIGHT, PREVIEW_WIDTH, type PreviewCard } from './card.ts';
import { cardWords } from './card-fields.ts';
import { composeCard } from './composition.ts';
import { createDeflater } from './deflate.ts';
import { createFontLibrary } from './font-library.ts';
import type { FontSlices } from './font-slices.ts';
import type { FontStack, PreviewFont } from './font-stack.ts';
import { createHarfBuzz } from './harfbuzz.ts';
import type { Composition } from './page-layout.ts';
import { createPainter, type TypesetterFor } from './painter.ts';
import { writePng } from './png.ts';
import { composeQuote } from './quote-composition.ts';
import { quoteWords } from './quote-fields.ts';
import type { QuotePicture } from './quote-picture.ts';
import type { CardWords } from './slice-choice.ts';

export type { FontSlices } from './font-slices.ts';
export type { PreviewFont } from './font-stack.ts';
export type { QuotePicture } from './quote-picture.ts';

export interface PreviewAssets {
  /** harfbuzz.wasm of the harfbuzzjs package, compiled. */
  harfbuzz: WebAssembly.Module;
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
   * Draws a card of 1200 by 630 pixels as the bytes of a PNG, after the fonts its letters need are loaded. Equal
   * cards give equal bytes, on every runtime and whatever is drawn before or meanwhile, unless a font is missing: then
   * its letters are left out. No text makes it fail.
   *
   * @param onMissing told the path of each font that could not be loaded; it is asked for again for the next card
   * @throws {TypeError} when a colour of the theme is not written `#rrggbb`
   */
  draw(card: PreviewCard, pictures?: CardPictures, onMissing?: (path: string) => void): Promise<Uint8Array>;
  /** Draws the card of a quoted post, in the same way. */
  quote(picture: QuotePicture, onMissing?: (path: string) => void): Promise<Uint8Array>;
}

/**
 * Prepares a renderer. It holds about 5 MB of buffers, a bounded cache of glyphs and some 8 MB of loaded fonts, so
 * one per isolate is meant.
 *
 * @throws {TypeError} when a font is not TrueType, or there is none
 */
export function createPreviewRenderer(assets: PreviewAssets, slices: FontSlices): PreviewRenderer {
  const harfbuzz = createHarfBuzz(assets.harfbuzz);
  const library = createFontLibrary(harfbuzz, assets.fonts, slices);
  const painter = createPainter(harfbuzz);
  const deflater = createDeflater(PREVIEW_WIDTH, PREVIEW_HEIGHT);

  async function paint(
    colours: ThemeColours,
    words: CardWords,
    compose: (fonts: FontStack, typesetterFor: TypesetterFor) => Composition,
    onMissing: (path: string) => void = () => {},
  ): Promise<Uint8Array> {
    const loaded = await library.load(words, onMissing);
    // From here on without a pause: the canvas, HarfBuzz and the open fonts are one card's at a time.
    const fonts = library.stack(loaded);
    const { canvas, palette } = painter.paint(colours, fonts, (typesetterFor) =>
      compose(fonts, typesetterFor),
    );
    return writePng(canvas, palette, deflater.deflate(canvas));
  }

  return {
    draw(card, _pictures, onMissing) {
      const compose = (fonts: FontStack, typesetterFor: TypesetterFor) =>
        composeCard(card, fonts, typesetterFor(card.language));
      return paint(card.theme.colours, cardWords(card), compose, onMissing);
    },
    quote(picture, onMissing) {
      const compose = (fonts: FontStack, typesetterFor: TypesetterFor) =>
        composeQuote(picture, fonts, typesetterFor);
      return paint(picture.theme.colours, quoteWords(picture), compose, onMissing);
    },
  };
}
