import type { Clock } from '../../domain/ports.ts';

export interface FixedClock extends Clock {
  advance(seconds: number): void;
}

/** A clock that stands still until it is told to move. */
export function createFixedClock(start: Date): FixedClock {
  let milliseconds = start.getTime();
  return {
    now: () => new Date(milliseconds),
    advance(seconds) {
      milliseconds += seconds * 1000;
    },
  };
}
