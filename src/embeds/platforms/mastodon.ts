import { signaturePattern } from '../attribution.ts';
import { idTime } from './id-time.ts';
import type { PlatformRules } from './platform-rules.ts';
import { readPlatformAddress } from './web-address.ts';

const USER = '[A-Za-z0-9_](?:[A-Za-z0-9_.-]{0,62}[A-Za-z0-9_])?';
const POST_PATHS = [
  // `@user` for an account of the server itself, `@user@other.example` for one it only shows; `web` and `deck` are views.
  new RegExp(
    `^/(?:web/|deck/)?@(${USER}(?:@[a-z0-9-]{1,63}(?:\\.[a-z0-9-]{1,63}){1,8})?)/(\\d{1,20})(?:/embed)?/?$`,
    'i',
  ),
  new RegExp(`^/users/(${USER})/statuses/(\\d{1,20})(?:/embed)?/?$`, 'i'),
];
const HOST = /^[a-z0-9-]{1,63}(?:\.[a-z0-9-]{1,63}){0,8}\.[a-z][a-z0-9-]{1,62}$/;

/**
 * Mastodon, on any server. An id is `server_number`. Numbers hold milliseconds above 16 bits of sequence
 * (lib/mastodon/snowflake.rb). A handle is always whole, `user@server`.
 */
export const mastodon: PlatformRules = {
  embedClasses: ['mastodon-embed'],
  addressAttribute: 'dataEmbedUrl',
  knownHosts: false,
  printsUtc: false,
  signature: signaturePattern('[A-Za-z0-9_][A-Za-z0-9_.-]{0,63}@[A-Za-z0-9.-]{3,253}'),
  mention:
    /(?<![A-Za-z0-9_@./])@([A-Za-z0-9_]{1,64}@[a-z0-9-]{1,63}(?:\.[a-z0-9-]{1,63}){1,6})(?![A-Za-z0-9_@-])/gi,
  longest: 500,

  match(address) {
    const url = readPlatformAddress(address);
    if (url?.protocol !== 'https:' || !HOST.test(url.hostname)) return undefined;
    const [, account, number] = findPath(url.pathname);
    if (!account || !number) return undefined;
    const handle = account.includes('@') ? account : `${account}@${url.hostname}`;
    return {
      id: `${url.hostname}_${number}`,
      handle,
      url: `https://${url.hostname}/@${account}/${number}`,
    };
  },

  permalink(id, handle) {
    const [host, number] = id.split('_');
    if (!handle || !host || !number) return undefined;
    const local = handle.endsWith(`@${host}`) ? handle.slice(0, -host.length - 1) : handle;
    return `https://${host}/@${local}/${number}`;
  },

  profile(handle) {
    const [user, host] = handle.split('@');
    return user && host ? `https://${host}/@${user}` : undefined;
  },

  // A hashtag's page belongs to one server, and none of them is everyone's.
  hashtag: () => undefined,

  timeOf(id) {
    const number = id.slice(id.lastIndexOf('_') + 1);
    return /^\d{1,20}$/.test(number) ? idTime(BigInt(number) >> 16n, Date.UTC(2016, 0, 1)) : undefined;
  },
};

function findPath(path: string): readonly (string | undefined)[] {
  for (const pattern of POST_PATHS) {
    const match = pattern.exec(path);
    if (match) return match;
  }
  return [];
}
