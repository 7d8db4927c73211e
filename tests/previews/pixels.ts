import sharp from 'sharp';

export interface Pixels {
  width: number;
  height: number;
  /** Red, green and blue of every pixel, row by row. */
  rgb: Buffer;
}

/** Decodes a PNG with libpng. */
export async function decode(png: Uint8Array): Promise<Pixels> {
  const { data, info } = await sharp(png).removeAlpha().raw().toBuffer({ resolveWithObject: true });
  return { width: info.width, height: info.height, rgb: data };
}

/** How many pixels of a box are not of the colour in the picture's first corner. */
export function countInk(picture: Pixels, left: number, top: number, width: number, height: number): number {
  const background = picture.rgb.readUIntBE(0, 3);
  let count = 0;
  for (let y = top; y < top + height; y++) {
    for (let x = left; x < left + width; x++) {
      if (picture.rgb.readUIntBE((y * picture.width + x) * 3, 3) !== background) count++;
    }
  }
  return count;
}
