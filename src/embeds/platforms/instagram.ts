import type { LinkRules } from './link-rules.ts';
import { shortcodeTime } from './media-time.ts';
import { readPlatformAddress } from './web-address.ts';

const HOSTS = /^(?:(?:www|m)\.)?(?:instagram\.com|instagr\.am)$/;
const POST_PATH =
  /^\/(?:([A-Za-z0-9_.]{1,30})\/)?(p|reel|reels|tv)\/([A-Za-z0-9_-]{5,44})(?:\/embed(?:\/captioned)?)?\/?$/;

/** Instagram. An id is the shortcode of the address. */
export const instagram: LinkRules = {
  match(address) {
    const url = readPlatformAddress(address);
    const [, handle, kind, id] = (url && HOSTS.test(url.hostname) && POST_PATH.exec(url.pathname)) || [];
    if (!id) return undefined;
    const path = kind === 'reels' ? 'reel' : kind;
    return { id, ...(handle ? { handle } : {}), url: `https://www.instagram.com/${path}/${id}/` };
  },
  profile: (handle) => `https://www.instagram.com/${handle}/`,
  timeOf: (id) => shortcodeTime(id, Date.UTC(2011, 7, 1)),
};
