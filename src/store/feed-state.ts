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
  if (more.length > 0) return sharedState(topics, await loadTopics(ports, topics));
  const state = await loadTopic(ports, only);
  if (!state && only === 'all') return EMPTY;
  if (!state) throw neverUsed(only);
  return { digest: state.digest, modifiedAt: state.modifiedAt, names: state.name ? [state.name] : [] };
}

async function sharedState(topics: readonly string[], known: TopicState[]): Promise<FeedState> {
  const missing = topics.find((topic) => !known.some((state) => state.topic === topic));
  if (missing) throw neverUsed(missing);
  return {
    digest: await sha256(known.map(({ digest }) => digest).join(' '), 16),
    modifiedAt: known
      .map(({ modifiedAt }) => modifiedAt)
      .sort()
      .at(-1),
    names: known.map(({ name }) => name).filter(Boolean),
  };
}

function neverUsed(topic: string): Problem {
  return new Problem('not-found', `No article was ever published under ${topic}.`);
}
