import satori from 'satori';
import sharp from 'sharp';
import type { Draw } from '../previews/card-content.ts';
import { INTER } from '../previews/inter.ts';
import { asElement, cardMarkup, HEIGHT, WIDTH } from '../previews/markup.ts';
import { dataUrl } from './image-response.ts';

/** With a photo, as a JPEG. */
export async function prepare(): Promise<Draw> {
  return async (content, photo) => {
    const markup = cardMarkup(content, photo && dataUrl(photo));
    const svg = await satori(asElement(markup), { width: WIDTH, height: HEIGHT, fonts: INTER });
    const picture = sharp(Buffer.from(svg));
    return photo ? picture.jpeg({ quality: 85 }).toBuffer() : picture.png().toBuffer();
  };
}
