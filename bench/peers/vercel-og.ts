import { ImageResponse } from '@vercel/og';
import { prepareImageResponse } from './image-response.ts';

/** As its users have it on Node: it takes sharp where sharp is installed. */
export const prepare = prepareImageResponse(ImageResponse);
