import { after, LONGEST_PAUSE_SECONDS } from '../deliveries/retry-schedule.ts';
import type { Instant } from '../domain/instant.ts';

const MINUTE = 60;
const HOUR = 60 * MINUTE;
const PAUSES_SECONDS = [MINUTE, 5 * MINUTE, 15 * MINUTE, HOUR, 3 * HOUR, 6 * HOUR];
/** What waits longer than this has failed; a deletion never has. */
export const PATIENCE_SECONDS = 3 * 24 * HOUR;

/** When to try again after `failures` in a row (from 1), where the server wishes `retryAfterSeconds`. */
export function nextTry(now: Date, failures: number, retryAfterSeconds = 0): Instant {
  const pause = PAUSES_SECONDS[Math.min(failures, PAUSES_SECONDS.length) - 1] ?? MINUTE;
  return after(now, Math.max(pause, Math.min(retryAfterSeconds, LONGEST_PAUSE_SECONDS)));
}
