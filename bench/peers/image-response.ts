import type { Design, Draw } from '../previews/card-content.ts';
import { INTER } from '../previews/inter.ts';
import { asElement, cardMarkup, HEIGHT, WIDTH } from '../previews/markup.ts';

/** What @vercel/og made a custom of. */
export type ImageResponseClass = new (
  element: object,
  options: { width: number; height: number; fonts: typeof INTER },
) => Response | Promise<Response>;

/**
 * The use of an `ImageResponse`, which makes PNG alone.
 *
 * @param toJpeg makes a picture with a photo a JPEG, where that is possible
 */
export function prepareImageResponse(
  ImageResponse: ImageResponseClass,
  toJpeg?: (png: Uint8Array) => Promise<Uint8Array>,
) {
  return async (design: Design): Promise<Draw> => {
    return async (content, photo) => {
      const markup = cardMarkup(content, design === 'hero' && photo ? dataUrl(photo) : undefined);
      const response = await new ImageResponse(asElement(markup), {
        width: WIDTH,
        height: HEIGHT,
        fonts: INTER,
      });
      const png = new Uint8Array(await response.arrayBuffer());
      return toJpeg && design === 'hero' ? toJpeg(png) : png;
    };
  };
}

export function dataUrl(jpeg: Uint8Array): string {
  return `data:image/jpeg;base64,${Buffer.from(jpeg).toString('base64')}`;
}
