import { toInstant } from '../domain/instant.ts';
import type { Capture, Platform, PostTime } from '../domain/post.ts';

/** Where in a permalink the handle stands: `x.com/HANDLE/status/…`, `HOST/@HANDLE/…`, `bsky.app/profile/HANDLE/…`. */
const HANDLE_PATHS: Partial<Record<Platform, RegExp>> = {
  x: /^\/([A-Za-z0-9_]{2,20})\/status\//,
  bluesky: /^\/profile\/([a-z0-9][a-z0-9.-]{1,251})\/post\//,
  mastodon: /^\/@([A-Za-z0-9_.@-]{1,320})\/\d/,
};

/** The author's handle as the permalink has it, without `@`; what an unfetched post's card can say. */
export function linkHandle({ platform, url }: Pick<Capture, 'platform' | 'url'>): string | undefined {
  const path = url === undefined ? undefined : URL.parse(url)?.pathname;
  return path === undefined ? undefined : HANDLE_PATHS[platform]?.exec(path)?.[1];
}

/** The day a post was written, read from its id (X and Mastodon); from 2010 to 2099, else `undefined`. */
export function linkDay({
  platform,
  id,
}: Pick<Capture, 'platform' | 'id'>): Pick<PostTime, 'at' | 'precision'> | undefined {
  const number = /(?:^|_)(\d{1,20})$/.exec(id)?.[1];
  if (!number) return undefined;
  const time = milliseconds(platform, BigInt(number));
  if (time < BigInt(Date.UTC(2010, 10, 5)) || time >= BigInt(Date.UTC(2100, 0, 1))) return undefined;
  return { at: toInstant(new Date(Number(time))), precision: 'day' };
}

function milliseconds(platform: Platform, id: bigint): bigint {
  if (platform === 'x') return (id >> 22n) + 1_288_834_974_657n;
  return platform === 'mastodon' ? id >> 16n : 0n;
}
