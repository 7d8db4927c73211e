import type { OpenedPicture } from '../../../domain/picture.ts';

/** The values of TIFF's Orientation for which the columns, or the rows, of the file run backwards. */
const MIRRORED_COLUMNS = [2, 3, 7, 8];
const MIRRORED_ROWS = [3, 4, 6, 7];

/** The file's columns are the picture's rows: width and height change places. */
export function isSideways(orientation: number): boolean {
  return orientation >= 5;
}

/** The picture upright; `orientation` 1 to 8 as in TIFF 6.0. */
export function turnPicture(picture: OpenedPicture, orientation: number): OpenedPicture {
  if (orientation === 1) return picture;
  const { width, height, rgba } = picture;
  const [hasMirroredColumns, hasMirroredRows] = [MIRRORED_COLUMNS, MIRRORED_ROWS].map((values) =>
    values.includes(orientation),
  );
  const start = (hasMirroredColumns ? width - 1 : 0) + (hasMirroredRows ? (height - 1) * width : 0);
  const columnStep = hasMirroredColumns ? -1 : 1;
  const rowStep = hasMirroredRows ? -width : width;
  const [across, down] = isSideways(orientation) ? [rowStep, columnStep] : [columnStep, rowStep];
  const size = isSideways(orientation) ? { width: height, height: width } : { width, height };
  const source = new Uint32Array(rgba.buffer, rgba.byteOffset, width * height);
  const target = new Uint32Array(width * height);
  for (let y = 0, index = 0; y < size.height; y++) {
    for (let x = 0; x < size.width; x++) target[index++] = source[start + x * across + y * down] ?? 0;
  }
  return { ...size, rgba: new Uint8Array(target.buffer) };
}
