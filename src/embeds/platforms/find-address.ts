import { PLATFORMS, type Platform } from '../../domain/post.ts';
import type { PostAddress } from './link-rules.ts';
import { LINK_RULES } from './platform-table.ts';

/** An address that is a post's. */
export interface FoundAddress {
  platform: Platform;
  address: PostAddress;
  /** As it was found. */
  raw: string;
}

/** What stands in every address of a platform's posts: most other addresses are told from them by this alone. */
const HINTS = {
  x: /twit|x\.com|twstalker|fixupx|fixvx|xfixup|xcancel|nitter/i,
  bluesky: /bsk|^at:/i,
  mastodon: /\/@|\/users\//,
  instagram: /instagr/i,
  threads: /threads/i,
  tiktok: /tiktok/i,
  youtube: /youtu/i,
  facebook: /facebook/i,
  reddit: /redd/i,
  telegram: /t\.me|telegram/i,
  linkedin: /linkedin/i,
} satisfies Record<Platform, RegExp>;

/** So few digits have only the posts of forty minutes of 4 November 2010, and many an id that lost its end. */
const CUT_SHORT = /^\d{12,13}$/;

/**
 * The platform that an address by itself proves, and the post. A Mastodon server may have any name, so there the
 * account and a number that holds a believable time have to vouch for it.
 */
export function findAddress(raw: string): FoundAddress | undefined {
  if (raw.length > 2048) return undefined;
  for (const platform of PLATFORMS) {
    const address = HINTS[platform].test(raw) ? LINK_RULES[platform].match(raw) : undefined;
    if (!address) continue;
    if (platform === 'x' && CUT_SHORT.test(address.id)) continue;
    if (platform === 'mastodon' && !LINK_RULES.mastodon.timeOf(address.id)) continue;
    return { platform, address, raw };
  }
  return undefined;
}
