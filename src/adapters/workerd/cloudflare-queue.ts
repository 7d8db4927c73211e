import type { Queue, QueueMessage } from '../../domain/ports.ts';

/** A Cloudflare Queue; retries and the dead-letter queue are set in wrangler.toml. */
export function createCloudflareQueue(binding: { send(message: QueueMessage): Promise<unknown> }): Queue {
  return {
    async send(message) {
      await binding.send(message);
    },
  };
}

interface ReceivedBatch {
  messages: readonly {
    body: unknown;
    attempts: number;
    ack(): void;
    retry(options: { delaySeconds: number }): void;
  }[];
}

const FIRST_RETRY_SECONDS = 2;

/** Hands over each message of a batch on its own: one that fails is retried alone, later each time. */
export async function consumeBatch(
  batch: ReceivedBatch,
  handle: (message: QueueMessage) => Promise<void>,
  onFailure: (error: unknown) => void,
): Promise<void> {
  for (const message of batch.messages) {
    try {
      await handle(message.body as QueueMessage);
      message.ack();
    } catch (error) {
      onFailure(error);
      message.retry({ delaySeconds: FIRST_RETRY_SECONDS * 2 ** (message.attempts - 1) });
    }
  }
}
