import type { LinkRules } from './link-rules.ts';

/** What is particular to a platform whose posts are quoted. All of it is known offline. */
export interface PlatformRules extends LinkRules {
  /** The classes of the platform's own embed markup. */
  embedClasses: readonly string[];
  /** The attribute of that markup that holds the address, where there is one. */
  addressAttribute?: string;
  /** Whether an address alone proves the platform; a Mastodon server may have any name. */
  knownHosts: boolean;
  /** Whether dates are printed in UTC; else they are the embedding editor's local ones and prove nothing. */
  printsUtc: boolean;
  /** Made by `signaturePattern`: how the platform's embeds end. */
  signature: RegExp;
  /** Finds the mentions in text that lost its markup; the first group is the handle. Global. */
  mention: RegExp;
  /** The longest post: X weighs its characters, others count them. */
  longest: number;
  /** Words that the platform's markup adds to the post's own at their end. */
  addedWords?: RegExp;
  /** The address of a post, or `undefined` where the platform needs a handle that is not known. */
  permalink(id: string, handle?: string): string | undefined;
  /** The address of a hashtag's page, where there is one for the whole platform. `tag` is without `#`. */
  hashtag(tag: string): string | undefined;
}
