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

/** What any platform's addresses and ids say by themselves, offline. */
export interface LinkRules {
  /** Reads a post's address. Look-alike hosts, ports and credentials are refused: `undefined`. */
  match(address: string): PostAddress | undefined;
  /** The address of a profile, or `undefined` where the handle does not say it all. */
  profile(handle: string): string | undefined;
  /** When a post was written, read from its id; `undefined` where the id holds no believable time. */
  timeOf(id: string): IdTime | undefined;
}
