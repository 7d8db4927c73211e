import { PICTURE_EXTENSIONS, type Pixels } from '../domain/picture.ts';
import type { Blobs, Fetch } from '../domain/ports.ts';
import type { Capture, Post, PostMedia } from '../domain/post.ts';

const MAX_BYTES = 8 * 1024 * 1024;
const TIMEOUT_MS = 10_000;
/** Twice the width a card is shown at. */
const PICTURE_EDGE = 1200;
const AVATAR_EDGE = 96;
/** X takes 4 pictures a post, Bluesky 20; more than this is no post. */
const MAX_PICTURES = 24;

export interface PicturePorts {
  fetch: Fetch;
  blobs: Blobs;
  pixels: Pixels;
}

/**
 * Puts our own copies beside the pictures of a post, of the one it quotes, and of their authors. A picture copied before
 * is not fetched again; one that cannot be had, or is none, is left without a copy. Returns the names of all its blobs.
 */
export async function keepPictures(
  ports: PicturePorts,
  next: Capture,
  previous: Capture,
): Promise<{ capture: Capture; blobs: string[] }> {
  if (!next.post) return { capture: next, blobs: [] };
  const known = new Map<string, PostMedia>();
  if (previous.post) visitPictures(previous.post, (media) => known.set(pictureAddress(media) ?? '', media));
  const capture = structuredClone(next);
  const wanted: [media: PostMedia, edge: number][] = [];
  if (capture.post) visitPictures(capture.post, (media, edge) => wanted.push([media, edge]));
  const blobs: string[] = [];
  for (const [media, edge] of wanted.slice(0, MAX_PICTURES)) {
    const copied = known.get(pictureAddress(media) ?? '');
    if (copied?.copy) {
      const { copy, width, height } = copied;
      Object.assign(media, { copy, ...(width && height && { width, height }) });
    } else await copyPicture(ports, media, edge);
    if (media.copy) blobs.push(media.copy);
  }
  return { capture, blobs };
}

function visitPictures(
  post: Post | Omit<Post, 'quote'>,
  visit: (media: PostMedia, edge: number) => void,
): void {
  if (post.author.avatar) visit(post.author.avatar, AVATAR_EDGE);
  for (const media of post.media) visit(media, PICTURE_EDGE);
  if (post.linkCard?.image) visit(post.linkCard.image, PICTURE_EDGE);
  const quote = 'quote' in post ? post.quote : undefined;
  if (quote && 'author' in quote) visitPictures(quote, visit);
}

/** Where the picture of a piece of media is; a video without a still has none. */
function pictureAddress({ kind, url, still }: PostMedia): string | undefined {
  return still ?? (kind === 'image' ? url : undefined);
}

async function copyPicture(
  { fetch, blobs, pixels }: PicturePorts,
  media: PostMedia,
  edge: number,
): Promise<void> {
  const address = pictureAddress(media);
  if (!address) return;
  const answer = await fetch.get(address, { accept: 'image/*', maxBytes: MAX_BYTES, timeoutMs: TIMEOUT_MS });
  if (answer.outcome !== 'answered' || answer.status !== 200) return;
  const picture = await pixels.shrink(answer.body, edge);
  if (!picture) return;
  const digest = new Uint8Array(
    await crypto.subtle.digest('SHA-256', picture.bytes as Uint8Array<ArrayBuffer>),
  );
  const name = Array.from(digest.slice(0, 16), (byte) => byte.toString(16).padStart(2, '0')).join('');
  media.copy = `media/${name}.${PICTURE_EXTENSIONS[picture.type]}`;
  media.width = picture.width;
  media.height = picture.height;
  await blobs.put(media.copy, picture.bytes);
}
