import type { Fetch } from '../domain/ports.ts';
import { type FieldError, Problem } from '../domain/problem.ts';
import { type NamedTopic, readHubTopic } from './hub-topic.ts';

export interface SubscriptionRequest {
  mode: 'subscribe' | 'unsubscribe';
  topic: NamedTopic;
  callback: string;
  /** Of the callback, with its port where it has one. */
  host: string;
  leaseSeconds: number;
  secret: string | undefined;
}

export type HubRequest = SubscriptionRequest | { mode: 'publish'; addresses: string[] };

export interface HubRules {
  publicUrl: string;
  /** Says which callbacks are never asked. */
  fetch: Pick<Fetch, 'refusalOf'>;
  /** What the topic is, where it is a feed that is not everybody's, or what is wrong with that. */
  privateTopic?: NamedTopic | string | undefined;
}

const DAY = 24 * 60 * 60;
const DEFAULT_LEASE_SECONDS = 10 * DAY;
const LONGEST_LEASE_SECONDS = 30 * DAY;
const SHORTEST_LEASE_SECONDS = 5 * 60;
/** W3C WebSub §5.1: less than 200 bytes. */
const MAX_SECRET_BYTES = 199;
const MAX_ADDRESS = 2048;
const MAX_PINGED = 100;
const MODES = ['subscribe', 'unsubscribe', 'publish'] as const;
const FIELDS = ['hub.mode', 'hub.topic', 'hub.callback', 'hub.lease_seconds', 'hub.secret'] as const;

/**
 * Reads the form of a request to the hub (W3C WebSub §5.1; `publish` is the older custom of PubSubHubbub 0.4 §6.1). Parameters
 * it does not know are passed over; an empty one is as good as none. Throws the problem `invalid-subscription`, which
 * lists every field that is wrong and repeats no secret.
 */
export function readHubRequest(form: URLSearchParams, rules: HubRules): HubRequest {
  const fields = new FormFields(form);
  const mode = MODES.find((known) => known === fields.one('hub.mode'));
  if (!mode) fields.refuse('hub.mode', 'must be subscribe, unsubscribe or publish');
  if (mode === 'publish') return readPing(form, fields, rules);
  const callback = readCallback(fields, rules);
  const topic = readTopic(fields, rules);
  const leaseSeconds = readLease(fields);
  const secret = readSecret(fields);
  for (const field of FIELDS) {
    if (form.getAll(field).length > 1) fields.refuse(field, 'is given more than once');
  }
  if (fields.errors.length > 0 || !mode || !callback || !topic) throw fields.problem();
  return { mode, topic, callback: callback.href, host: hostOf(callback), leaseSeconds, secret };
}

class FormFields {
  readonly errors: FieldError[] = [];
  readonly #form: URLSearchParams;

  constructor(form: URLSearchParams) {
    this.#form = form;
  }

  one(field: string): string | undefined {
    return this.#form.get(field) || undefined;
  }

  refuse(field: string, detail: string): undefined {
    this.errors.push({ field, detail });
  }

  problem(): Problem {
    const [first] = this.errors;
    return new Problem('invalid-subscription', `${first?.field} ${first?.detail}.`, { errors: this.errors });
  }
}

function readPing(form: URLSearchParams, fields: FormFields, { publicUrl }: HubRules): HubRequest {
  const addresses = [...form.getAll('hub.url'), ...form.getAll('hub.topic')];
  const isOurs = (address: string) => address === publicUrl || address.startsWith(`${publicUrl}/`);
  if (addresses.length === 0) fields.refuse('hub.url', 'must name the feed that changed');
  if (addresses.length > MAX_PINGED) fields.refuse('hub.url', `is given more than ${MAX_PINGED} times`);
  if (!addresses.every(isOurs)) fields.refuse('hub.url', `must begin with ${publicUrl}/`);
  if (fields.errors.length > 0) throw fields.problem();
  return { mode: 'publish', addresses };
}

function readTopic(fields: FormFields, { publicUrl, privateTopic }: HubRules): NamedTopic | undefined {
  const address = fields.one('hub.topic');
  if (!address) return fields.refuse('hub.topic', 'is missing: the address of a feed');
  if (address.length > MAX_ADDRESS)
    return fields.refuse('hub.topic', `has more than ${MAX_ADDRESS} characters`);
  const topic = privateTopic ?? readHubTopic(publicUrl, address);
  return typeof topic === 'string' ? fields.refuse('hub.topic', topic) : topic;
}

/** A callback that the way out would never ask is refused here; what its name leads to is seen when it is asked. */
function readCallback(fields: FormFields, { publicUrl, fetch }: HubRules): URL | undefined {
  const refuse = (detail: string) => fields.refuse('hub.callback', detail);
  const address = fields.one('hub.callback');
  if (!address) return refuse('is missing: the address that is to be called');
  if (address.length > MAX_ADDRESS) return refuse(`has more than ${MAX_ADDRESS} characters`);
  // The URL parser would drop some of these without a word.
  if (/[\u0000-\u0020\u007f\ufffd]/u.test(address)) return refuse('has spaces or characters no address has');
  const url = URL.parse(address);
  if (!url) return refuse('is not an address');
  const refusal = fetch.refusalOf(address);
  if (refusal === 'protocol') return refuse('must begin with https://');
  if (refusal) return refuse('must be the https address of a public server, at its usual port');
  if (url.hash || address.endsWith('#')) return refuse('must not have a fragment');
  if (hostOf(url) === hostOf(new URL(publicUrl))) return refuse('is an address of this hub itself');
  return url;
}

/** A name with a dot at its end is the same host (RFC 1034 §3.1). */
function hostOf({ hostname, port }: URL): string {
  const name = hostname.replace(/\.$/, '');
  return port ? `${name}:${port}` : name;
}

/** What was asked for, within what is given: the subscriber learns of it when it is asked to confirm (W3C WebSub §5.3). */
function readLease(fields: FormFields): number {
  const text = fields.one('hub.lease_seconds') ?? '0';
  if (!/^\d{1,12}$/.test(text)) fields.refuse('hub.lease_seconds', 'must be a number of seconds');
  // Zero asked for no end in PubSubHubbub 0.3; there is no such lease.
  const seconds = Number(text) || DEFAULT_LEASE_SECONDS;
  return Math.min(Math.max(seconds, SHORTEST_LEASE_SECONDS), LONGEST_LEASE_SECONDS);
}

function readSecret(fields: FormFields): string | undefined {
  const secret = fields.one('hub.secret');
  const bytes = secret === undefined ? 0 : new TextEncoder().encode(secret).byteLength;
  if (bytes > MAX_SECRET_BYTES) fields.refuse('hub.secret', 'must be less than 200 bytes long');
  return secret;
}
