import type { LinkRules } from './link-rules.ts';
import { readPlatformAddress } from './web-address.ts';

const HOSTS = /^(?:(?:www|[a-z]{2})\.)?linkedin\.com$/;
const UPDATE_PATH = /^\/(?:embed\/)?feed\/update\/urn:li:(share|activity|ugcPost):(\d{15,20})\/?$/;
const POST_PATH = /^\/posts\/[^/]{1,300}-(share|activity|ugcPost)-(\d{15,20})(?:-[A-Za-z0-9_-]{1,10})?\/?$/;

/** LinkedIn. An id is `kind_number`. */
export const linkedin: LinkRules = {
  match(address) {
    const url = readPlatformAddress(address);
    if (!url || !HOSTS.test(url.hostname)) return undefined;
    const path = url.pathname.replaceAll(/%3a/gi, ':');
    const [, kind, number] = UPDATE_PATH.exec(path) ?? POST_PATH.exec(path) ?? [];
    if (!kind || !number) return undefined;
    return {
      id: `${kind}_${number}`,
      url: `https://www.linkedin.com/feed/update/urn:li:${kind}:${number}`,
    };
  },
  profile: (handle) => `https://www.linkedin.com/in/${handle}`,
  timeOf: () => undefined,
};
