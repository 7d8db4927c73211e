import { after } from '../deliveries/retry-schedule.ts';
import type { Article } from '../domain/article.ts';
import { type Instant, toInstant } from '../domain/instant.ts';
import type { Ports } from '../domain/ports.ts';
import { obtainPreview } from '../store/preview-drawing.ts';
import type { Crosspost } from './crosspost-records.ts';
import type { Desk } from './desk.ts';
import type { Called } from './failure.ts';
import type { BlobJson } from './post-record.ts';

/** app.bsky.embed.external#external. */
const MAX_THUMB_BYTES = 1_000_000;

/** For a photo that is still being fetched. */
const PATIENCE_SECONDS = 5 * 60;

/** The picture of a card as a blob of the repository. */
export interface Thumb {
  blob?: BlobJson;
  /** It lacks a photo that may still come: to be looked at once more. */
  isComing?: true;
  /** It lacks a photo, and is used all the same. */
  isPassing?: true;
}

/**
 * Uploads the preview of an article, unless the post has it already. A preview that cannot be drawn, is too large, or that
 * the server does not take, is left out: a card stands without it.
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
  const isYoung = post.waitingSince !== undefined && isWithin(ports, post.waitingSince);
  if (!preview.complete && isYoung) return { done: { isComing: true } };
  const uploaded = await pds.upload(preview.bytes, preview.type);
  if (!('failed' in uploaded)) {
    return { done: { blob: uploaded.done, ...(!preview.complete && { isPassing: true }) } };
  }
  if (uploaded.failed.kind !== 'refused') return uploaded;
  ports.log('warn', 'a post goes without its picture', {
    article_id: article.id,
    words: uploaded.failed.words,
  });
  return { done: {} };
}

function isWithin({ clock }: Ports, since: Instant): boolean {
  return toInstant(clock.now()) < after(new Date(since), PATIENCE_SECONDS);
}
