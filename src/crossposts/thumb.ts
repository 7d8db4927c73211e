import type { Article } from '../domain/article.ts';
import { obtainPreview } from '../store/preview-drawing.ts';
import type { Crosspost } from './crosspost-records.ts';
import type { Desk } from './desk.ts';
import type { Called } from './failure.ts';
import type { BlobJson } from './post-record.ts';

/** app.bsky.embed.external#external. */
const MAX_THUMB_BYTES = 1_000_000;

/** The picture of a card as a blob of the repository. */
export interface Thumb {
  blob?: BlobJson;
  /** It lacks a photo that may still come. */
  isPassing?: true;
}

/**
 * Uploads the preview of an article, unless the post has it already. A preview that cannot be drawn, or is too large, is
 * left out: a card stands without it.
 *
 * @param hash the preview's
 */
export async function uploadThumb(
  { ports, config, renderer, pds }: Desk,
  article: Article,
  post: Crosspost,
  hash: string,
): Promise<Called<Thumb>> {
  if (post.thumb && post.picture === hash) return { done: { blob: post.thumb } };
  const preview = await obtainPreview(ports, config, renderer, article, hash).catch((error: unknown) => {
    ports.log('warn', 'a post goes without its picture, which cannot be drawn', {
      article_id: article.id,
      error,
    });
    return undefined;
  });
  if (!preview || preview.bytes.length === 0 || preview.bytes.length > MAX_THUMB_BYTES) return { done: {} };
  const uploaded = await pds.upload(preview.bytes, preview.type);
  if ('failed' in uploaded) return uploaded;
  return { done: { blob: uploaded.done, ...(!preview.complete && { isPassing: true }) } };
}
