import { Problem } from '../domain/problem.ts';

/** A width and a height in CSS pixels. */
export interface FrameSize {
  width: number;
  height: number;
}

/** What whoever asks has room for (oembed.com §2.2: maxwidth, maxheight). */
export interface FrameRoom {
  width?: number;
  height?: number;
}

/** Misskey shows no frame that is higher. */
export const TALLEST = 1024;
const WIDTH = { own: 600, most: 1024 };
/** Below the picture: two lines of title, and the publication. */
const CAPTION = 96;

/**
 * Reads `maxwidth` and `maxheight`: pixels, of which a fraction is not room for one more. Absent or empty: no limit.
 * Throws `Problem('invalid-request')` for anything else.
 */
export function readRoom(maxwidth: string | undefined, maxheight: string | undefined): FrameRoom {
  const [width, height] = [pixels('maxwidth', maxwidth), pixels('maxheight', maxheight)];
  return { ...(width && { width }), ...(height && { height }) };
}

/** The frame of an article: its picture, and a caption. Without room for the picture, the caption alone. */
export function articleFrame(room: FrameRoom): FrameSize & { picture: boolean } {
  const width = frameWidth(room);
  const height = Math.round((width * 630) / 1200) + CAPTION;
  if (height <= (room.height ?? TALLEST)) return { width, height, picture: true };
  return { width, height: Math.min(CAPTION, room.height ?? CAPTION), picture: false };
}

/** How wide a frame is: as there is room for, and no wider than reads well. */
export function frameWidth({ width = WIDTH.own }: FrameRoom): number {
  return Math.min(width, WIDTH.most);
}

function pixels(name: string, text: string | undefined): number | undefined {
  if (!text) return undefined;
  const value = /^\d{1,15}(?:\.\d{1,15})?$/.test(text) ? Math.floor(Number(text)) : 0;
  if (value > 0) return value;
  throw new Problem('invalid-request', `${name} is a number of pixels, such as 600.`);
}
