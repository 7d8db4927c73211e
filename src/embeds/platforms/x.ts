import { idTime } from './id-time.ts';
import type { PlatformRules } from './platform-rules.ts';
import { readPlatformAddress } from './web-address.ts';

const HOSTS = new Set(
  ['twitter.com', 'x.com'].flatMap((host) => [host, `www.${host}`, `mobile.${host}`, `m.${host}`]),
);

// Old accounts have handles of up to 20 characters; new ones 15.
const POST_PATH =
  /^\/(?:#!\/)?(?:i\/(?:web\/)?|([A-Za-z0-9_]{1,20})\/)status(?:es)?\/([1-9]\d{0,19})(?:\/(?:photo|video)\/\d)?\/?$/;

/** The first snowflake, of 4 November 2010. Smaller ids were counted up and hold no time. */
const FIRST_SNOWFLAKE = 29_700_000_000n;
const SNOWFLAKE_EPOCH = 1_288_834_974_657n;
const MAX_ID = 2n ** 63n;

/** X, once Twitter. Its ids are snowflakes: milliseconds since 4 November 2010 above 22 bits of machine and sequence. */
export const x: PlatformRules = {
  embedClass: 'twitter-tweet',
  knownHosts: true,
  printsUtc: true,
  handle: '[A-Za-z0-9_]{1,20}',

  match(address) {
    const url = readPlatformAddress(address);
    if (!url || !HOSTS.has(url.hostname)) return undefined;
    const path = url.pathname === '/' && url.hash.startsWith('#!/') ? `/${url.hash}` : url.pathname;
    const [, handle, id] = POST_PATH.exec(path) ?? [];
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

function permalink(id: string, handle?: string): string {
  return `https://x.com/${handle ?? 'i'}/status/${id}`;
}
