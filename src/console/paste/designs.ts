import type { Article, ArticleDraft } from '../../domain/article.ts';
import type { Config } from '../../domain/config.ts';
import { type Instant, toInstant } from '../../domain/instant.ts';
import { type Capture, type CaptureKey, captureKey } from '../../domain/post.ts';
import { previewOf } from '../../previews/article-card.ts';
import type { PreviewDesign } from '../../previews/card.ts';
import { findMainQuote } from '../../store/main-quote.ts';
import { type PreviewLink, trialLink } from '../preview-links.ts';

/** A design, and the picture of it; without one it would say too much for a link. */
export interface TriedDesign {
  design: PreviewDesign;
  isOwn: boolean;
  link: PreviewLink | undefined;
}

/** The preview of an article in each design that it has something for; first the one it will have. */
export async function triedDesigns(config: Config, draft: ArticleDraft, now: Date): Promise<TriedDesign[]> {
  const article = articleOf(draft, toInstant(now));
  const quote = findMainQuote(article, postsOf(draft, toInstant(now)), config)?.quote;
  const own = previewOf(article, config, quote);
  const cards = [
    own,
    ...(quote && own.design !== 'quote' ? [{ ...own, design: 'quote' as const, quote }] : []),
    ...(own.design === 'flat' ? [] : [{ ...own, design: 'flat' as const }]),
  ];
  return Promise.all(
    cards.map(async (card) => ({
      design: card.design,
      isOwn: card === own,
      link: await trialLink(config, card, now),
    })),
  );
}

/** The posts of a draft, as they would be stored. */
export function postsOf({ embeds }: ArticleDraft, capturedAt: Instant): Map<CaptureKey, Capture> {
  return new Map(embeds.map(({ capture }) => [captureKey(capture), { ...capture, capturedAt }]));
}

function articleOf({ embeds: _, status: __, ...draft }: ArticleDraft, now: Instant): Article {
  const publishedAt = draft.publishedAt ?? draft.embargoUntil ?? now;
  return {
    ...draft,
    id: 'draft',
    guid: '',
    version: 1,
    state: 'live',
    publishedAt,
    updatedAt: draft.updatedAt ?? publishedAt,
  };
}
