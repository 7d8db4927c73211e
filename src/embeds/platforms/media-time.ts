import { idTime } from './id-time.ts';
import type { IdTime } from './link-rules.ts';

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
/** 29 July 2011, in milliseconds. */
const EPOCH = 1_314_220_021_721n;

/**
 * The time in a shortcode of Instagram or Threads: a number in base64url, milliseconds above 23 bits of shard and
 * sequence (instagram-engineering.com, "Sharding & IDs at Instagram"). Codes of private posts are longer and hold none.
 */
export function shortcodeTime(code: string, earliest: number): IdTime | undefined {
  if (!/^[A-Za-z0-9_-]{8,11}$/.test(code)) return undefined;
  let number = 0n;
  for (const character of code) number = number * 64n + BigInt(ALPHABET.indexOf(character));
  return number < 2n ** 63n ? idTime((number >> 23n) + EPOCH, earliest) : undefined;
}
