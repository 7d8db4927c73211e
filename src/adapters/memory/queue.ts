import type { Queue, QueueMessage } from '../../domain/ports.ts';

export interface MemoryQueue extends Queue {
  /** Hands over every waiting message; one whose handler throws waits for the next call. */
  drain(handle: (message: QueueMessage) => Promise<void>): Promise<void>;
}

/** A queue that waits until it is drained: for tests and one-off commands. */
export function createMemoryQueue(): MemoryQueue {
  let waiting: QueueMessage[] = [];
  return {
    async send(message) {
      waiting.push({ ...message });
    },
    async drain(handle) {
      const batch = waiting;
      waiting = [];
      for (const message of batch) {
        try {
          await handle(message);
        } catch {
          waiting.push(message);
        }
      }
    },
  };
}
