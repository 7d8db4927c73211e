import { type Pace, workThrough } from '../deliveries/parallel-work.ts';
import { inShort, isPassing, nextVerification } from '../deliveries/retry-schedule.ts';
import type { Topic } from '../domain/feed.ts';
import type { Ports } from '../domain/ports.ts';
import { type HubFeeds, PRIVATE } from './hub-feeds.ts';
import type { SubscriptionRequest } from './hub-request.ts';
import {
  claimRequests,
  confirmRequest,
  findRequest,
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
  const { mode, feed } = request;
  // Its address, which has to be told, was known to nobody but the request that died.
  if (feed.startsWith(PRIVATE)) return postponeRequest(ports, request, 'not verified in time', undefined);
  const topics = JSON.parse(request.topics) as Topic[];
  const topic = publicUrl + feed;
  if (mode === 'subscribe' && !(await feeds.isKnown(topics))) {
    const reason = 'No article was ever published under this topic.';
    await ask(ports, request, { 'hub.mode': 'denied', 'hub.topic': topic, 'hub.reason': reason });
    return postponeRequest(ports, request, 'denied', undefined);
  }
  await askForConsent(ports, request, topic, true);
}

/**
 * Verifies a request for a feed whose address may not be stored, while that is at hand. Returns whether the callback
 * wants it; it is asked once.
 */
export async function verifyAtOnce(
  ports: Ports,
  request: SubscriptionRequest,
  address: string,
): Promise<boolean> {
  const pending = await findRequest(ports, request);
  return pending !== null && askForConsent(ports, pending, address, false);
}

/** How long `verifyAtOnce` may take, and a little more. */
export const AT_ONCE_SECONDS = 60;

async function askForConsent(
  ports: Ports,
  request: PendingRequest,
  topic: string,
  again: boolean,
): Promise<boolean> {
  const { mode, challenge, leaseSeconds, attempts } = request;
  if (mode === 'subscribe') await watchFeed(ports, request);
  const outcome = await ask(ports, request, {
    'hub.mode': mode,
    'hub.topic': topic,
    'hub.challenge': challenge,
    ...(mode === 'subscribe' && { 'hub.lease_seconds': String(leaseSeconds) }),
  });
  const answered = outcome.outcome === 'answered' && outcome.status >= 200 && outcome.status < 300;
  if (answered && decode(outcome.body) === challenge) {
    await confirmRequest(ports, request);
    return true;
  }
  const next =
    again && isPassing(outcome) ? nextVerification(outcome, attempts, ports.clock.now()) : undefined;
  await postponeRequest(ports, request, answered ? 'wrong challenge' : inShort(outcome), next);
  return false;
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
