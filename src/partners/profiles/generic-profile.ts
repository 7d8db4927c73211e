import type { FeedFormat } from '../../domain/feed.ts';
import { FEED_WRITERS } from '../../feeds/feed-formats.ts';
import { joinFeed } from '../../feeds/feed-writer.ts';
import { soundHead } from '../../feeds/sound-feed.ts';
import { MAX_ITEM_BYTES, withinLimits } from './item-limits.ts';
import type { ProfileWriter } from './profile-writer.ts';

const LIMITS = { items: 100, bytes: MAX_ITEM_BYTES };

/**
 * The feeds that everyone reads, with the items of a contract. Atom and JSON Feed name what was taken down; RSS has no
 * word for it.
 */
export function genericProfile(format: FeedFormat): ProfileWriter {
  const writer = FEED_WRITERS[format];
  return {
    format,
    maxItems: LIMITS.items,
    tellsWithdrawals: format !== 'rss',
    item: (item) => ({ fragment: writer.item(item), leftOut: [] }),
    join(head, given, stubs = []) {
      const deleted = stubs.map(({ id, at }) => ({ id, at }));
      const { entries, leftOut } = withinLimits(head, given, LIMITS);
      const fragments = entries.map(({ fragment }) => fragment);
      const start = writer.head(soundHead({ ...head, deleted }));
      return { document: joinFeed(writer, start, fragments), leftOut };
    },
  };
}
