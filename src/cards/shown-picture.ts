import type { PostMedia } from '../domain/post.ts';

/** A picture that a card may show: this service's own copy. */
export interface ShownPicture {
  /** Absolute where the service knows its own address, else a path on this host. */
  url: string;
  width: number;
  height: number;
  /** The size is the picture's own; else it is a frame to fit it into. */
  sized: boolean;
}

/** What is kept free for a picture of unknown size. */
const FRAME = { width: 1200, height: 900 };
const MAX_SIDE = 20_000;
const COPY = /^[a-z]{1,20}\/[a-z0-9-]{1,64}\.[a-z0-9]{3,4}$/;

/**
 * Our copy of the picture of a medium, or of what stands for it; `undefined` where there is none. The picture's own
 * address is never used: a card asks nobody else for anything.
 */
export function shownPicture(
  { copy, width, height }: Pick<PostMedia, 'copy' | 'width' | 'height'>,
  publicUrl = '',
): ShownPicture | undefined {
  if (copy === undefined || !COPY.test(copy)) return undefined;
  const sized = isSide(width) && isSide(height);
  return { url: `${publicUrl}/cards/${copy}`, ...(sized ? { width, height } : FRAME), sized };
}

function isSide(side: number | undefined): side is number {
  return Number.isInteger(side) && side !== undefined && side > 0 && side <= MAX_SIDE;
}
