import { signaturePattern } from '../attribution.ts';
import { idTime } from './id-time.ts';
import type { PostAddress } from './link-rules.ts';
import type { PlatformRules } from './platform-rules.ts';
import { readPlatformAddress } from './web-address.ts';

const HOST = /^(?:(?:www|mobile|m)\.)?(?:twitter|x)\.com$/;
/** Sites that show the posts of X under X's own paths: for previews in chats, or without an account. */
const MIRROR =
  /^(?:(?:www|api|d|dl|t|i|g|m|o)\.)?(?:fxtwitter|fixupx|twittpr|xfixup|vxtwitter|fixvx|xcancel|twstalker)\.com$|^nitter\.[a-z0-9-]{1,63}(?:\.[a-z0-9-]{1,63}){0,4}$/;
/** Pages of X that show one post and name it in their query. */
const FRAME_HOST = /^(?:platform|publish)\.(?:twitter|x)\.com$/;

// Old accounts have handles of up to 20 characters; new ones 15.
const POST_PATH =
  /^\/(?:#!\/)?(?:i\/(?:web\/)?|([A-Za-z0-9_]{1,20})\/)status(?:es)?\/([1-9]\d{0,19})(?:\/(?:photo|video)\/\d)?\/?$/;
/** Without an account, and with the language of a translation. */
const MIRROR_PATH =
  /^\/(?:([A-Za-z0-9_]{1,20})\/)?status(?:es)?\/([1-9]\d{0,19})(?:\/(?:photo|video)\/\d)?(?:\/[a-z]{2}(?:-[A-Za-z]{2,4})?)?\/?$/;
const FRAME_PATH = /^\/embed\/(?:Tweet|index)\.html$/;

/** The first snowflake, of 4 November 2010. Smaller ids were counted up and hold no time. */
const FIRST_SNOWFLAKE = 29_700_000_000n;
const SNOWFLAKE_EPOCH = 1_288_834_974_657n;
const MAX_ID = 2n ** 63n;

/** As in twitter-text: what stands before a handle may not make it part of an e-mail address or a path. */
const MENTION =
  /(?:(?<![A-Za-z0-9_!#$%&*@＠\u00c0-\u024f])|(?<=(?<![A-Za-z0-9_])RT))[@＠]([A-Za-z0-9_]{1,20})(?![A-Za-z0-9_@＠\u00c0-\u024f]|:\/\/)/g;

/** X, once Twitter. Its ids are snowflakes: milliseconds since 4 November 2010 above 22 bits of machine and sequence. */
export const x: PlatformRules = {
  embedClasses: ['twitter-tweet', 'twitter-video'],
  knownHosts: true,
  printsUtc: true,
  signature: signaturePattern('[A-Za-z0-9_]{1,20}'),
  mention: MENTION,
  longest: 280,

  match(address) {
    const url = readPlatformAddress(address);
    if (!url) return undefined;
    if (FRAME_HOST.test(url.hostname)) return matchFrame(url);
    const pattern = HOST.test(url.hostname) ? POST_PATH : MIRROR.test(url.hostname) ? MIRROR_PATH : undefined;
    if (!pattern) return undefined;
    const path = url.pathname === '/' && url.hash.startsWith('#!/') ? `/${url.hash}` : url.pathname;
    const [, handle, id] = pattern.exec(path) ?? [];
    if (!id || BigInt(id) >= MAX_ID) return undefined;
    // `i` is X's own namespace, also in the old form /i/status/ID.
    if (!handle || handle.toLowerCase() === 'i') return { id, url: permalink(id) };
    return { id, handle, url: permalink(id, handle) };
  },

  permalink,

  profile: (handle) => `https://x.com/${handle}`,

  hashtag: (tag) => `https://x.com/hashtag/${encodeURIComponent(tag.toWellFormed())}`,

  timeOf(id) {
    if (!/^\d{1,20}$/.test(id)) return undefined;
    const number = BigInt(id);
    if (number < FIRST_SNOWFLAKE || number >= MAX_ID) return undefined;
    return idTime((number >> 22n) + SNOWFLAKE_EPOCH, Date.UTC(2010, 10, 4));
  },
};

function matchFrame({ hostname, pathname, searchParams }: URL): PostAddress | undefined {
  if (hostname.startsWith('publish.')) {
    const shown = searchParams.get('query') ?? searchParams.get('url') ?? '';
    return shown.includes('//publish.') ? undefined : x.match(shown);
  }
  const id = FRAME_PATH.test(pathname) ? (searchParams.get('id') ?? '') : '';
  return isPostId(id) ? { id, url: permalink(id) } : undefined;
}

/** Whether it is the number of a post: digits, not more than 63 bits. */
export function isPostId(id: string): boolean {
  return /^[1-9]\d{0,19}$/.test(id) && BigInt(id) < MAX_ID;
}

function permalink(id: string, handle?: string): string {
  return `https://x.com/${handle ?? 'i'}/status/${id}`;
}
