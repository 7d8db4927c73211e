import type { FeedFormat } from '../domain/feed.ts';

/** What a document is called inside another one, where links carry the bare type. */
export const BARE_MEDIA_TYPES = {
  rss: 'application/rss+xml',
  atom: 'application/atom+xml',
  json: 'application/feed+json',
} as const satisfies Record<FeedFormat, string>;

/** The Content-Type of each format. Every document is UTF-8. */
export const FEED_MEDIA_TYPES: Record<FeedFormat, string> = {
  rss: `${BARE_MEDIA_TYPES.rss}; charset=utf-8`,
  atom: `${BARE_MEDIA_TYPES.atom}; charset=utf-8`,
  json: `${BARE_MEDIA_TYPES.json}; charset=utf-8`,
};
