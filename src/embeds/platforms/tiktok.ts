import { idTime } from './id-time.ts';
import type { LinkRules } from './link-rules.ts';
import { readPlatformAddress } from './web-address.ts';

const HOSTS = /^(?:(?:www|m)\.)?tiktok\.com$/;
const POST_PATH = /^\/@([A-Za-z0-9_.]{1,30})\/(video|photo)\/(\d{15,20})\/?$/;
const PLAYER_PATH = /^\/(?:embed(?:\/v[23])?|player\/v1|v)\/(\d{15,20})(?:\.html)?\/?$/;

/** TikTok. Ids hold seconds above 32 bits of other things. */
export const tiktok: LinkRules = {
  match(address) {
    const url = readPlatformAddress(address);
    if (!url || !HOSTS.test(url.hostname)) return undefined;
    const [, handle, kind, id] = POST_PATH.exec(url.pathname) ?? [];
    if (id) return { id, ...(handle && { handle }), url: `https://www.tiktok.com/@${handle}/${kind}/${id}` };
    const played = PLAYER_PATH.exec(url.pathname)?.[1];
    return played ? { id: played, url: `https://www.tiktok.com/embed/v2/${played}` } : undefined;
  },
  profile: (handle) => `https://www.tiktok.com/@${handle}`,
  timeOf(id) {
    if (!/^\d{15,20}$/.test(id)) return undefined;
    const time = idTime((BigInt(id) >> 32n) * 1000n, Date.UTC(2014, 0, 1));
    return time && { ...time, precision: 'second' };
  },
};
