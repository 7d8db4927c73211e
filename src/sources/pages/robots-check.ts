import type { Ports } from '../../domain/ports.ts';
import { isAllowed, type RobotsRule, readRobots } from './robots-rules.ts';

/** The product token that sites name us by in their robots.txt; the guarded way out sends it. */
export const PRODUCT = 'Tearsheet';
/** A copy is used for a day at most (RFC 9309 §2.4); an hour, so that a change is soon kept to. */
const KEPT_SECONDS = 3600;
const MAX_BYTES = 2 * 1024 * 1024;
/** RFC 9309 §2.3.1.2: five at least. */
const MAX_REDIRECTS = 5;

/** `unknown`: the server does not say, so that nothing may be fetched for now (RFC 9309 §2.3.1.4). */
export type Permission = 'allowed' | 'forbidden' | 'unknown';

/**
 * Whether a site's robots.txt lets us fetch `address`. Asked for once an hour. Where there is none everything is allowed;
 * where it cannot be had for now, or is larger than 2 MiB, nothing is.
 */
export async function askPermission(
  { cache, fetch }: Pick<Ports, 'cache' | 'fetch'>,
  address: string,
): Promise<Permission> {
  const { origin } = new URL(address);
  const key = `robots/${origin}`;
  const kept = await cache.get(key);
  if (kept) return answerOf(JSON.parse(new TextDecoder().decode(kept)) as RobotsRule[], address);
  const rules = await fetchRules(fetch, origin);
  if (!rules) return 'unknown';
  await cache.put(key, new TextEncoder().encode(JSON.stringify(rules)), KEPT_SECONDS);
  return answerOf(rules, address);
}

async function fetchRules(fetch: Ports['fetch'], origin: string): Promise<RobotsRule[] | undefined> {
  const options = { accept: 'text/plain, */*;q=0.5', maxBytes: MAX_BYTES };
  let address = `${origin}/robots.txt`;
  for (let redirects = 0; redirects <= MAX_REDIRECTS; redirects++) {
    const answer = await fetch.get(address, { ...options, follow: false });
    if (answer.outcome === 'refused') return answer.reason === 'redirects' ? [] : undefined;
    const { status, body, location } = answer;
    if (status >= 200 && status < 300) return readRobots(new TextDecoder().decode(body), PRODUCT);
    if (location === undefined) return status >= 500 || status === 429 ? undefined : [];
    address = location;
  }
  // Where it is led on for longer, or in circles, there is none.
  return [];
}

function answerOf(rules: readonly RobotsRule[], address: string): Permission {
  return isAllowed(rules, address) ? 'allowed' : 'forbidden';
}
