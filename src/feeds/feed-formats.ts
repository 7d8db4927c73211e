import type { FeedFormat } from '../domain/feed.ts';
import { ATOM_WRITER } from './atom-document.ts';
import type { FeedWriter } from './feed-writer.ts';
import { JSON_FEED_WRITER } from './json-feed-document.ts';
import { RSS_WRITER } from './rss-document.ts';

/** Every format there is. */
export const FEED_WRITERS: Record<FeedFormat, FeedWriter> = {
  rss: RSS_WRITER,
  atom: ATOM_WRITER,
  json: JSON_FEED_WRITER,
};
