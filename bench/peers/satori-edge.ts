import { initWasm, Resvg } from '@resvg/resvg-wasm';
import module from '@resvg/resvg-wasm/index_bg.wasm';
import satori from 'satori';
import type { Draw } from '../previews/card-content.ts';
import { INTER } from '../previews/inter.ts';
import { asElement, cardMarkup, HEIGHT, WIDTH } from '../previews/markup.ts';

export async function prepare(): Promise<Draw> {
  await initWasm(module);
  return async (content) => {
    const svg = await satori(asElement(cardMarkup(content)), { width: WIDTH, height: HEIGHT, fonts: INTER });
    const resvg = new Resvg(svg, {});
    const picture = resvg.render();
    const png = picture.asPng();
    picture.free();
    resvg.free();
    return png;
  };
}
