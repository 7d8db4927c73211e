import { inShort, nextDelivery } from '../../deliveries/retry-schedule.ts';
import { webhookHeaders } from '../../deliveries/webhook-signing.ts';
import type { Config } from '../../domain/config.ts';
import { toInstant } from '../../domain/instant.ts';
import type { FetchOutcome, Ports } from '../../domain/ports.ts';
import type { Sealer } from '../../domain/sealed-text.ts';
import { toldChanges } from '../change-walk.ts';
import { type Pickup, recordPickups } from '../pickups.ts';
import { loadChange, type ProductChange } from '../product-changes.ts';
import { loadProduct } from '../product-records.ts';
import { wasGiven, withoutForeign } from '../withdrawals.ts';
import { postponeDelivery, settleDelivery, type WebhookDelivery } from './delivery-records.ts';
import { disableEndpoint, loadSecrets } from './endpoint-records.ts';

const TIMEOUT_MS = 10_000;
const PATIENCE_SECONDS = 3 * 24 * 60 * 60;

/**
 * Tells an endpoint of a change, as a message of Standard Webhooks: `article.published`, `.opened`, `.corrected` or
 * `.withdrawn`, with the article as it is now. The id is that of the change, so that a message which comes twice is known.
 * Of a product that the partner has lost it is told what is withdrawn of what it holds, and no more.
 */
export async function deliverChange(
  ports: Ports,
  config: Config,
  sealer: Sealer,
  delivery: WebhookDelivery,
): Promise<void> {
  const { database, clock, fetch } = ports;
  const { endpointId, productId } = delivery;
  const change = await loadChange(database, delivery);
  const product = await loadProduct(database, productId);
  // The contract ended, or what it was about was forgotten: nothing is owed.
  if (!change || !product || !(await isOwed(ports, delivery, change))) return settleDelivery(ports, delivery);
  const { told, pickups } = await toldChanges(database, config, [product], [change]);
  const [data] = told;
  const secrets = await loadSecrets(database, sealer, endpointId, toInstant(clock.now()));
  if (secrets.length === 0) {
    await disableEndpoint(ports, endpointId, 'its secret cannot be opened with the present SECRETS_KEY');
    ports.log('error', 'an endpoint was disabled: its secret cannot be opened', { endpoint: endpointId });
    return;
  }
  // It waited too long for its turn: somebody else may take it while this attempt is under way.
  if (clock.now().getTime() + TIMEOUT_MS > Date.parse(delivery.claimedUntil)) return;
  const now = clock.now();
  const message = { type: `article.${change.change}`, timestamp: change.changedAt, data };
  const body = new TextEncoder().encode(JSON.stringify(message));
  const headers = await webhookHeaders(messageId(delivery, change.sequence), now, body, secrets);
  const outcome = await fetch.post(delivery.url, {
    headers: { 'Content-Type': 'application/json', ...headers },
    body,
    timeoutMs: TIMEOUT_MS,
  });
  if (isReceived(outcome)) {
    const at = toInstant(clock.now());
    await recordPickups(database, { partnerId: delivery.partnerId, way: 'webhook', at }, pickups).run();
    return settleDelivery(ports, { ...delivery, sequence: change.sequence });
  }
  if (mayHaveCome(outcome)) {
    const words = pickups.filter(({ change }) => change === 'held');
    const sent = words.map((pickup): Pickup => ({ ...pickup, change: 'sent' }));
    const at = toInstant(clock.now());
    await recordPickups(database, { partnerId: delivery.partnerId, way: 'webhook', at }, sent).run();
  }
  await noteFailure(ports, delivery, outcome);
}

async function noteFailure(ports: Ports, delivery: WebhookDelivery, outcome: FetchOutcome): Promise<void> {
  const { endpointId, host, attempts, failingSince } = delivery;
  const now = ports.clock.now();
  const failure = inShort(outcome);
  const isGone = outcome.outcome === 'answered' && outcome.status === 410;
  const since = failingSince ?? toInstant(now);
  const next = isGone ? undefined : nextDelivery(outcome, attempts, since, now, PATIENCE_SECONDS);
  if (next) return postponeDelivery(ports, delivery, failure, next);
  const words = isGone
    ? 'it answered 410: it is gone'
    : `it took nothing for three days; at last: ${failure}`;
  await disableEndpoint(ports, endpointId, words);
  ports.log('error', `a partner’s endpoint was disabled: ${words}`, { endpoint: endpointId, host });
}

async function isOwed(
  { database }: Ports,
  { partnerId, productId, articleId }: WebhookDelivery,
  change: ProductChange,
): Promise<boolean> {
  const row = await database
    .prepare(
      `SELECT EXISTS (SELECT 1 FROM partner_products WHERE partner_id = ?1 AND product_id = ?2) AS is_granted,
         ${wasGiven('?1', '?2', '?3')} AS was_given`,
    )
    .bind(partnerId, productId, articleId)
    .first<{ is_granted: number; was_given: number }>();
  if (row?.is_granted !== 1) return change.change === 'withdrawn' && row?.was_given === 1;
  return (await withoutForeign(database, partnerId, [change])).length > 0;
}

function isReceived(outcome: FetchOutcome): boolean {
  return outcome.outcome === 'answered' && outcome.status >= 200 && outcome.status < 300;
}

/** Whether the endpoint may have read the message all the same: it hung, broke off, or answered what is no success. */
function mayHaveCome(outcome: FetchOutcome): boolean {
  return outcome.outcome === 'answered' || (outcome.reason !== 'address' && outcome.reason !== 'busy');
}

/** The same for each attempt at a change; another where the publisher asked for it once more. */
function messageId({ endpointId, replayedAt }: WebhookDelivery, sequence: number): string {
  const again = replayedAt ? `_${replayedAt.replace(/\D/g, '')}` : '';
  return `msg_${endpointId}_${sequence}${again}`;
}
