import { createSeededRandom } from '../../src/adapters/memory/random.ts';

const random = createSeededRandom(24);

/** From 0 to just below 1, the same in every run. */
export function dice(): number {
  const [high = 0, middle = 0, low = 0] = random.bytes(3);
  return (high * 65_536 + middle * 256 + low) / 16_777_216;
}
