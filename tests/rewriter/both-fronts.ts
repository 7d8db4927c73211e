import { afterAll, beforeAll, describe } from 'vitest';
import { type RunningFront, startNodeFront } from './fronts.ts';
import { startWorkerdFront } from './workerd-front.ts';

const RUNTIMES = { node: startNodeFront, workerd: startWorkerdFront };

/** One suite for both runtimes, each with an origin of its own and empty storage. */
export function describeFronts(
  title: string,
  suite: (front: () => RunningFront) => void,
  settings: Record<string, string> = {},
): void {
  describe.each(Object.entries(RUNTIMES))(`${title} (%s)`, (_runtime, start) => {
    let running: RunningFront;
    beforeAll(async () => {
      running = await start(settings);
    });
    afterAll(() => running?.stop());
    suite(() => running);
  });
}
