import { h } from 'hastscript';
import type { CardContext } from '../cards/card-facts.ts';
import { renderQuoteCard } from '../cards/quote-card.ts';
import type { Config } from '../domain/config.ts';
import type { PageRewriter } from '../domain/page-rewriting.ts';
import type { Ports } from '../domain/ports.ts';
import { type Capture, type CaptureKey, captureKey } from '../domain/post.ts';
import type { StoredArticle } from '../store/article-records.ts';
import { loadCaptures } from '../store/capture-records.ts';
import { firstPost } from '../store/main-quote.ts';
import { headMarkup } from '../unfurl/head-markup.ts';
import { type ArticleTags, articleTags } from './article-tags.ts';
import { headChanges } from './head-changes.ts';
import { removedLoaders } from './loader-scripts.ts';
import { loadPageArticle, looksLikeArticle } from './page-article.ts';
import { loadKnownPosts } from './page-captures.ts';
import { asciiMarkup, orderedChanges, type PageChange } from './page-changes.ts';
import { pageDecoder } from './page-charset.ts';
import { findPageEmbeds, type RecentEmbeds } from './page-embeds.ts';
import { pageFacts } from './page-facts.ts';
import { findSpans } from './page-spans.ts';
import { pageTags } from './page-tags.ts';
import { createRecentResults } from './recent-results.ts';
import { shownPost } from './shown-post.ts';

/** A page of the publisher's site as it came. */
export interface OriginPage {
  bytes: Uint8Array;
  contentType: string;
  /** Where it was asked for. */
  address: URL;
}

/** What is to be done with a page. */
export interface PageEdit {
  /** In order, not overlapping; none where the page stays as it is. */
  changes: PageChange[];
  /** The address the page gives itself, as it wrote it, where it looks like an article that is not known. */
  unknownArticle?: string;
}

/** Says how pages are to be changed. */
export interface PageEditor {
  /** Throws what the database throws; the page is then to be passed on as it is. */
  edit(page: OriginPage): Promise<PageEdit>;
}

const UNTOUCHED: PageEdit = { changes: [] };
/** Of the embeds and the cards of pages that were read lately, each, in UTF-16 code units. */
const RECENT_LENGTH = 1_000_000;

/**
 * Embedded posts become quote cards, loader scripts that nothing needs any more go, and the tags of an article that we
 * know are ours.
 */
export function createPageEditor(ports: Ports & { pageRewriter: PageRewriter }, config: Config): PageEditor {
  const recentEmbeds: RecentEmbeds = createRecentResults(RECENT_LENGTH);
  const recentCards = createRecentResults<string>(RECENT_LENGTH);
  const recentTags = createRecentResults<Promise<ArticleTags>>(RECENT_LENGTH);
  const cardMarkup = (capture: Capture, context: CardContext) =>
    recentCards.of(JSON.stringify([capture, context.language]), () =>
      asciiMarkup(renderQuoteCard(capture, context)),
    );
  const tagsOf = async ({ article, digest, document }: StoredArticle) => {
    const quotes = !article.image && firstPost(article) !== undefined;
    const captures = quotes ? await loadCaptures(ports.database, [article]) : new Map<CaptureKey, Capture>();
    const key = JSON.stringify([article.id, article.version, digest, document, ...captures.values()]);
    return recentTags.of(key, () => articleTags(article, captures, config, document));
  };
  return {
    async edit({ bytes, contentType, address }) {
      const spans = await findSpans(ports.pageRewriter, bytes);
      if (!spans) return UNTOUCHED;
      const tags = pageTags(bytes, spans);
      const facts = pageFacts(bytes, spans, tags);
      const decoder = pageDecoder(bytes, contentType, facts.charset);
      const { headPoint } = facts;
      if (facts.amp || !decoder || headPoint === undefined) return UNTOUCHED;
      const embeds = await findPageEmbeds(bytes, spans, decoder, recentEmbeds);
      const [known, stored] = await Promise.all([
        loadKnownPosts(ports.database, embeds),
        loadPageArticle(ports, [...facts.addresses, address.href]),
      ]);
      const language = facts.language ?? stored?.article.language ?? config.publication.language;
      const context = { language, onDeleted: config.onDeleted, publicUrl: config.publicUrl };
      const cards = embeds.flatMap((embed) => {
        const capture = shownPost(embed, known.get(captureKey(embed.found.capture)), config);
        return capture ? [{ embed, markup: cardMarkup(capture, context) }] : [];
      });
      const replaced = cards.map(({ embed }) => embed);
      const ours = stored && (await tagsOf(stored));
      const changes = [
        ...(cards.length > 0 ? [stylesheet(config, headPoint)] : []),
        ...(ours ? headChanges(bytes, tags, ours, { headPoint, decoder }) : []),
        ...cards.map(({ embed: { start, end }, markup }) => ({ start, end, markup })),
        ...removedLoaders(bytes, tags, replaced),
      ];
      const isUnknown = !stored && looksLikeArticle(bytes, tags, facts, decoder);
      return { changes: orderedChanges(changes), ...(isUnknown && { unknownArticle: facts.addresses[0] }) };
    },
  };
}

/** Ours for cards, since a page's own policy may let no style in that stands in it. */
function stylesheet({ publicUrl }: Config, place: number): PageChange {
  const markup = headMarkup([h('link', { rel: 'stylesheet', href: `${publicUrl}/styles/card.css` })]);
  return { start: place, end: place, markup: asciiMarkup(markup) };
}
