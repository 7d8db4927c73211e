import type { FetchOutcome } from '../domain/ports.ts';
import type { Resolution, TombstoneReason } from '../domain/post.ts';

/** When to ask again where the server names no time. */
const RETRY_SECONDS = 900;
/** A page in place of data is a notice or an outage, and stays for a while. */
const NOTICE_SECONDS = 3600;
/** Refusals that another try may not meet. */
const PASSING = new Set(['too-slow', 'busy', 'unreachable']);

/** The value of an answer that says it is JSON, and is; `undefined` for any other. */
export function jsonOf(answer: FetchOutcome): unknown {
  if (answer.outcome !== 'answered' || !/^[\w.+/-]{0,80}json\b/i.test(answer.contentType.trim())) {
    return undefined;
  }
  try {
    return JSON.parse(new TextDecoder().decode(answer.body));
  } catch {
    return undefined;
  }
}

/** The status of an answer, 0 where there is none. */
export function statusOf(answer: FetchOutcome): number {
  return answer.outcome === 'answered' ? answer.status : 0;
}

/** What an answer that says nothing of the post means: ask again in so many seconds, or not at all. */
export function unreachable(answer?: FetchOutcome): Resolution {
  const seconds = answer && retryAfter(answer);
  return { outcome: 'unreachable', ...(seconds === undefined ? {} : { retryAfterSeconds: seconds }) };
}

function retryAfter(answer: FetchOutcome): number | undefined {
  if (answer.retryAfterSeconds !== undefined) return answer.retryAfterSeconds;
  if (answer.outcome === 'refused') return PASSING.has(answer.reason) ? RETRY_SECONDS : undefined;
  if (answer.status === 429 || answer.status >= 500) return RETRY_SECONDS;
  return answer.status < 300 ? NOTICE_SECONDS : undefined;
}

/** The resolution of a post that is known to be gone. */
export function gone(reason: TombstoneReason, url?: string): Resolution {
  return { outcome: 'gone', tombstone: { reason, ...(url === undefined ? {} : { url }) } };
}
