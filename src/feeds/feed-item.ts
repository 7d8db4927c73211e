import type { Article, ArticleImage, ArticleSource, Author } from '../domain/article.ts';
import type { EmbedRef } from '../domain/embed.ts';
import { slug } from '../domain/feed.ts';
import type { Instant } from '../domain/instant.ts';
import { articleSummary } from './article-summary.ts';
import { cleanUrl } from './feed-text.ts';

/** An article as feeds tell it: the one model behind all three formats. */
export interface FeedItem {
  /** A tag: URI that never changes. */
  id: string;
  /** The page to open: absolute, http(s). */
  url: string;
  title: string;
  /** Plain text. */
  summary?: string;
  /** Reader-safe HTML with absolute addresses; absent where the item is told by its summary alone. */
  contentHtml?: string;
  authors: Author[];
  categories: string[];
  publishedAt: Instant;
  updatedAt: Instant;
  /** BCP 47. */
  language: string;
  /** `type` is the media type, `bytes` the length of the file. */
  image?: ArticleImage & { type?: string; bytes?: number };
  /** The copyright notice. */
  rights?: string;
  /** The address of the licence. */
  licence?: string;
  /** Whose article it is, where it was taken over. */
  source?: ArticleSource;
}

export interface FeedItemOptions {
  /** Our own page of the article, used where the publisher's is not known. */
  address: string;
  /** Reader-safe HTML of a post, `''` where it may not be shown. */
  renderEmbed: (ref: EmbedRef) => string;
}

/** Makes the feed item of an article. A post that cannot be rendered is left out; the article around it stays. */
export function feedItem(article: Article, options: FeedItemOptions): FeedItem {
  const summary = articleSummary(article);
  const content = contentHtml(article, options.renderEmbed);
  return {
    id: article.guid,
    url: cleanUrl(article.url) ?? options.address,
    title: article.title,
    ...(summary && { summary }),
    // Readers take the direction from their own interface where the content does not state it.
    contentHtml: content && article.direction === 'rtl' ? `<div dir="rtl">\n${content}\n</div>` : content,
    authors: article.authors,
    categories: categoriesOf(article),
    publishedAt: article.publishedAt,
    updatedAt: article.updatedAt,
    language: article.language,
    ...(article.image && { image: article.image }),
    ...(article.rights && { rights: article.rights }),
    ...(article.licence && { licence: article.licence }),
    ...(article.source && { source: article.source }),
  };
}

/** The same item told by its summary alone: every format then carries the summary, or else the title, as plain text. */
export function summaryItem(item: FeedItem): FeedItem {
  const { contentHtml: _, ...told } = item;
  return told;
}

function contentHtml(article: Article, renderEmbed: FeedItemOptions['renderEmbed']): string {
  const pieces = article.body.map((block) => {
    if (block.type === 'html') return block.html;
    try {
      return renderEmbed(block.ref);
    } catch {
      return '';
    }
  });
  return pieces.filter((html) => html.trim()).join('\n');
}

/** Section and tags; two names that make the same feed topic are one category, spelled as it comes first. */
function categoriesOf(article: Article): string[] {
  const names = new Map<string, string>();
  for (const name of article.section ? [article.section, ...article.tags] : article.tags) {
    const key = slug(name) || name;
    if (!names.has(key)) names.set(key, name);
  }
  return [...names.values()];
}
