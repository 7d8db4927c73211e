import type { LinkRules } from './link-rules.ts';
import { shortcodeTime } from './media-time.ts';
import { readPlatformAddress } from './web-address.ts';

const HOSTS = /^(?:www\.)?threads\.(?:net|com)$/;
const POST_PATH = /^\/(?:@([A-Za-z0-9_.]{1,30})\/post|t)\/([A-Za-z0-9_-]{5,44})(?:\/(?:embed|media))?\/?$/;

/** Threads. An id is the shortcode of the address, made as on Instagram. */
export const threads: LinkRules = {
  match(address) {
    const url = readPlatformAddress(address);
    const [, handle, id] = (url && HOSTS.test(url.hostname) && POST_PATH.exec(url.pathname)) || [];
    if (!id) return undefined;
    return handle
      ? { id, handle, url: `https://www.threads.com/@${handle}/post/${id}` }
      : { id, url: `https://www.threads.com/t/${id}` };
  },
  profile: (handle) => `https://www.threads.com/@${handle}`,
  timeOf: (id) => shortcodeTime(id, Date.UTC(2023, 0, 1)),
};
