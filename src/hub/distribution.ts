import { type Pace, workThrough } from '../deliveries/parallel-work.ts';
import { inShort, nextDelivery } from '../deliveries/retry-schedule.ts';
import { toInstant } from '../domain/instant.ts';
import type { SecretKeeping } from '../domain/kept-secret.ts';
import type { FetchOutcome, Ports } from '../domain/ports.ts';
import { signBody } from './body-signature.ts';
import {
  claimDeliveries,
  type Delivery,
  endSubscription,
  postponeDelivery,
  replaceSecret,
  settleDelivery,
} from './delivery-records.ts';
import { type HubDocument, type HubFeeds, PRIVATE } from './hub-feeds.ts';
import { readFeedPath } from './hub-topic.ts';
import { secretPurpose } from './request-records.ts';

const TIMEOUT_MS = 10_000;
/** Longer than a delivery can take, with what it waits for its turn. */
const CLAIM_SECONDS = 120;

/** What there is to distribute with. */
export interface DistributionMeans {
  publicUrl: string;
  feeds: HubFeeds;
  secrets: SecretKeeping;
}

interface Edition extends HubDocument {
  revision: number;
}

/** Gives the feed to everyone who is owed it (W3C WebSub §7). Returns whether there may be more. */
export function distribute(ports: Ports, means: DistributionMeans, pace: Pace): Promise<boolean> {
  const editions = new Editions(ports, means.feeds);
  return workThrough(
    pace,
    (limit) => claimDeliveries(ports, limit, CLAIM_SECONDS),
    async (delivery) => {
      try {
        await deliver(ports, means, editions, delivery);
      } catch (error) {
        // It comes back when its claim has run out.
        ports.log('error', 'a delivery could not be made', { subscription: delivery.subscription, error });
      }
    },
  );
}

/** Each feed as it stands, made once for all who wait for it. */
class Editions {
  readonly #ports: Ports;
  readonly #feeds: HubFeeds;
  readonly #made = new Map<string, { revision: number; edition: Promise<Edition | undefined> }>();

  constructor(ports: Ports, feeds: HubFeeds) {
    this.#ports = ports;
    this.#feeds = feeds;
  }

  /** The feed at this revision or a later one; `undefined` where its subscribers may have it no more. */
  of(feed: string, revision: number): Promise<Edition | undefined> {
    // Whether it may be had is asked for each of them.
    if (feed.startsWith(PRIVATE)) return this.#make(feed);
    const made = this.#made.get(feed);
    if (made && made.revision >= revision) return made.edition;
    const edition = this.#make(feed);
    this.#made.set(feed, { revision, edition });
    return edition;
  }

  async #make(feed: string): Promise<Edition | undefined> {
    // Read before the articles are: what changes meanwhile has a later revision, and is delivered again.
    const row = await this.#ports.database
      .prepare('SELECT revision FROM hub_feeds WHERE feed = ?')
      .bind(feed)
      .first<{ revision: number }>();
    const made = await this.#load(feed);
    return made && { ...made, revision: row?.revision ?? 0 };
  }

  #load(feed: string): Promise<HubDocument | undefined> {
    if (feed.startsWith(PRIVATE)) return this.#feeds.loadPrivate(feed);
    const topic = readFeedPath(feed);
    if (!topic) throw new Error(`not a feed: ${feed}`);
    return this.#feeds.load(topic);
  }
}

async function deliver(
  ports: Ports,
  { publicUrl, secrets }: DistributionMeans,
  editions: Editions,
  delivery: Delivery,
): Promise<void> {
  const { subscription, feed, callback, host, attempts, failingSince, claimedUntil } = delivery;
  const edition = await editions.of(feed, delivery.revision);
  if (!edition) return endSubscription(ports, subscription);
  if (edition.content === delivery.content) return settleDelivery(ports, delivery, edition);
  const secret = await openSecret(ports, secrets, delivery);
  if (secret === undefined) {
    ports.log('error', 'the secret of a subscription cannot be opened with SECRETS_KEY', {
      subscription,
      host,
    });
    // Set aside: the subscriber asked for signatures, and gives its secret again when it renews.
    return postponeDelivery(ports, delivery, 'its secret cannot be opened', undefined);
  }
  // It waited too long for its turn: somebody else may take it while this attempt is under way.
  if (ports.clock.now().getTime() + TIMEOUT_MS > Date.parse(claimedUntil)) return;
  const outcome = await ports.fetch.post(callback, {
    headers: {
      'Content-Type': edition.contentType,
      Link: `<${edition.self ?? publicUrl + feed}>; rel="self", <${publicUrl}/hub>; rel="hub"`,
      ...(secret !== null && { 'X-Hub-Signature': await signBody(secret, edition.bytes) }),
    },
    body: edition.bytes,
    timeoutMs: TIMEOUT_MS,
  });
  if (isReceived(outcome)) {
    await edition.received?.();
    return settleDelivery(ports, delivery, edition);
  }
  if (outcome.outcome === 'answered' && outcome.status === 410) return endSubscription(ports, subscription);
  const now = ports.clock.now();
  const next = nextDelivery(outcome, attempts, failingSince ?? toInstant(now), now);
  const failure = inShort(outcome);
  await postponeDelivery(ports, delivery, failure, next);
  if (!next) {
    ports.log('error', 'a subscriber took nothing for a day; what it is owed was set aside', {
      subscription,
      host,
      failure,
    });
  }
}

/**
 * What the subscriber's feed is signed with: nothing where it gave no secret, `undefined` where that cannot be opened. One
 * that lies in the clear though there is a key is sealed.
 */
async function openSecret(
  ports: Ports,
  secrets: SecretKeeping,
  { subscription, secret: kept }: Delivery,
): Promise<string | null | undefined> {
  if (kept === null) return null;
  const purpose = secretPurpose(subscription);
  const secret = await secrets.read(kept, purpose);
  if (secret !== undefined && secrets.isToBeSealed(kept)) {
    await replaceSecret(ports, subscription, kept, await secrets.keep(secret, purpose));
  }
  return secret;
}

function isReceived(outcome: FetchOutcome): boolean {
  return outcome.outcome === 'answered' && outcome.status >= 200 && outcome.status < 300;
}
