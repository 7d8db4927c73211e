import type { Cache, Clock } from '../../domain/ports.ts';

/** A cache in a map, without a bound: for tests and one-off commands. */
export function createMemoryCache(clock: Clock): Cache {
  const entries = new Map<string, { bytes: Uint8Array; until: number }>();
  return {
    async get(key) {
      const entry = entries.get(key);
      return entry && entry.until > clock.now().getTime() ? entry.bytes.slice() : undefined;
    },
    async put(key, bytes, maxAgeSeconds) {
      entries.set(key, { bytes: bytes.slice(), until: clock.now().getTime() + maxAgeSeconds * 1000 });
    },
  };
}
