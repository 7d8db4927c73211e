import type { Opening, PictureRoom } from '../../../domain/picture.ts';
import type { Inflate } from './inflating.ts';
import type { PictureScaler } from './picture-scaling.ts';
import type { PngChunks } from './png-chunks.ts';
import { startPngRows } from './png-rows.ts';
import { createPngRowReader, isOpaquePng } from './png-samples.ts';

/**
 * Opens a PNG row by row: besides the room only a few rows are in memory, and all pixels only where it is interlaced.
 * The first picture of an animated one is the picture. Gamma and colour profiles are not applied.
 */
export function openPng(inflate: Inflate, scaler: PictureScaler, png: PngChunks, room: PictureRoom): Opening {
  const { width, height, orientation, isInterlaced } = png;
  const scaling = scaler.start({ width, height, orientation, isOpaque: isOpaquePng(png) }, room);
  const readRow = createPngRowReader(png);
  const stride = width * 4;
  const pixels = new Uint8Array(isInterlaced ? stride * height : stride);
  const rows = startPngRows(png, (row, pass, index) => {
    const place = (pass.top + index * pass.stepDown) * stride + pass.left * 4;
    readRow(row, pass.width, pixels, isInterlaced ? place : 0, pass.stepAcross * 4);
    return isInterlaced || scaling.take(pixels);
  });
  // Broken after the last row that is needed is not broken.
  inflate(png.data, rows.take);
  const isDamaged = rows.isDamaged();
  if (isInterlaced && !isDamaged) scaling.take(pixels);
  // Given back now: the engine lets many such pile up.
  pixels.buffer.transfer(0);
  return isDamaged
    ? { outcome: 'unusable', fault: 'damaged' }
    : { outcome: 'opened', picture: scaling.finish() };
}
