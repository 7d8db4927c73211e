import { signaturePattern } from '../attribution.ts';
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

const HOST = /^(?:(?:www|staging)\.)?bsky\.app$|^main\.bsky\.dev$/;
/** Sites that show Bluesky's posts under its own paths, for previews in chats. */
const MIRROR = /^(?:(?:www|r|d|g|m|t)\.)?(?:fxbsky|vxbsky|bskye|bskyx|xbsky)\.app$/;

const ID = /^([a-z0-9._-]{3,180})_([2-7a-j][2-7a-z]{12})$/;

/**
 * Bluesky. A record key names a post only within its account, so an id is both: `did_plc_…_3k…` or
 * `handle.example_3k…`, the colons of the DID as `_`, which neither DIDs nor handles hold.
 */
export const bluesky: PlatformRules = {
  embedClasses: ['bluesky-embed'],
  addressAttribute: 'dataBlueskyUri',
  knownHosts: true,
  printsUtc: false,
  signature: signaturePattern('[A-Za-z0-9][A-Za-z0-9.-]{1,160}[A-Za-z0-9]'),
  // As in the protocol's own detection of facets: a domain name.
  mention:
    /(?<![A-Za-z0-9_@./])@([A-Za-z0-9](?:[A-Za-z0-9-]{0,62}\.){1,6}[A-Za-z]{2,24})(?![A-Za-z0-9_@-]|:\/\/)/g,
  longest: 300,
  addedWords: /(?<!\s)\s*\[image or embed\]\s*$/,

  match(address) {
    const found = AT_URI.exec(address.trim()) ?? findPath(address);
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

function findPath(address: string): RegExpExecArray | null {
  const url = readPlatformAddress(address);
  const path = url?.pathname.replaceAll(/%3a/gi, ':') ?? '';
  // The frame's own address holds the post's at:// address: /embed/DID/app.bsky.feed.post/KEY.
  if (url?.hostname === 'embed.bsky.app') return AT_URI.exec(path.replace(/^\/embed\//, 'at://'));
  return url && (HOST.test(url.hostname) || MIRROR.test(url.hostname)) ? POST_PATH.exec(path) : null;
}
