import type { Clock } from '../../domain/ports.ts';

/** The machine's clock. In Workers it stands still between one thing asked of the outside and the next. */
export const systemClock: Clock = { now: () => new Date(), elapsed: () => performance.now() };
