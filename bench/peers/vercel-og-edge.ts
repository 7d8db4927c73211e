import { ImageResponse } from '@vercel/og';
import { prepareImageResponse } from './image-response.ts';

/** Its build for workers, which starts in none unless its own font's fetch is taken out: the bundler does that. */
export const prepare = prepareImageResponse(ImageResponse);
