import { ImageResponse } from 'workers-og';
import type { Design, Draw } from '../previews/card-content.ts';
import { prepareImageResponse } from './image-response.ts';

/** It reports on each picture to the console, an error each time among that; nobody reads it here. */
export async function prepare(design: Design): Promise<Draw> {
  const draw = await prepareImageResponse(ImageResponse)(design);
  return async (content, photo) => {
    const { log, error } = console;
    console.log = console.error = () => {};
    try {
      return await draw(content, photo);
    } finally {
      Object.assign(console, { log, error });
    }
  };
}
