import { articleAddress, previewAddress } from '../domain/addresses.ts';
import type { Article } from '../domain/article.ts';
import type { Config } from '../domain/config.ts';
import type { Capture, CaptureKey } from '../domain/post.ts';
import { articleSummary } from '../feeds/article-summary.ts';
import { previewAlt, previewOf } from '../previews/article-card.ts';
import { PREVIEW_HEIGHT, PREVIEW_WIDTH, previewHash, previewType } from '../previews/card.ts';
import type { HeadContext } from '../unfurl/article-head.ts';
import { findMainQuote } from './main-quote.ts';

/**
 * What the head of an article says besides the article, on our page as on the publisher's own.
 *
 * @param captures of its posts, as far as its preview quotes one
 * @param document the at:// address of its record, where it has one
 */
export async function headFacts(
  article: Article,
  captures: ReadonlyMap<CaptureKey, Capture>,
  config: Config,
  document?: string,
): Promise<HeadContext> {
  const { publicUrl, publication, theme } = config;
  const card = previewOf(article, config, findMainQuote(article, captures, config)?.quote);
  const type = previewType(card);
  return {
    publicationName: publication.name,
    publicUrl,
    description: articleSummary(article) || publication.description || publication.name,
    themeColor: theme.colours.accent,
    address: articleAddress(publicUrl, article.id),
    ...(document && { document }),
    preview: {
      url: previewAddress(publicUrl, article.id, await previewHash(card), type),
      type,
      width: PREVIEW_WIDTH,
      height: PREVIEW_HEIGHT,
      alt: previewAlt(card),
    },
  };
}
