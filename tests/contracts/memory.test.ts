import { describe, expect, it } from 'vitest';
import { createMemoryBlobs } from '../../src/adapters/memory/blobs.ts';
import { createMemoryCache } from '../../src/adapters/memory/cache.ts';
import { createFixedClock } from '../../src/adapters/memory/clock.ts';
import { createMemoryQueue } from '../../src/adapters/memory/queue.ts';
import { createSeededRandom } from '../../src/adapters/memory/random.ts';
import { blobsContract } from './blobs-contract.ts';
import { cacheContract } from './cache-contract.ts';
import { queueContract } from './queue-contract.ts';

const START = new Date('2024-06-01T12:00:00Z');

blobsContract('memory', async () => createMemoryBlobs());
cacheContract('memory', async () => createMemoryCache(createFixedClock(START)));
queueContract('memory', async () => {
  const queue = createMemoryQueue();
  return {
    queue,
    async settle(handle) {
      for (let round = 0; round < 5; round++) await queue.drain(handle);
    },
  };
});

describe('fixed clock and seeded random', () => {
  it('stands still until it is advanced', () => {
    const clock = createFixedClock(START);
    expect(clock.now()).toEqual(START);
    clock.advance(90);
    expect(clock.now()).toEqual(new Date('2024-06-01T12:01:30Z'));
  });

  it('gives the same bytes for the same seed, others for another', () => {
    const [a, b, c] = [createSeededRandom(1), createSeededRandom(1), createSeededRandom(2)];
    expect(a.bytes(16)).toEqual(b.bytes(16));
    expect(a.bytes(16)).not.toEqual(c.bytes(16));
  });

  it('forgets a cached entry when its time is over', async () => {
    const clock = createFixedClock(START);
    const cache = createMemoryCache(clock);
    await cache.put('k', new Uint8Array([1]), 60);
    clock.advance(60);
    expect(await cache.get('k')).toBeUndefined();
  });
});
