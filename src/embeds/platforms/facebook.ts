import type { LinkRules } from './link-rules.ts';
import { readPlatformAddress } from './web-address.ts';

const HOSTS = /^(?:(?:www|m|web|mbasic|business|[a-z]{2}-[a-z]{2})\.)?facebook\.com$/;
const ID = '(\\d{5,25}|pfbid[A-Za-z0-9]{10,120})';
const POST_PATHS = [
  new RegExp(`^/[A-Za-z0-9.-]{1,100}/(?:posts|photos|videos)/(?:[^/]{1,200}/){0,2}${ID}/?$`),
  new RegExp(`^/(?:groups/[A-Za-z0-9.-]{1,100}/(?:posts|permalink)|reel|videos)/${ID}/?$`),
];
const QUERY_PATH = /^\/(?:permalink\.php|story\.php|photo\.php|photo\/?|watch\/?|video\.php)$/;
const PLUGIN_PATH = /^\/(?:v\d{1,3}\.\d\/)?plugins\/(?:post|video)\.php$/;

/** Facebook. An id is the number (or `pfbid…`) of the post, photo or video. */
export const facebook: LinkRules = {
  match(address) {
    const url = readPlatformAddress(address);
    if (!url || !HOSTS.test(url.hostname)) return undefined;
    if (PLUGIN_PATH.test(url.pathname)) {
      const shown = url.searchParams.get('href') ?? '';
      return shown.includes('/plugins/') ? undefined : facebook.match(shown);
    }
    const id = QUERY_PATH.test(url.pathname) ? queriedId(url) : pathId(url.pathname);
    if (!id) return undefined;
    const query = new URLSearchParams();
    for (const name of ['story_fbid', 'fbid', 'v', 'id']) {
      const value = url.searchParams.get(name);
      if (value && QUERY_PATH.test(url.pathname)) query.set(name, value);
    }
    const search = query.size > 0 ? `?${query}` : '';
    return { id, url: `https://www.facebook.com${url.pathname}${search}` };
  },
  profile: (handle) => `https://www.facebook.com/${handle}`,
  timeOf: () => undefined,
};

function pathId(path: string): string | undefined {
  for (const pattern of POST_PATHS) {
    const id = pattern.exec(path)?.[1];
    if (id) return id;
  }
  return undefined;
}

function queriedId({ searchParams }: URL): string | undefined {
  const value = searchParams.get('story_fbid') ?? searchParams.get('fbid') ?? searchParams.get('v') ?? '';
  return new RegExp(`^${ID}$`).exec(value)?.[1];
}
