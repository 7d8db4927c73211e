import type { Element } from 'hast';
import { articleAddress, previewAddress } from '../domain/addresses.ts';
import type { Article } from '../domain/article.ts';
import type { Config } from '../domain/config.ts';
import type { Ports } from '../domain/ports.ts';
import { articleSummary } from '../feeds/article-summary.ts';
import { previewAlt } from '../previews/article-card.ts';
import { PREVIEW_HEIGHT, PREVIEW_WIDTH, previewType } from '../previews/card.ts';
import { newestPreview } from '../store/preview-drawing.ts';
import { articleHead } from '../unfurl/article-head.ts';
import { feedLinks } from '../unfurl/feed-links.ts';

/** The tags by which an article is unfurled, and the links to the publication's feeds. */
export async function articleTags(ports: Ports, config: Config, article: Article): Promise<Element[]> {
  const { publicUrl, publication } = config;
  const { card, hash } = await newestPreview(ports, config, article);
  const type = previewType(card);
  const head = articleHead(article, {
    publicationName: publication.name,
    publicUrl,
    description: articleSummary(article) || publication.description || publication.name,
    themeColor: config.theme.colours.accent,
    address: articleAddress(publicUrl, article.id),
    preview: {
      url: previewAddress(publicUrl, article.id, hash, type),
      type,
      width: PREVIEW_WIDTH,
      height: PREVIEW_HEIGHT,
      alt: previewAlt(card),
    },
  });
  return [...head, ...feedLinks(publicUrl, 'all', publication.name)];
}
