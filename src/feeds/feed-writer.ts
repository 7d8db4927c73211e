import type { FeedDocument, FeedHead } from './feed-document.ts';
import type { FeedItem } from './feed-item.ts';
import { soundFeed } from './sound-feed.ts';

/**
 * A format, in parts: a document is its head, its items with the separator between them, and its tail. An item's part
 * depends on nothing but the item, so that it can be kept and put into any document.
 */
export interface FeedWriter {
  /** Takes a sound head. */
  head(feed: FeedHead): string;
  /** Takes a sound item. */
  item(item: FeedItem): string;
  separator: string;
  tail: string;
}

/**
 * The whole document. Appended, not joined: what is appended is copied once, when it is encoded; what is joined and then
 * set between head and tail, twice.
 */
export function joinFeed(writer: FeedWriter, head: string, items: readonly string[]): string {
  let document = head;
  let separator = '';
  for (const item of items) {
    document += separator + item;
    separator = writer.separator;
  }
  return document + writer.tail;
}

/** Renders a document from nothing. Throws as `soundFeed` does. */
export function renderWhole(writer: FeedWriter, feed: FeedDocument): string {
  const sound = soundFeed(feed);
  return joinFeed(
    writer,
    writer.head(sound),
    sound.items.map((item) => writer.item(item)),
  );
}
