import type { Log } from '../../domain/ports.ts';

/** Places in which work is done side by side. */
export interface QueueLane {
  /** Goes on until nothing is due, in as many places as are free. */
  fill(): void;
  /** Resolves when nothing is under way any more. */
  rest(): Promise<void>;
  stop(): void;
}

/**
 * Opens a lane of so many places.
 *
 * @param next the message that has waited longest, but for those that are `taken`
 * @param handOver does what a message asks for, and notes what became of it
 */
export function openLane<Message extends { id: number }>(
  places: number,
  next: (taken: readonly number[]) => Promise<Message | null>,
  handOver: (message: Message) => Promise<void>,
  log: Log,
): QueueLane {
  const taken = new Set<number>();
  const underWay = new Set<Promise<void>>();
  let free = places;
  let again = false;
  let stopped = false;

  async function takeNext(): Promise<Message | undefined> {
    for (;;) {
      again = false;
      const message = await next([...taken]);
      // What was sent meanwhile, or another place that came first.
      if (message ? taken.has(message.id) : again) continue;
      if (message) taken.add(message.id);
      return message ?? undefined;
    }
  }

  async function go(): Promise<void> {
    try {
      while (!stopped) {
        const message = await takeNext();
        if (!message) return;
        await handOver(message).finally(() => taken.delete(message.id));
      }
    } finally {
      free++;
    }
  }

  return {
    fill() {
      again = true;
      while (free > 0 && !stopped) {
        free--;
        const run: Promise<void> = go()
          .catch((error: unknown) => log('error', 'the queue could not be drained', { error }))
          .finally(() => underWay.delete(run));
        underWay.add(run);
      }
    },
    async rest() {
      while (underWay.size > 0) await Promise.all(underWay);
    },
    stop() {
      stopped = true;
    },
  };
}
