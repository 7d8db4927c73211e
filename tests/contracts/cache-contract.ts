import { describe, expect, it } from 'vitest';
import type { Cache } from '../../src/domain/ports.ts';

const text = (words: string) => new TextEncoder().encode(words);

/** What every `Cache` does. */
export function cacheContract(name: string, open: () => Promise<Cache>): void {
  describe(`cache: ${name}`, () => {
    it('gives back what was put, under any key', async () => {
      const cache = await open();
      for (const key of ['plain', 'feeds/W/"abc"', 'clé / 鍵 ? # %']) {
        await cache.put(key, text(key), 60);
        expect(await cache.get(key)).toEqual(text(key));
      }
    });

    it('knows nothing of a key never put', async () => {
      expect(await (await open()).get('nobody')).toBeUndefined();
    });

    it('gives the newest bytes', async () => {
      const cache = await open();
      await cache.put('twice', text('old'), 60);
      await cache.put('twice', text('new'), 60);
      expect(await cache.get('twice')).toEqual(text('new'));
    });

    it('keeps its own copy', async () => {
      const cache = await open();
      const bytes = text('kept');
      await cache.put('copy', bytes, 60);
      bytes.fill(0);
      (await cache.get('copy'))?.fill(0);
      expect(await cache.get('copy')).toEqual(text('kept'));
    });
  });
}
