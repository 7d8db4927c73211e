import type { TopicKind } from '../../domain/feed.ts';

/** What the pages themselves say. `{time}`, `{name}` and `{list}` stand for what they say. */
export interface PageWords {
  /** The first link of a page: past its head, for those who use a keyboard. */
  skip: string;
  home: string;
  updated: string;
  corrected: string;
  /** After `corrected`; `{list}` is made of `parts`. */
  changed: string;
  parts: { title: string; dek: string; text: string };
  related: string;
  tags: string;
  follow: string;
  followHow: string;
  licence: string;
  /** `{name}` is the publication it was taken over from. */
  source: string;
  /** Names the article's address on the publisher's own site. */
  original: string;
  table: string;
  articles: string;
  feeds: string;
  none: string;
  everything: string;
  kinds: Record<TopicKind, string>;
  withdrawnTitle: string;
  withdrawn: string;
  notFound: string;
  notFoundHelp: string;
  failed: string;
  failedHelp: string;
  feed: FeedWords;
  comma: string;
  colon: string;
}

/** The words of the page that a feed is in a browser. */
export interface FeedWords {
  about: string;
  subscribe: string;
  open: string;
  /** Before the names of readers that are web sites. */
  web: string;
  newest: string;
  none: string;
  older: string;
  latest: string;
  every: string;
}
