import { expect, test } from 'vitest';
import type { PreviewCard } from '../../src/previews/card.ts';
import { cardWords } from '../../src/previews/card-fields.ts';
import { createFontLibrary } from '../../src/previews/fonts/font-library.ts';
import { createHarfBuzz } from '../../src/previews/fonts/harfbuzz.ts';
import { createPainter } from '../../src/previews/painter.ts';
import { createCanvasKernel } from '../../src/previews/painting/canvas-kernel.ts';
import { postWords } from '../../src/previews/post-fields.ts';
import { composeQuoting } from '../../src/previews/quoting-composition.ts';
import { FONTS, readAssets } from './assets.ts';
import { ARABIC_POST } from './designs.ts';
import { SCRIPT_CARDS } from './script-cards.ts';

const assets = readAssets();
const card: PreviewCard = { ...(SCRIPT_CARDS.japanese as PreviewCard), design: 'quote', quote: ARABIC_POST };

/** The pixels of a card that quotes, drawn by a library that keeps so many bytes of fonts open. */
async function paint(mostBytes?: number): Promise<Uint8Array> {
  const harfbuzz = createHarfBuzz(assets.harfbuzz);
  const library = createFontLibrary(harfbuzz, assets.fonts, FONTS, mostBytes);
  const [own, others] = [
    await library.load(cardWords(card), () => {}),
    await library.load(postWords(card, ARABIC_POST), () => {}),
  ];
  const fonts = { article: library.stack(own), post: () => library.stack(others) };
  const { canvas } = createPainter(harfbuzz, createCanvasKernel(assets.kernels.canvas)).paint(
    (typesetterFor) => composeQuoting(card, ARABIC_POST, fonts, typesetterFor),
  );
  return new Uint8Array(canvas.bytes);
}

test("the fonts of an article may be closed as soon as its post's are asked for", async () => {
  const all = await paint();
  expect(all.some((entry) => entry !== 0)).toBe(true);
  expect(await paint(0)).toEqual(all);
});
