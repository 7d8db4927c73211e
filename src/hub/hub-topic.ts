import type { FeedFormat } from '../domain/feed.ts';
import { Problem } from '../domain/problem.ts';
import { type FeedSelection, feedPath, readFeedRequest } from '../feeds/feed-selection.ts';

/** What can be subscribed to, as the hub's tables know it. */
export interface NamedTopic {
  /** Path and query of the feed's address; of a feed that is not everybody's a name without what opens it. */
  feed: string;
  /** The topics of articles that it is made of. */
  topics: readonly string[];
}

/** What WebSub calls a topic: one of our feeds, in one format. */
export interface HubTopic extends NamedTopic {
  selection: FeedSelection;
  format: FeedFormat;
}

const PREFIX = '/feeds/';

/**
 * Reads the address of a feed, which must be spelled as the feed itself spells it (its `rel=self`). Returns what is wrong
 * with it, in words that complete "hub.topic …", where nobody can subscribe to it.
 */
export function readHubTopic(publicUrl: string, address: string): HubTopic | string {
  const others = `is not the address of a feed here; those begin with ${publicUrl}${PREFIX}`;
  if (!address.startsWith(publicUrl + PREFIX)) return others;
  try {
    const topic = readFeedPath(address.slice(publicUrl.length));
    if (!topic) return 'must name one format: its path ends in .rss, .atom or .json';
    const { page, before } = topic.selection;
    if (page !== undefined || before) return 'is a page of the archive; subscribe to the feed itself';
    return publicUrl + topic.feed === address ? topic : `is to be spelled ${publicUrl}${topic.feed}`;
  } catch (error) {
    if (error instanceof Problem) return `is not a feed: ${error.detail}`;
    if (error instanceof URIError) return others;
    throw error;
  }
}

/** Reads path and query of a feed's address; `undefined` where it names no format. Throws what `readFeedRequest` throws, and `URIError`. */
export function readFeedPath(feed: string): HubTopic | undefined {
  const [path = '', ...query] = feed.split('?');
  const decoded = decodeURIComponent(path.slice(PREFIX.length));
  const { format, spelled: _, ...selection } = readFeedRequest(decoded, new URLSearchParams(query.join('?')));
  const { topics } = selection;
  return format && { feed: feedPath(selection, format), topics, selection, format };
}
