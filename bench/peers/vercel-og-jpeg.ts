import { ImageResponse } from '@vercel/og';
import sharp from 'sharp';
import { prepareImageResponse } from './image-response.ts';

/** Its PNG, made a JPEG by sharp. */
export const prepare = prepareImageResponse(ImageResponse, (png) =>
  sharp(png).jpeg({ quality: 85 }).toBuffer(),
);
