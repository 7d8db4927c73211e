import { sha256 } from '../domain/digest.ts';
import type { Instant } from '../domain/instant.ts';

/** base32-sortable (https://atproto.com/specs/tid). */
const LETTERS = '234567abcdefghijklmnopqrstuvwxyz';
const LENGTH = 13;
const CLOCK_BITS = 10n;

/**
 * The record key (a TID, https://atproto.com/specs/tid) of an article's post: its moment, with the microseconds and the ten
 * bits of the clock's id taken from a digest. The same article, account and generation have the same key for ever.
 */
export async function recordKey(
  { account, articleId, generation }: { account: string; articleId: string; generation: number },
  createdAt: Instant,
): Promise<string> {
  const digest = BigInt(`0x${await sha256(`${account} ${articleId} ${generation}`, 12)}`);
  // The sign bit of a TID is 0.
  const milliseconds = BigInt(Math.max(Date.parse(createdAt), 0));
  return writeTid(milliseconds * 1000n + ((digest >> CLOCK_BITS) % 1000n), digest);
}

/** A TID of a moment, in microseconds since 1970, and of the last ten bits of what tells its maker from others. */
export function writeTid(microseconds: bigint, clock: bigint): string {
  let rest = (microseconds << CLOCK_BITS) | (clock & ((1n << CLOCK_BITS) - 1n));
  let key = '';
  for (let n = 0; n < LENGTH; n++) {
    key = (LETTERS[Number(rest & 31n)] ?? '') + key;
    rest >>= 5n;
  }
  return key;
}
