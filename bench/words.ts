import { createSeededRandom } from '../src/adapters/memory/random.ts';

const random = createSeededRandom(7);
const byte = () => random.bytes(1)[0] ?? 0;

/** A word nobody has seen before, so that no cache of words helps anyone. */
export function word(): string {
  return Array.from({ length: 3 + (byte() % 8) }, () => 'aeioulnrstmcdpéàç'[byte() % 17]).join('');
}

export function words(count: number): string {
  const text = Array.from({ length: count }, word).join(' ');
  return text.charAt(0).toUpperCase() + text.slice(1);
}
