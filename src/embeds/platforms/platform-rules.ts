import type { Instant } from '../../domain/instant.ts';
import type { PostTime } from '../../domain/post.ts';

/** What the address of a post says. */
export interface PostAddress {
  /** Names the post among all posts of the platform: `[A-Za-z0-9._-]`, fit for a segment of an address. */
  id: string;
  /** Without the leading `@`. */
  handle?: string;
  /** The address in the platform's present form, without tracking. */
  url: string;
}

export interface IdTime {
  at: Instant;
  precision: PostTime['precision'];
}

/** What is particular to one platform. All of it is known offline. */
export interface PlatformRules {
  /** The class of the platform's own embed markup. */
  embedClass: string;
  /** The attribute of that markup that holds the address, where there is one. */
  addressAttribute?: string;
  /** Whether an address alone proves the platform; a Mastodon server may have any name. */
  knownHosts: boolean;
  /** Whether dates are printed in UTC; else they are the embedding editor's local ones and prove nothing. */
  printsUtc: boolean;
  /** The handle within `(@…)`, without the sign: a pattern with no anchors and no groups. */
  handle: string;
  /** Words that the platform's markup adds to the post's own at their end. */
  addedWords?: RegExp;
  /** Reads a post's address. Look-alike hosts, ports and credentials are refused: `undefined`. */
  match(address: string): PostAddress | undefined;
  /** The address of a post, or `undefined` where the platform needs a handle that is not known. */
  permalink(id: string, handle?: string): string | undefined;
  /** The address of a profile, or `undefined` where the handle does not say it all. */
  profile(handle: string): string | undefined;
  /** The address of a hashtag's page, where there is one for the whole platform. `tag` is without `#`. */
  hashtag(tag: string): string | undefined;
  /** When a post was written, read from its id; `undefined` where the id holds no believable time. */
  timeOf(id: string): IdTime | undefined;
}
