import { initSync, Renderer } from '@takumi-rs/wasm';
import module from '@takumi-rs/wasm/takumi_wasm_bg.wasm';
import type { Design, Draw } from '../previews/card-content.ts';
import { INTER } from '../previews/inter.ts';
import { asTakumiNode, cardMarkup, HEIGHT, WIDTH } from '../previews/markup.ts';

export async function prepare(design: Design): Promise<Draw> {
  initSync({ module });
  const renderer = new Renderer();
  for (const font of INTER) await renderer.registerFont({ ...font, data: new Uint8Array(font.data) });
  const size = { width: WIDTH, height: HEIGHT };
  if (design === 'flat') {
    return async (content) => renderer.render(asTakumiNode(cardMarkup(content)), { ...size, format: 'png' });
  }
  return async (content, photo) =>
    renderer.render(asTakumiNode(cardMarkup(content, 'photo')), {
      ...size,
      format: 'jpeg',
      quality: 85,
      images: photo ? [{ src: 'photo', data: photo, cache: 'none' }] : [],
    });
}
