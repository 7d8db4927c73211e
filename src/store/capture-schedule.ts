import type { Instant } from '../domain/instant.ts';
import { toInstant } from '../domain/instant.ts';
import type { Capture, Resolution } from '../domain/post.ts';

const HOUR = 60 * 60;
const DAY = 24 * HOUR;
/** A post is looked at again soon after it was captured, then more and more seldom, and never less than every 30 days. */
const AGES_SECONDS = [HOUR, DAY, 7 * DAY, 30 * DAY];
const FIRST_RETRY_SECONDS = 5 * 60;
/** X asks that what was removed is gone within a day: a post that cannot be reached is asked for at least daily. */
const LONGEST_RETRY_SECONDS = DAY;
/** What is to be checked later than this was put off before the clock was set back. */
export const LONGEST_CHECK_SECONDS = 30 * DAY;

/** Whether there is anything to ask the network: an id, or the short link of a picture. */
export function isResolvable(capture: Pick<Capture, 'id' | 'post' | 'state'>): boolean {
  if (capture.state === 'withdrawn') return false;
  return !capture.id.startsWith('t-') || (capture.post?.links.some((link) => link.kind === 'media') ?? false);
}

/** When a capture is to be checked after its `checks`th check ended so. */
export function nextCheck(outcome: Resolution, checks: number, now: Date): Instant {
  const seconds =
    outcome.outcome === 'unreachable'
      ? Math.max(
          outcome.retryAfterSeconds ?? 0,
          Math.min(LONGEST_RETRY_SECONDS, FIRST_RETRY_SECONDS * 2 ** Math.min(checks, 10)),
        )
      : (AGES_SECONDS[Math.min(checks, AGES_SECONDS.length - 1)] ?? DAY);
  return toInstant(new Date(now.getTime() + Math.min(seconds, LONGEST_CHECK_SECONDS) * 1000));
}
