import type { LinkRules } from './link-rules.ts';
import { readPlatformAddress } from './web-address.ts';

const HOSTS = /^(?:(?:www|old|new|np|m|amp|sh|embed)\.)?reddit\.com$|^www\.redditmedia\.com$/;
const POST_PATH =
  /^(?:\/(r|user)\/([A-Za-z0-9_-]{2,50}))?\/comments\/([a-z0-9]{3,10})(?:\/[^/]{1,300}(?:\/([a-z0-9]{3,10}))?)?\/?$/;
const SHORT_PATH = /^\/([a-z0-9]{3,10})\/?$/;

/** Reddit. An id is that of the thread, or `thread_comment`. */
export const reddit: LinkRules = {
  match(address) {
    const url = readPlatformAddress(address);
    if (!url) return undefined;
    if (url.hostname === 'redd.it') {
      const id = SHORT_PATH.exec(url.pathname)?.[1];
      return id ? { id, url: `https://www.reddit.com/comments/${id}/` } : undefined;
    }
    const [, kind, place, thread, comment] = (HOSTS.test(url.hostname) && POST_PATH.exec(url.pathname)) || [];
    if (!thread) return undefined;
    const home = `https://www.reddit.com${kind ? `/${kind}/${place}` : ''}/comments/${thread}/`;
    if (comment) return { id: `${thread}_${comment}`, url: `${home}comment/${comment}/` };
    return { id: thread, url: home };
  },
  profile: (handle) => `https://www.reddit.com/user/${handle}/`,
  timeOf: () => undefined,
};
