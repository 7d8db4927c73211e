import type { Platform } from '../domain/post.ts';

/** The platforms by their own names, the same in every language. */
export const PLATFORM_NAMES = {
  x: 'X',
  bluesky: 'Bluesky',
  mastodon: 'Mastodon',
  instagram: 'Instagram',
  threads: 'Threads',
  tiktok: 'TikTok',
  youtube: 'YouTube',
  facebook: 'Facebook',
  reddit: 'Reddit',
  telegram: 'Telegram',
  linkedin: 'LinkedIn',
} satisfies Record<Platform, string>;
