import { Resvg } from '@resvg/resvg-js';
import satori from 'satori';
import type { Draw } from '../previews/card-content.ts';
import { INTER } from '../previews/inter.ts';
import { asElement, cardMarkup, HEIGHT, WIDTH } from '../previews/markup.ts';

export async function prepare(): Promise<Draw> {
  return async (content) => {
    const svg = await satori(asElement(cardMarkup(content)), { width: WIDTH, height: HEIGHT, fonts: INTER });
    return new Resvg(svg, { font: { loadSystemFonts: false } }).render().asPng();
  };
}
