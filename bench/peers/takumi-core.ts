import { Renderer } from '@takumi-rs/core';
import type { Design, Draw } from '../previews/card-content.ts';
import { INTER } from '../previews/inter.ts';
import { asTakumiNode, cardMarkup, HEIGHT, WIDTH } from '../previews/markup.ts';

export async function prepare(design: Design): Promise<Draw> {
  const renderer = new Renderer();
  for (const font of INTER) await renderer.registerFont(font);
  const size = { width: WIDTH, height: HEIGHT };
  if (design === 'flat') {
    return (content) => renderer.render(asTakumiNode(cardMarkup(content)), { ...size, format: 'png' });
  }
  return (content, photo) =>
    renderer.render(asTakumiNode(cardMarkup(content, 'photo')), {
      ...size,
      format: 'jpeg',
      quality: 85,
      images: photo ? [{ src: 'photo', data: photo, cache: 'none' }] : [],
    });
}
