import { type Instant, toInstant } from '../domain/instant.ts';
import type { FetchOutcome } from '../domain/ports.ts';

const HOUR = 60 * 60;
const DELIVERY_PAUSES_SECONDS = [60, 5 * 60, 30 * 60, 2 * HOUR, 6 * HOUR];
const VERIFICATION_PAUSES_SECONDS = [60, 5 * 60];
const PATIENCE_SECONDS = 24 * HOUR;
const LONGEST_WISH_SECONDS = 6 * HOUR;
/**
 * Nothing is put off for longer, be it by a schedule or at a server's wish. What waits for a later moment has waited since
 * before the clock was set back, and is due.
 */
export const LONGEST_PAUSE_SECONDS = 12 * HOUR;
/** Nobody takes anything in hand for longer, and the clocks of several machines differ by less. */
const LEEWAY_SECONDS = 5 * 60;

/** A moment `seconds` after `now`. */
export function after(now: Date, seconds: number): Instant {
  return toInstant(new Date(now.getTime() + seconds * 1000));
}

/**
 * The condition, in SQL, that what waits until the instant in `column` is due. `now` names the parameter that holds the
 * present instant; `longest` is the longest pause in seconds, as SQL, where it is another. Nobody who waits for nothing
 * (`NULL`) is among them. For a table in which few wait: where they are wanted in their order, SQLite walks through all of
 * those that do.
 */
export function dueSql(
  column: string,
  now: string,
  longest: number | string = LONGEST_PAUSE_SECONDS,
): string {
  const beyond = `strftime('%Y-%m-%dT%H:%M:%fZ', ${now}, '+' || (${longest} + ${LEEWAY_SECONDS}) || ' seconds')`;
  return `(${column} IS NOT NULL AND (${column} <= ${now} OR ${column} > ${beyond}))`;
}

/** Whether what waits until `at` is due, as `dueSql` says it. */
export function isDue(at: Instant, now: Date, longestSeconds = LONGEST_PAUSE_SECONDS): boolean {
  return at <= toInstant(now) || at > beyondPauses(now, longestSeconds);
}

/** A moment that nothing which is put off now can be put off beyond. */
export function beyondPauses(now: Date, longestSeconds = LONGEST_PAUSE_SECONDS): Instant {
  return after(now, longestSeconds + LEEWAY_SECONDS);
}

/** When to try again what was tried 0, 1, 2 … times before; the last stands for all that follow. */
export function nextTries(now: Date): Instant[] {
  return DELIVERY_PAUSES_SECONDS.map((seconds) => after(now, seconds));
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
