import type { Capture } from '../domain/post.ts';

/** About how high the page of a card is in a frame of `width` CSS pixels. */
export function cardHeight({ post }: Capture, width: number): number {
  const lines = Math.ceil(((post?.text.length ?? 0) * 8.4) / (width - 48));
  return 176 + lines * 26 + ((post?.media.length ?? 0) > 0 ? Math.round(width * 0.5625) : 0);
}
