import { initWasm, Resvg } from '@resvg/resvg-wasm';
import module from '@resvg/resvg-wasm/index_bg.wasm';
import type { Draw } from '../previews/card-content.ts';
import { INTER } from '../previews/inter.ts';
import { cardSvg } from '../previews/svg.ts';

export async function prepare(): Promise<Draw> {
  await initWasm(module);
  const fontBuffers = INTER.map(({ data }) => new Uint8Array(data));
  return async (content) => {
    const resvg = new Resvg(cardSvg(content), { font: { fontBuffers, defaultFontFamily: 'Inter' } });
    const picture = resvg.render();
    const png = picture.asPng();
    picture.free();
    resvg.free();
    return png;
  };
}
