import type { LinkPlatform, Platform, QuotePlatform } from '../../domain/post.ts';
import { bluesky } from './bluesky.ts';
import { facebook } from './facebook.ts';
import { instagram } from './instagram.ts';
import type { LinkRules } from './link-rules.ts';
import { linkedin } from './linkedin.ts';
import { mastodon } from './mastodon.ts';
import type { PlatformRules } from './platform-rules.ts';
import { reddit } from './reddit.ts';
import { telegram } from './telegram.ts';
import { threads } from './threads.ts';
import { tiktok } from './tiktok.ts';
import { x } from './x.ts';
import { youtube } from './youtube.ts';

/** Every platform of quotes with its rules: one that is missing is a type error. */
export const PLATFORM_TABLE = { x, bluesky, mastodon } satisfies Record<QuotePlatform, PlatformRules>;

const LINK_TABLE = {
  instagram,
  threads,
  tiktok,
  youtube,
  facebook,
  reddit,
  telegram,
  linkedin,
} satisfies Record<LinkPlatform, LinkRules>;

/** Every platform with what its addresses say. */
export const LINK_RULES: Record<Platform, LinkRules> = { ...PLATFORM_TABLE, ...LINK_TABLE };
