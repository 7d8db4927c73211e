import type { LinkRules } from './link-rules.ts';
import { readPlatformAddress } from './web-address.ts';

const HOSTS = /^(?:(?:www|m|music)\.)?(?:youtube\.com|youtube-nocookie\.com)$/;
const VIDEO_PATH = /^\/(?:embed|shorts|live|v|e)\/([A-Za-z0-9_-]{11})\/?$/;
const ID = /^[A-Za-z0-9_-]{11}$/;

/** YouTube. Only videos: a playlist or a channel is not one post. */
export const youtube: LinkRules = {
  match(address) {
    const url = readPlatformAddress(address);
    const id = url && videoId(url);
    if (!id || id === 'videoseries' || id === 'live_stream') return undefined;
    return { id, url: `https://www.youtube.com/watch?v=${id}` };
  },
  profile: (handle) => `https://www.youtube.com/@${handle}`,
  timeOf: () => undefined,
};

function videoId({ hostname, pathname, searchParams }: URL): string | undefined {
  if (hostname === 'youtu.be') return /^\/([A-Za-z0-9_-]{11})\/?$/.exec(pathname)?.[1];
  if (!HOSTS.test(hostname)) return undefined;
  if (/^\/watch\/?$/.test(pathname)) return ID.exec(searchParams.get('v') ?? '')?.[0];
  return VIDEO_PATH.exec(pathname)?.[1];
}
