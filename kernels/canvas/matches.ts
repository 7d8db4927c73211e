import { columns } from './canvas';
import { distanceCode, sizeOf } from './codes';
import { CANVAS, LENGTH_CODES, SEEN, SEEN_BITS } from './memory';

/*
 * What was drawn before and comes again: the row above goes on in most letters, and the same letter stands elsewhere
 * on the line. Each place asks for these two and no more; a longer search finds a tenth more in several times the time.
 */

/** The best match at the place that was asked for; no length is no match. */
export let matchLength: i32 = 0;
export let matchDistance: i32 = 0;
let matchGain: i32 = 0;

/** Deflate looks back no further (RFC 1951 §3.2.5). */
const FARTHEST: i32 = 32_768;
const SHORTEST: i32 = 3;
const HASH_FACTOR: u32 = 0x9e37_79b1;

/*
 * In half bits, about: what a change of colour costs, and any byte besides, where they are not part of a match. The
 * first bytes of a match decide; those after WEIGHED are not counted.
 */
const CHANGE_VALUE: i32 = 12;
const BYTE_VALUE: i32 = 1;
const WEIGHED: i32 = 32;

/** Forgets what was seen. */
export function forgetSeen(): void {
  memory.fill(SEEN, 0, 4 << SEEN_BITS);
}

/**
 * Looks for the bytes from `at` on in the row above and, if `everywhere`, where they were last seen.
 *
 * @param limit the match ends there at the latest; no more than 258 bytes on
 */
export function findMatch(at: usize, limit: usize, everywhere: bool): void {
  matchLength = 0;
  matchGain = 0;
  const above = columns + 1;
  // A match of three bytes hardly ever pays, and four are compared at once.
  const word = load<u32>(at);
  if (at >= CANVAS + <usize>above && load<u32>(at - <usize>above) === word) tryMatch(at, limit, above);
  if (!everywhere) return;
  const hash = (word * HASH_FACTOR) >> (32 - SEEN_BITS);
  const place = SEEN + <usize>(hash << 2);
  const seen = load<u32>(place);
  store<u32>(place, <u32>at);
  const distance = <i32>(at - seen);
  if (seen !== 0 && distance <= FARTHEST && load<u32>(seen) === word) tryMatch(at, limit, distance);
}

/** Takes the match if it saves more than the one before. */
function tryMatch(at: usize, limit: usize, distance: i32): void {
  let length = 0;
  let changes = 0;
  const longest = <i32>(limit - at);
  while (length < longest) {
    const here = at + <usize>length;
    const bytes = v128.load(here);
    const same = i8x16.bitmask(i8x16.eq(bytes, v128.load(here - <usize>distance)));
    const count = min(ctz(~same), longest - length);
    if (length < WEIGHED) {
      const changed = i8x16.bitmask(i8x16.ne(bytes, v128.load(here - 1)));
      changes += popcnt(changed & ((1 << count) - 1));
    }
    length += count;
    if (count < 16) break;
  }
  if (length < SHORTEST) return;
  const cost = sizeOf(load<u32>(LENGTH_CODES + (<usize>length << 2))) + sizeOf(distanceCode(distance));
  const gain = changes * CHANGE_VALUE + min(length, WEIGHED) * BYTE_VALUE - 2 * <i32>cost;
  if (gain <= matchGain) return;
  matchGain = gain;
  matchLength = length;
  matchDistance = distance;
}

/** How many bytes from `at` on are this byte. */
export function countRun(at: usize, end: usize, byte: i32): i32 {
  const wanted = i8x16.splat(<i8>byte);
  const start = at;
  for (; at < end; at += 16) {
    const same = i8x16.bitmask(i8x16.eq(v128.load(at), wanted));
    // All sixteen are the same when only the bits above them differ.
    if (same !== 0xffff) return <i32>min(at + <usize>ctz(~same), end) - <i32>start;
  }
  return <i32>(end - start);
}
