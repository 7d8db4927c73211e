import { sha256 } from '../domain/digest.ts';
import type { Instant } from '../domain/instant.ts';
import { Problem } from '../domain/problem.ts';
import type { Reader } from './public-reads.ts';
import { loadTopic, loadTopics, type TopicState } from './topic-records.ts';

/** What is known of a feed before any article is read. */
export interface FeedState {
  /** 16 hex digits; changes with everything that changes what the feed says. */
  digest: string;
  /** `undefined`: nothing was ever published. */
  modifiedAt: Instant | undefined;
  /** What the feed is about, in words. */
  names: string[];
}

const EMPTY: FeedState = { digest: '0'.repeat(16), modifiedAt: undefined, names: [] };

/**
 * One point read; one a topic where there are several. Throws `not-found` where no article was ever about one of
 * them; of the whole publication there is a feed before the first article.
 */
export async function loadFeedState(ports: Reader, topics: readonly string[]): Promise<FeedState> {
  const [only = 'all', ...more] = topics;
  const states: (TopicState | undefined)[] =
    more.length > 0 ? await loadTopics(ports, topics) : [await loadTopic(ports, only)];
  const known = states.filter((state) => state !== undefined);
  if (known.length === 0 && only === 'all') return EMPTY;
  const missing = topics.find((topic) => !known.some((state) => state.topic === topic));
  if (missing) throw new Problem('not-found', `No article was ever published under ${missing}.`);
  return {
    digest: await sharedDigest(known.map(({ digest }) => digest)),
    modifiedAt: known
      .map(({ modifiedAt }) => modifiedAt)
      .sort()
      .at(-1),
    names: known.map(({ name }) => name).filter(Boolean),
  };
}

async function sharedDigest(digests: string[]): Promise<string> {
  const [only = '', ...more] = digests;
  return more.length > 0 ? sha256(digests.join(' '), 16) : only;
}
