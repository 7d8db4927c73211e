import type { LinkRules } from './link-rules.ts';
import { readPlatformAddress } from './web-address.ts';

const HOSTS = /^(?:www\.)?(?:t\.me|telegram\.me|telegram\.dog)$/;
const POST_PATH = /^\/(?:s\/)?([A-Za-z][A-Za-z0-9_]{3,31})\/([1-9]\d{0,9})\/?$/;

/** Telegram's public channels. An id is `channel_number`, the channel in small letters. */
export const telegram: LinkRules = {
  match(address) {
    const url = readPlatformAddress(address);
    const [, handle, number] = (url && HOSTS.test(url.hostname) && POST_PATH.exec(url.pathname)) || [];
    if (!handle || !number) return undefined;
    return { id: `${handle.toLowerCase()}_${number}`, handle, url: `https://t.me/${handle}/${number}` };
  },
  profile: (handle) => `https://t.me/${handle}`,
  timeOf: () => undefined,
};
