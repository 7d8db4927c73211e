import type { Cache } from '../../domain/ports.ts';

/** The Cache API takes requests, not keys; `.invalid` (RFC 2606 §2) can be no one's address. */
const ORIGIN = 'https://cache.invalid/';

/** The data centre's own cache (Cloudflare Cache API). */
export function createEdgeCache(cache: Pick<globalThis.Cache, 'match' | 'put'>): Cache {
  const address = (key: string) => ORIGIN + encodeURIComponent(key);
  return {
    async get(key) {
      const hit = await cache.match(address(key));
      return hit ? new Uint8Array(await hit.arrayBuffer()) : undefined;
    },
    async put(key, bytes, maxAgeSeconds) {
      const headers = { 'Cache-Control': `max-age=${maxAgeSeconds}` };
      await cache.put(address(key), new Response(bytes.slice(), { headers }));
    },
  };
}
