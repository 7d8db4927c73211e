import { idTime } from './id-time.ts';
import type { PlatformRules } from './platform-rules.ts';
import { readPlatformAddress } from './web-address.ts';

// An account is named by its DID (did:plc or did:web) or by its handle, a domain name.
const ACCOUNT =
  '(?:did:plc:[a-z2-7]{24}|did:web:[a-z0-9.-]{3,160}|[A-Za-z0-9][A-Za-z0-9.-]{1,160}[A-Za-z0-9])';
/** https://atproto.com/specs/tid: 13 characters of this alphabet; microseconds above 10 bits of clock id. */
const TID_ALPHABET = '234567abcdefghijklmnopqrstuvwxyz';
const RECORD_KEY = '[2-7a-j][2-7a-z]{12}';
const POST_PATH = new RegExp(`^/profile/(${ACCOUNT})/post/(${RECORD_KEY})/?$`);
const AT_URI = new RegExp(`^at://(${ACCOUNT})/app\\.bsky\\.feed\\.post/(${RECORD_KEY})$`);

const HOSTS = new Set(['bsky.app', 'www.bsky.app', 'staging.bsky.app']);

const ID = /^([a-z0-9._-]{3,180})_([2-7a-j][2-7a-z]{12})$/;

/**
 * Bluesky. A record key names a post only within its account, so an id is both: `did_plc_…_3k…` or
 * `handle.example_3k…`, the colons of the DID as `_`, which neither DIDs nor handles hold.
 */
export const bluesky: PlatformRules = {
  embedClass: 'bluesky-embed',
  addressAttribute: 'dataBlueskyUri',
  knownHosts: true,
  printsUtc: false,
  handle: '[A-Za-z0-9][A-Za-z0-9.-]{1,160}[A-Za-z0-9]',
  addedWords: /\s*\[image or embed\]\s*$/,

  match(address) {
    const found = AT_URI.exec(address) ?? POST_PATH.exec(bskyPath(address));
    if (!found?.[1] || !found[2]) return undefined;
    const account = found[1].toLowerCase();
    const id = `${account.replaceAll(':', '_')}_${found[2]}`;
    const url = `https://bsky.app/profile/${account}/post/${found[2]}`;
    return account.startsWith('did:') ? { id, url } : { id, handle: account, url };
  },

  permalink(id) {
    const [, account, key] = ID.exec(id) ?? [];
    return account && key
      ? `https://bsky.app/profile/${account.replaceAll('_', ':')}/post/${key}`
      : undefined;
  },

  profile: (handle) => `https://bsky.app/profile/${handle.toLowerCase()}`,

  hashtag: (tag) => `https://bsky.app/hashtag/${encodeURIComponent(tag.toWellFormed())}`,

  timeOf(id) {
    const key = ID.exec(id)?.[2];
    if (!key) return undefined;
    let value = 0n;
    for (const character of key) value = value * 32n + BigInt(TID_ALPHABET.indexOf(character));
    return idTime((value >> 10n) / 1000n, Date.UTC(2022, 10, 1));
  },
};

function bskyPath(address: string): string {
  const url = readPlatformAddress(address);
  return url && HOSTS.has(url.hostname) ? url.pathname : '';
}
