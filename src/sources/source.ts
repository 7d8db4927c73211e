import type { GivenFields } from '../articles/given.ts';
import type { Instant } from '../domain/instant.ts';

export const SOURCE_KINDS = ['feed', 'sitemap', 'wordpress', 'ghost', 'webhook'] as const;
export type SourceKind = (typeof SOURCE_KINDS)[number];

/** Where the text of a feed's items is: in the feed, on their pages, or in the feed where it seems to be whole. */
export const TEXT_PLACES = ['auto', 'feed', 'page'] as const;

export interface SourceSettings {
  everyMinutes: number;
  /** Hosts its articles may be on besides its own. */
  hosts: string[];
  /** Articles from before are not taken, where the source can be asked so. */
  since: Instant;
  text: (typeof TEXT_PLACES)[number];
}

/** Somewhere that articles come from. */
export interface Source {
  id: string;
  kind: SourceKind;
  /** Of the feed, the sitemap, or the site. */
  address: string;
  /** Who is asked: one thing at a time. */
  host: string;
  settings: SourceSettings;
  /** Sent to the source with every request. From the database it comes as it is kept there. */
  key?: string;
  /** Signs what the source sends; kept like the key. */
  secret?: string;
  addedAt: Instant;
  /** When it is polled; never where it is only heard. */
  nextAt?: Instant;
  cursor: Cursor;
  failures: number;
  failingSince?: Instant;
  /** Until then any number of articles may be withdrawn at once. */
  withdrawUntil?: Instant;
}

/** Where a poll goes on. */
export interface Cursor {
  etag?: string;
  lastModified?: string;
  /** The latest change of those that were listed to the end. */
  since?: Instant;
  /** The latest change seen on the pages so far. */
  newest?: Instant;
  /** The next page of a list that has not been read to its end. */
  page?: number;
}

/** An article as its source says it: what is stated, and the text in one form. */
export interface ItemArticle extends GivenFields {
  html?: string;
  plain?: string;
  /** A whole page, as it was fetched from `url`. */
  page?: string;
}

/** One article in a list. */
export interface ListedItem {
  /** The source's own name of it, which stays. */
  id: string;
  /** Another one where the source says something else of it. */
  version: string;
  url?: string;
  publishedAt?: Instant;
  /** Where the list holds all of it. */
  article?: ItemArticle;
  /** The source says that there is no such article any more. */
  gone?: boolean;
}

export type Failure = {
  outcome: 'failed';
  /** A sentence for the log. */
  reason: string;
  /** Whether the same may go well later. */
  passing: boolean;
  retryAfterSeconds?: number;
};

export interface Listed {
  outcome: 'listed';
  items: ListedItem[];
  /** What was passed over, and why. */
  notes: { item?: string; words: string }[];
  cursor: Cursor;
  /** Whether there is another page. */
  more: boolean;
}

export type Listing = Listed | { outcome: 'unchanged' } | Failure;

/** One article, looked at by itself. */
export type Look =
  | { outcome: 'found'; version: string; article: ItemArticle; url?: string; publishedAt?: Instant }
  | { outcome: 'gone'; reason: string }
  /** It is there, and not for everyone. */
  | { outcome: 'closed'; reason: string; version: string }
  /** It goes by another id. */
  | { outcome: 'other'; id: string }
  | { outcome: 'passed'; reason: string; version?: string }
  | Failure;

/** How one kind of source is asked. Every answer is a value. */
export interface Origin {
  /** What it lists from the cursor on; nothing can be listed of a source that is only heard. */
  list?(cursor: Cursor): Promise<Listing>;
  look(item: { id: string; url?: string }): Promise<Look>;
  /** Which of these it still has, where it can be asked for several at once. */
  present?(ids: readonly string[]): Promise<Set<string> | Failure>;
}
