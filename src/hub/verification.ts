import { type Pace, workThrough } from '../deliveries/parallel-work.ts';
import { inShort, isPassing, nextVerification } from '../deliveries/retry-schedule.ts';
import type { Topic } from '../domain/feed.ts';
import type { Ports } from '../domain/ports.ts';
import type { HubFeeds } from './hub-feeds.ts';
import {
  claimRequests,
  confirmRequest,
  type PendingRequest,
  postponeRequest,
  watchFeed,
} from './request-records.ts';

/** A challenge has 48 characters; nobody needs more to repeat it. */
const MAX_ANSWER_BYTES = 1024;
const TIMEOUT_MS = 5000;
const CLAIM_SECONDS = 120;

/**
 * Asks the callbacks of waiting requests whether they want what was asked for in their name (W3C WebSub §5.3). One that
 * does not say so leaves everything as it was; one that could not be reached is asked again twice. Returns whether
 * there may be more.
 */
export function verifyRequests(
  ports: Ports,
  publicUrl: string,
  feeds: HubFeeds,
  pace: Pace,
): Promise<boolean> {
  return workThrough(
    pace,
    (limit) => claimRequests(ports, limit, CLAIM_SECONDS),
    async (request) => {
      try {
        await verify(ports, publicUrl, feeds, request);
      } catch (error) {
        // It comes back when its claim has run out.
        ports.log('error', 'a subscription could not be verified', { subscription: request.id, error });
      }
    },
  );
}

async function verify(
  ports: Ports,
  publicUrl: string,
  feeds: HubFeeds,
  request: PendingRequest,
): Promise<void> {
  const { mode, feed, challenge, leaseSeconds, attempts } = request;
  const topics = JSON.parse(request.topics) as Topic[];
  const topic = publicUrl + feed;
  if (mode === 'subscribe' && !(await feeds.isKnown(topics))) {
    const reason = 'No article was ever published under this topic.';
    await ask(ports, request, { 'hub.mode': 'denied', 'hub.topic': topic, 'hub.reason': reason });
    return postponeRequest(ports, request, 'denied', undefined);
  }
  if (mode === 'subscribe') await watchFeed(ports, request);
  const outcome = await ask(ports, request, {
    'hub.mode': mode,
    'hub.topic': topic,
    'hub.challenge': challenge,
    ...(mode === 'subscribe' && { 'hub.lease_seconds': String(leaseSeconds) }),
  });
  const answered = outcome.outcome === 'answered' && outcome.status >= 200 && outcome.status < 300;
  if (answered && decode(outcome.body) === challenge) return confirmRequest(ports, request);
  const next = isPassing(outcome) ? nextVerification(outcome, attempts, ports.clock.now()) : undefined;
  return postponeRequest(ports, request, answered ? 'wrong challenge' : inShort(outcome), next);
}

/** The callback's own query stays as it is (W3C WebSub §5.1). */
function ask({ fetch }: Ports, { callback }: PendingRequest, parameters: Record<string, string>) {
  const query = new URLSearchParams(parameters).toString();
  const address = `${callback}${callback.includes('?') ? '&' : '?'}${query}`;
  return fetch.get(address, { maxBytes: MAX_ANSWER_BYTES, timeoutMs: TIMEOUT_MS, follow: false });
}

function decode(body: Uint8Array): string {
  return new TextDecoder('utf-8', { fatal: false, ignoreBOM: true }).decode(body);
}
