import type { Design, Draw } from '../previews/card-content.ts';
import { type ImageResponseClass, prepareImageResponse } from './image-response.ts';
import { WITHOUT_SHARP } from './module-hooks.ts';

/** Its way without sharp: resvg compiled to wasm. */
export async function prepare(design: Design): Promise<Draw> {
  const { ImageResponse } = (await import(import.meta.resolve('@vercel/og') + WITHOUT_SHARP)) as {
    ImageResponse: ImageResponseClass;
  };
  return prepareImageResponse(ImageResponse)(design);
}
