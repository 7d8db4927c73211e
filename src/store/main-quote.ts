import { postPicture } from '../cards/picture-card.ts';
import type { Article } from '../domain/article.ts';
import type { Config } from '../domain/config.ts';
import type { Capture, CaptureKey } from '../domain/post.ts';
import type { CardQuote } from '../previews/card.ts';

/** The post an article's preview quotes. */
export interface MainQuote {
  capture: CaptureKey;
  quote: CardQuote;
}

/**
 * The first post of an article, where its words may be shown as they are: whole, not behind a warning, and not of a
 * post that is gone. A preview has no room to say more about a post than whose it is.
 */
export function findMainQuote(
  article: Pick<Article, 'body' | 'language'>,
  captures: ReadonlyMap<CaptureKey, Capture>,
  { onDeleted }: Pick<Config, 'onDeleted'>,
): MainQuote | undefined {
  const key = firstPost(article);
  const capture = key && captures.get(key);
  if (!key || !capture) return undefined;
  const picture = postPicture(capture, { language: article.language, onDeleted });
  const { text, textLanguage, textDirection, name, handle, platform } = picture;
  if (!text || picture.notices.length > 0) return undefined;
  return { capture: key, quote: { text, textLanguage, textDirection, name, handle, platform } };
}

/** The key of the post that {@link findMainQuote} looks at. */
export function firstPost({ body }: Pick<Article, 'body'>): CaptureKey | undefined {
  return body.find((block) => block.type === 'embed')?.ref.capture;
}

/** Whether words that were drawn once may still be shown: the post may be gone, and the publisher wants it kept. */
export function mayStillQuote(
  capture: Capture | undefined,
  { onDeleted }: Pick<Config, 'onDeleted'>,
): boolean {
  return capture !== undefined && postPicture(capture, { language: 'en', onDeleted }).text !== undefined;
}
