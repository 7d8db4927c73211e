import { type Instant, toInstant } from '../domain/instant.ts';
import type { FetchOutcome } from '../domain/ports.ts';

const HOUR = 60 * 60;
const DELIVERY_PAUSES_SECONDS = [60, 5 * 60, 30 * 60, 2 * HOUR, 6 * HOUR];
const VERIFICATION_PAUSES_SECONDS = [60, 5 * 60];
const PATIENCE_SECONDS = 24 * HOUR;
const LONGEST_WISH_SECONDS = 6 * HOUR;

/** A moment `seconds` after `now`. */
export function after(now: Date, seconds: number): Instant {
  return toInstant(new Date(now.getTime() + seconds * 1000));
}

/**
 * When to deliver again after the `attempts`th attempt (from 0) ended so; `undefined` where it has failed for as long as
 * patience lasts, a day unless said. `failingSince` is when it failed first.
 */
export function nextDelivery(
  outcome: FetchOutcome,
  attempts: number,
  failingSince: Instant,
  now: Date,
  patienceSeconds = PATIENCE_SECONDS,
): Instant | undefined {
  const pause = DELIVERY_PAUSES_SECONDS[Math.min(attempts, DELIVERY_PAUSES_SECONDS.length - 1)] ?? 0;
  const next = after(now, Math.max(pause, wish(outcome)));
  return Date.parse(next) > Date.parse(failingSince) + patienceSeconds * 1000 ? undefined : next;
}

/** When to ask a callback again that could not answer; `undefined` after the third time. */
export function nextVerification(outcome: FetchOutcome, attempts: number, now: Date): Instant | undefined {
  const pause = VERIFICATION_PAUSES_SECONDS[attempts];
  return pause === undefined ? undefined : after(now, Math.max(pause, wish(outcome)));
}

function wish({ retryAfterSeconds = 0 }: FetchOutcome): number {
  return Math.min(retryAfterSeconds, LONGEST_WISH_SECONDS);
}

/** Whether the same request may end otherwise later: the server was not reached, or failed. */
export function isPassing(outcome: FetchOutcome): boolean {
  if (outcome.outcome === 'answered') return outcome.status >= 500 || outcome.status === 429;
  return outcome.reason === 'busy' || outcome.reason === 'too-slow' || outcome.reason === 'unreachable';
}

/** The outcome in a word or a number, for the tables and the log. */
export function inShort(outcome: FetchOutcome): string {
  return outcome.outcome === 'answered' ? String(outcome.status) : outcome.reason;
}
