import type { Platform } from '../domain/post.ts';
import { type FoundAddress, findAddress } from './platforms/find-address.ts';
import { LINK_RULES } from './platforms/platform-table.ts';
import { isPostId } from './platforms/x.ts';

/** The names that content systems give their shortcodes; `''` ones take any platform's address. */
const NAMES: Record<string, Platform | ''> = {
  tweet: 'x',
  twitter: 'x',
  twitter_simple: 'x',
  'twitter-embed': 'x',
  blackbirdpie: 'x',
  x: 'x',
  x_simple: 'x',
  tweetembed: 'x',
  twittertweetembed: 'x',
  statictweet: 'x',
  reacttweet: 'x',
  xembed: 'x',
  blueskypost: 'bluesky',
  mastodonpost: 'mastodon',
  bluesky: 'bluesky',
  bsky: 'bluesky',
  mastodon: 'mastodon',
  toot: 'mastodon',
  instagram: 'instagram',
  instagram_simple: 'instagram',
  threads: 'threads',
  tiktok: 'tiktok',
  youtube: 'youtube',
  embedyt: 'youtube',
  facebook: 'facebook',
  reddit: 'reddit',
  telegram: 'telegram',
  linkedin: 'linkedin',
  embed: '',
  oembed: '',
};

/** `[tweet …]` of WordPress, `{{< x … >}}` of Hugo, `{% twitter … %}` of Liquid, `!twitter[…]`, `::tweet{#…}`, `<Tweet …/>`. */
const FORMS = [
  /^\[([a-z_-]{1,20})((?:[ =][^[\]]{0,2400})?)\](?:([^[\]]{1,2048})\[\/\1\])?$/i,
  /^\{\{[<%] {0,3}([a-z_-]{1,20}) ([^{}]{1,2400}?) {0,3}\/?[>%]\}\}$/i,
  /^\{% {0,3}([a-z_-]{1,20}) ([^{}]{1,2400}?) {0,3}%\}$/i,
  /^!([a-z_-]{1,20})\[([^[\]]{1,2048})\]$/i,
  /^::([a-z_-]{1,20})\{#?([^{}]{1,2048})\}$/i,
  // A component of MDX with an expression, which is no HTML.
  /^<([A-Z][A-Za-z]{1,30})\s([^<>]{1,2400}?)\s{0,3}\/?>(?:<\/\1>)?$/,
];

/** Reads a whole line as a shortcode that names one post; `undefined` where it is none, or names none. */
export function readShortcode(line: string): FoundAddress | undefined {
  for (const form of FORMS) {
    const [, name = '', given = '', content = ''] = form.exec(line) ?? [];
    const key = name.toLowerCase();
    if (!Object.hasOwn(NAMES, key)) continue;
    const platform = NAMES[key] || undefined;
    return readWords(`${given} ${content}`, platform, line);
  }
  return undefined;
}

function readWords(given: string, platform: Platform | undefined, raw: string): FoundAddress | undefined {
  const addresses = given.match(/(?:https?|at):\/\/[^\s"'“”″‘’«»]{1,2048}/gi) ?? [];
  if (addresses.length > 1) return undefined;
  if (addresses[0]) {
    const found = findAddress(addresses[0]);
    if (found && (!platform || found.platform === platform)) return found;
    const address = platform && LINK_RULES[platform].match(addresses[0]);
    return address ? { platform, address, raw: addresses[0] } : undefined;
  }
  const id =
    /(?:^|\s)(?:id|tweetid|tweet_id|video|videoid)\s?=\s?[{"'`“”″‘’]{0,3}([A-Za-z0-9_-]{1,44})/i.exec(
      given,
    )?.[1] ?? /^\s*["'“”″‘’]?([A-Za-z0-9_-]{1,44})["'“”″‘’]?\s*$/.exec(given)?.[1];
  const found = id && platform ? fromId(platform, id, given) : undefined;
  return found && { ...found, raw: found.address.url || raw };
}

/** The address that a platform's own id stands for, where the id says it all. */
export function fromId(platform: Platform, id: string, given = ''): FoundAddress | undefined {
  const address = addressOf(platform, id, given);
  return address && { platform, address, raw: address.url };
}

function addressOf(platform: Platform, id: string, given: string) {
  if (platform === 'x') {
    if (!isPostId(id)) return undefined;
    const handle = /(?:^|\s)user\s?=\s?["'“”″]{0,2}([A-Za-z0-9_]{1,20})["'“”″\s]/i.exec(`${given} `)?.[1];
    return LINK_RULES.x.match(`https://x.com/${handle ?? 'i'}/status/${id}`);
  }
  if (platform === 'youtube') return LINK_RULES.youtube.match(`https://youtu.be/${id}`);
  if (platform === 'instagram') return LINK_RULES.instagram.match(`https://www.instagram.com/p/${id}/`);
  if (platform === 'tiktok') return LINK_RULES.tiktok.match(`https://www.tiktok.com/embed/v2/${id}`);
  return undefined;
}
