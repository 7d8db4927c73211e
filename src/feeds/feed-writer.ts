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

/** The whole document. */
export function joinFeed(writer: FeedWriter, head: string, items: readonly string[]): string {
  return head + items.join(writer.separator) + writer.tail;
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
