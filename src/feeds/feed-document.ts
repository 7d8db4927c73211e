import type { FeedFormat } from '../domain/feed.ts';
import type { Instant } from '../domain/instant.ts';
import type { FeedItem } from './feed-item.ts';

/** One public address for each format. */
export type FeedAddresses = Record<FeedFormat, string>;

/** A feed, before it takes the form of a format. */
export interface FeedDocument extends FeedHead {
  /** In the order they are to be shown. */
  items: FeedItem[];
}

/** All that a feed says besides its items. */
export interface FeedHead {
  title: string;
  description: string;
  /** BCP 47; an item may be in another one. */
  language: string;
  /** The page that the feed follows. */
  homeUrl: string;
  /** Where this document is found. */
  self: FeedAddresses;
  /** A WebSub hub that pushes this feed. */
  hubUrl?: string;
  /** When anything in the feed last changed, take-downs too: from content, never from the clock. */
  updatedAt: Instant;
  copyright?: string;
  /** The archive document with the articles before those of this document (RFC 5005 §4). */
  previous?: FeedAddresses;
  /** The page with the next older articles by date, none of which is in this document (RFC 5005 §3). */
  next?: FeedAddresses;
  /** What only an archive document has: where the feed itself is, and the archive document after this one. */
  archive?: { current: FeedAddresses; next?: FeedAddresses };
  /** What was withdrawn of late. */
  deleted?: DeletedItem[];
}

/** What a feed says of an article that is no longer in it: nothing of its words. */
export interface DeletedItem {
  id: string;
  at: Instant;
}
