import { inShort, nextDelivery } from '../../deliveries/retry-schedule.ts';
import { webhookHeaders } from '../../deliveries/webhook-signing.ts';
import type { Config } from '../../domain/config.ts';
import { toInstant } from '../../domain/instant.ts';
import type { FetchOutcome, Ports } from '../../domain/ports.ts';
import type { Sealer } from '../../domain/sealed-text.ts';
import { toldChanges } from '../change-walk.ts';
import { recordPickups } from '../pickups.ts';
import { loadChange } from '../product-changes.ts';
import { loadProduct } from '../product-records.ts';
import { postponeDelivery, settleDelivery, type WebhookDelivery } from './delivery-records.ts';
import { disableEndpoint, loadSecrets } from './endpoint-records.ts';

const TIMEOUT_MS = 10_000;
const PATIENCE_SECONDS = 3 * 24 * 60 * 60;

/**
 * Tells an endpoint of a change, as a message of Standard Webhooks: `article.published`, `.opened`, `.corrected` or
 * `.withdrawn`, with the article as it is now. The id is that of the change, so that a message which comes twice is known.
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
  const isGranted = product && (await hasProduct(ports, delivery));
  // The contract ended, or what it was about was forgotten: nothing is owed.
  if (!change || !isGranted) return settleDelivery(ports, delivery);
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

async function hasProduct({ database }: Ports, { partnerId, productId }: WebhookDelivery): Promise<boolean> {
  const row = await database
    .prepare('SELECT 1 FROM partner_products WHERE partner_id = ? AND product_id = ?')
    .bind(partnerId, productId)
    .first();
  return row !== null;
}

function isReceived(outcome: FetchOutcome): boolean {
  return outcome.outcome === 'answered' && outcome.status >= 200 && outcome.status < 300;
}

/** The same for each attempt at a change; another where the publisher asked for it once more. */
function messageId({ endpointId, replayedAt }: WebhookDelivery, sequence: number): string {
  const again = replayedAt ? `_${replayedAt.replace(/\D/g, '')}` : '';
  return `msg_${endpointId}_${sequence}${again}`;
}
