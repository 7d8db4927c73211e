import type { Clock, Fetch } from '../domain/ports.ts';
import type { Platform, Resolution } from '../domain/post.ts';

/** What is known of a post that is to be looked up. One of `id`, `url` and `tcoCode` at least. */
export interface PostRef {
  platform: Platform;
  /** As the platform's rules make it. */
  id?: string;
  url?: string;
  /** Without the leading `@`. */
  handle?: string;
  /** X, where only the words came down: the code of `pic.twitter.com/CODE`. Needs `handle` and `printedDay`. */
  tcoCode?: string;
  /** The day printed under the post, `2023-09-13`, UTC. */
  printedDay?: string;
}

export interface ResolverSettings {
  x: {
    /** X's documented source: publish.x.com. */
    oembed: boolean;
    /** What X's own embeds read: media, quotes, polls, and why a post is gone. Not documented by X. */
    syndication: boolean;
    /** Follows a picture's link by one step to find the post it belongs to. */
    shortLinks: boolean;
  };
  bluesky: {
    enabled: boolean;
    /** An AppView that answers without a login. */
    appView: string;
  };
  mastodon: {
    enabled: boolean;
    /** The only servers to ask, by host name; any server where absent. */
    servers?: readonly string[];
  };
}

export interface ResolverContext {
  fetch: Fetch;
  clock: Clock;
  settings: ResolverSettings;
}

/** Looks up posts of one platform; the answers are in the order of the questions. Nothing is thrown for any answer. */
export type Resolver = (refs: readonly PostRef[], context: ResolverContext) => Promise<Resolution[]>;
