import type { FeedFormat } from '../domain/feed.ts';
import type { Instant } from '../domain/instant.ts';
import type { FeedItem } from './feed-item.ts';

/** A feed, before it takes the form of a format. */
export interface FeedDocument {
  title: string;
  description: string;
  /** BCP 47; an item may be in another one. */
  language: string;
  /** The page that the feed follows. */
  homeUrl: string;
  /** The public address of this feed in each format. */
  self: Record<FeedFormat, string>;
  /** A WebSub hub that pushes this feed. */
  hubUrl?: string;
  /** When anything in the feed last changed, take-downs too: from content, never from the clock. */
  updatedAt: Instant;
  copyright?: string;
  /** In the order they are to be shown. */
  items: FeedItem[];
}
