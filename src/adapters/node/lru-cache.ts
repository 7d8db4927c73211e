import { LRUCache } from 'lru-cache';
import type { Cache } from '../../domain/ports.ts';

const DEFAULT_BYTES = 64 * 1024 * 1024;

/** A cache in the process's memory that forgets what was used longest ago. */
export function createLruCache(maxBytes = DEFAULT_BYTES): Cache {
  const entries = new LRUCache<string, Uint8Array>({
    maxSize: maxBytes,
    sizeCalculation: (bytes, key) => bytes.byteLength + key.length + 1,
  });
  return {
    async get(key) {
      return entries.get(key)?.slice();
    },
    async put(key, bytes, maxAgeSeconds) {
      entries.set(key, bytes.slice(), { ttl: maxAgeSeconds * 1000 });
    },
  };
}
