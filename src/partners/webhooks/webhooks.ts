import { type Pace, workThrough } from '../../deliveries/parallel-work.ts';
import type { Config } from '../../domain/config.ts';
import type { Ports, WebhookMessage } from '../../domain/ports.ts';
import { createSealer } from '../../domain/sealed-text.ts';
import { deliverChange } from './delivery.ts';
import { announceToEndpoints, claimDeliveries, countDue, dropForeignDeliveries } from './delivery-records.ts';

/** What pushing to partners does in the background. All of it bears being done twice, and at once in several places. */
export interface Webhooks {
  handle(message: WebhookMessage): Promise<void>;
  /** Writes what endpoints are owed of the changes so far, and puts it into the queue. */
  announce(): Promise<void>;
  /** Finds what a crash or a lost message left, and what failed before. */
  sweep(): Promise<void>;
}

/** Longer than a delivery can take, with what it waits for its turn. */
const CLAIM_SECONDS = 120;
/** So many messages share what is due: runs on different machines, where there are any. */
const MAX_MESSAGES = 50;

/** Pushing over its tables. Without a key for secrets no endpoint can have been added, and nothing is done. */
export function createWebhooks(ports: Ports, config: Config, pace: Pace): Webhooks {
  const { queue, log } = ports;
  const sealer = config.secretsKey ? createSealer(config.secretsKey, ports.random) : undefined;

  async function announce(): Promise<void> {
    if (!sealer) return;
    await announceToEndpoints(ports);
    const due = await countDue(ports, pace.perRun * MAX_MESSAGES);
    for (let taken = 0; taken < due; taken += pace.perRun) await queue.send({ webhooks: 'deliver' });
  }

  return {
    announce,
    async handle(message) {
      if (!sealer) return;
      if (message.webhooks === 'changes') return announce();
      const hasMore = await workThrough(
        pace,
        (limit) => claimDeliveries(ports, limit, CLAIM_SECONDS),
        async (delivery) => {
          try {
            await deliverChange(ports, config, sealer, delivery);
          } catch (error) {
            // It comes back when its claim has run out.
            log('error', 'a partner could not be told of a change', { endpoint: delivery.endpointId, error });
          }
        },
      );
      if (hasMore) await queue.send(message);
    },
    async sweep() {
      await dropForeignDeliveries(ports.database);
      await announce();
    },
  };
}
