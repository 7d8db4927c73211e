import { expect, it } from 'vitest';
import { createFixedClock } from '../../src/adapters/memory/clock.ts';
import { createWorkerFetch } from '../../src/adapters/workerd/guarded-fetch.ts';
import { INSIDE_ADDRESSES } from '../abuse/inside-addresses.ts';

it('an address inside is refused in every notation, and nobody is asked for it', async () => {
  const fetch = createWorkerFetch({
    clock: createFixedClock(new Date('2026-05-04T10:00:00Z')),
    fetch: () => {
      throw new Error('somebody was asked');
    },
  });
  const passed: string[] = [];
  for (const address of INSIDE_ADDRESSES) {
    const { outcome } = await fetch.get(address);
    if (outcome !== 'refused' || fetch.refusalOf(address) !== 'address') passed.push(address);
  }
  expect(passed).toEqual([]);
});
