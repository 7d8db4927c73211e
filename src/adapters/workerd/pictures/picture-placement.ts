import type { PictureRoom } from '../../../domain/picture.ts';

export interface PictureSize {
  width: number;
  height: number;
}

/** Which part of a picture fills which size. Pixels of the source; the part may begin and end inside a pixel. */
export interface PicturePlacement extends PictureSize {
  left: number;
  top: number;
  cropWidth: number;
  cropHeight: number;
}

/** `cover` takes the middle of the picture; `inside` takes all of it and never enlarges. */
export function placePicture(source: PictureSize, room: PictureRoom): PicturePlacement {
  const across = room.width / source.width;
  const down = room.height / source.height;
  if (room.fit === 'cover') {
    const scale = Math.max(across, down);
    const cropWidth = Math.min(source.width, room.width / scale);
    const cropHeight = Math.min(source.height, room.height / scale);
    const left = (source.width - cropWidth) / 2;
    const top = (source.height - cropHeight) / 2;
    return { width: room.width, height: room.height, left, top, cropWidth, cropHeight };
  }
  const scale = Math.min(1, across, down);
  return {
    width: Math.max(1, Math.round(source.width * scale)),
    height: Math.max(1, Math.round(source.height * scale)),
    left: 0,
    top: 0,
    cropWidth: source.width,
    cropHeight: source.height,
  };
}
