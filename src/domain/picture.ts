/** A picture small and safe enough to be shown. */
export interface Picture {
  bytes: Uint8Array;
  type: 'image/jpeg' | 'image/png' | 'image/webp' | 'image/gif';
  width: number;
  height: number;
}

/** Pixels to draw with. */
export interface OpenedPicture {
  width: number;
  height: number;
  /** Red, green, blue and alpha of each pixel, not premultiplied; rows from the top, nothing between them. */
  rgba: Uint8Array;
}

/** How a picture takes the room it is given: `cover` fills it and loses edges, `inside` is whole and never enlarged. */
export interface PictureRoom {
  width: number;
  height: number;
  fit: 'cover' | 'inside';
}

/**
 * Why a picture cannot be used. `format`: it is none of those that are opened here; `pixels`: it has too many to be
 * opened; `damaged`: it is cut short or broken.
 */
export type PictureFault = 'format' | 'pixels' | 'damaged';

export type Opening =
  | { outcome: 'opened'; picture: OpenedPicture }
  | { outcome: 'unusable'; fault: PictureFault };

/** Pictures from outside, made fit to be kept. */
export interface Pixels {
  /**
   * A picture whose longer edge has at most `maxEdge` pixels where the runtime can scale, and as it came where it
   * cannot. `undefined` for what is no picture, is cut short, or is too large to be opened: never a throw.
   */
  shrink(bytes: Uint8Array, maxEdge: number): Promise<Picture | undefined>;
  /**
   * Opens a picture to be drawn: turned upright by the camera's note, in sRGB, scaled, the first frame of an animation.
   * Its size is read before its pixels. Never a throw.
   */
  open(bytes: Uint8Array, room: PictureRoom): Promise<Opening>;
}

export const PICTURE_EXTENSIONS: Record<Picture['type'], string> = {
  'image/jpeg': 'jpg',
  'image/png': 'png',
  'image/webp': 'webp',
  'image/gif': 'gif',
};
