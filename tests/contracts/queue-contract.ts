import { describe, expect, it } from 'vitest';
import type { EventMessage, Queue, QueueMessage } from '../../src/domain/ports.ts';

export interface OpenQueue {
  queue: Queue;
  /** Hands over what is due until nothing is; time passes between the rounds. */
  settle(handle: (message: QueueMessage) => Promise<void>): Promise<void>;
}

/** What every `Queue` does. */
export function queueContract(name: string, open: () => Promise<OpenQueue>): void {
  describe(`queue: ${name}`, () => {
    it('hands over every message', async () => {
      const { queue, settle } = await open();
      for (const version of [1, 2, 3]) await queue.send({ articleId: 'a', version });
      const seen: EventMessage[] = [];
      await settle(async (message) => {
        seen.push(message as EventMessage);
      });
      expect(seen.sort((a, b) => a.version - b.version)).toEqual(
        [1, 2, 3].map((version) => ({ articleId: 'a', version })),
      );
    });

    it('tries a failed message again, and the others only once', async () => {
      const { queue, settle } = await open();
      await queue.send({ articleId: 'weak', version: 1 });
      await queue.send({ articleId: 'strong', version: 1 });
      const calls: string[] = [];
      await settle(async (message) => {
        const { articleId } = message as EventMessage;
        calls.push(articleId);
        if (articleId === 'weak' && calls.filter((id) => id === 'weak').length < 3)
          throw new Error('not yet');
      });
      expect(calls.filter((id) => id === 'weak')).toHaveLength(3);
      expect(calls.filter((id) => id === 'strong')).toHaveLength(1);
    });

    it('hands over messages for the hub, and what they lead to', async () => {
      const { queue, settle } = await open();
      await queue.send({ hub: 'verify' });
      await queue.send({ articleId: 'a', version: 1 });
      const seen: string[] = [];
      await settle(async (message) => {
        seen.push('articleId' in message ? message.articleId : Object.values(message)[0]);
        if ('articleId' in message) await queue.send({ hub: 'deliver' });
      });
      expect(seen.sort()).toEqual(['a', 'deliver', 'verify']);
    });
  });
}
