/** A width and a height in pixels. */
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
const TALLEST = 1024;
const WIDTH = { own: 600, least: 220, most: 1024 };
/** Below the picture: two lines of title, and the publication. */
const CAPTION = 116;
const CARD = { frame: 176, line: 26, perCharacter: 8.4, padding: 48, picture: 0.5625 };

/** The frame of an article: its picture, and a caption. Without room for the picture, the caption alone. */
export function articleFrame(room: FrameRoom): FrameSize & { picture: boolean } {
  const width = widthIn(room);
  const height = Math.round((width * 630) / 1200) + CAPTION;
  if (height <= (room.height ?? TALLEST)) return { width, height, picture: true };
  return { width, height: Math.min(CAPTION, room.height ?? CAPTION), picture: false };
}

/** The frame of a quote card, by what is in it: about as high as it will be; a browser scrolls the rest. */
export function cardFrame(room: FrameRoom, words: number, pictures: number): FrameSize {
  const width = widthIn(room);
  const lines = Math.ceil((words * CARD.perCharacter) / (width - CARD.padding));
  const height = CARD.frame + lines * CARD.line + (pictures > 0 ? Math.round(width * CARD.picture) : 0);
  return { width, height: Math.min(height, room.height ?? TALLEST, TALLEST) };
}

function widthIn({ width = WIDTH.own }: FrameRoom): number {
  return Math.max(Math.min(width, WIDTH.most), Math.min(width, WIDTH.least));
}
