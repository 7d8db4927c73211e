import { describe, expect, it } from 'vitest';
import { workThrough } from '../../src/deliveries/parallel-work.ts';
import { signBody } from '../../src/hub/body-signature.ts';

const jobs = (count: number, host = (n: number) => `h${n}`) =>
  Array.from({ length: count }, (_, n) => ({ host: host(n), n }));

/** Gives the jobs away bit by bit, and says how many were asked for each time. */
function claimFrom(waiting: { host: string; n: number }[]) {
  const asked: number[] = [];
  return {
    asked,
    claim: async (limit: number) => {
      asked.push(limit);
      return waiting.splice(0, limit);
    },
  };
}

describe('working through', () => {
  it('does every job once, so many at once, and stops where the run is full', async () => {
    for (const [total, perRun, done, hasMore] of [
      [0, 40, 0, false],
      [25, 40, 25, false],
      [100, 40, 40, true],
    ] as const) {
      const { claim, asked } = claimFrom(jobs(total));
      const seen: number[] = [];
      let now = 0;
      let most = 0;
      const more = await workThrough({ width: 6, perRun }, claim, async ({ n }) => {
        most = Math.max(most, ++now);
        await Promise.resolve();
        now--;
        seen.push(n);
      });
      expect([seen.length, new Set(seen).size, more]).toEqual([done, done, hasMore]);
      expect(most).toBe(Math.min(6, total));
      expect(Math.max(...asked)).toBeLessThanOrEqual(6);
    }
  });

  it('goes round a host that holds its four places', async () => {
    const slow = Promise.withResolvers<void>();
    const waiting = [...jobs(30, () => 'slow'), ...jobs(30, () => 'quick')];
    const { claim } = claimFrom(waiting);
    let quick = 0;
    let started = 0;
    const run = workThrough({ width: 8, perRun: 1000 }, claim, async ({ host }) => {
      if (host === 'quick') {
        if (++quick === 30) slow.resolve();
        return;
      }
      started++;
      if (quick < 30) expect(started).toBeLessThanOrEqual(4);
      await slow.promise;
    });
    expect(await run).toBe(false);
    expect([quick, started]).toEqual([30, 30]);
  });
});

describe('a signature', () => {
  it('is the one of RFC 4231, test case 2', async () => {
    const body = new TextEncoder().encode('what do ya want for nothing?');
    expect(await signBody('Jefe', body)).toBe(
      'sha256=5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843',
    );
  });
});
