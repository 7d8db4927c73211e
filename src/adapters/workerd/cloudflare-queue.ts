import type { Queue, QueueMessage } from '../../domain/ports.ts';

/** A Cloudflare Queue; retries and the dead-letter queue are set in wrangler.toml. */
export function createCloudflareQueue(binding: { send(message: QueueMessage): Promise<unknown> }): Queue {
  return {
    async send(message) {
      await binding.send(message);
    },
  };
}

interface ReceivedMessage {
  body: unknown;
  attempts: number;
  ack(): void;
  retry(options: { delaySeconds: number }): void;
}

interface ReceivedBatch {
  messages: readonly ReceivedMessage[];
}

const FIRST_RETRY_SECONDS = 2;

/**
 * Hands over each message of a batch on its own: one that fails is retried alone, later each time. Those that wait for
 * servers of others, subscribers or sources, come last and each kind once.
 */
export async function consumeBatch(
  batch: ReceivedBatch,
  handle: (message: QueueMessage) => Promise<void>,
  onFailure: (error: unknown) => void,
): Promise<void> {
  const isSlow = ({ body }: ReceivedMessage) => !('articleId' in (body as QueueMessage));
  const slow = batch.messages.filter(isSlow);
  const kinds = new Map(slow.map((message) => [JSON.stringify(message.body), message]));
  for (const message of slow) if (!new Set(kinds.values()).has(message)) message.ack();
  for (const message of [...batch.messages.filter((one) => !isSlow(one)), ...kinds.values()]) {
    try {
      await handle(message.body as QueueMessage);
      message.ack();
    } catch (error) {
      onFailure(error);
      message.retry({ delaySeconds: FIRST_RETRY_SECONDS * 2 ** (message.attempts - 1) });
    }
  }
}
