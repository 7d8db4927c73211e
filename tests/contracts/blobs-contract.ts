import { beforeEach, describe, expect, it } from 'vitest';
import type { Blobs } from '../../src/domain/ports.ts';

const text = (words: string) => new TextEncoder().encode(words);

/** What every `Blobs` does. */
export function blobsContract(name: string, open: () => Promise<Blobs>): void {
  describe(`blobs: ${name}`, () => {
    let blobs: Blobs;
    beforeEach(async () => {
      blobs = await open();
    });

    it('gives back the bytes that were put', async () => {
      const bytes = Uint8Array.from({ length: 70_000 }, (_, index) => index & 255);
      await blobs.put('previews/a/1.png', bytes);
      expect(await blobs.get('previews/a/1.png')).toEqual(bytes);
    });

    it('keeps an empty blob', async () => {
      await blobs.put('empty', new Uint8Array());
      expect(await blobs.get('empty')).toEqual(new Uint8Array());
    });

    it('knows nothing of a name never put', async () => {
      expect(await blobs.get('previews/nobody')).toBeUndefined();
    });

    it('replaces a blob of the same name', async () => {
      await blobs.put('one', text('old and longer'));
      await blobs.put('one', text('new'));
      expect(await blobs.get('one')).toEqual(text('new'));
    });

    it('keeps its own copy of the bytes', async () => {
      const bytes = text('kept');
      await blobs.put('copy', bytes);
      bytes.fill(0);
      expect(await blobs.get('copy')).toEqual(text('kept'));
    });

    it('forgets a deleted blob, and deleting it again is no error', async () => {
      await blobs.put('gone', text('x'));
      await blobs.delete('gone');
      await blobs.delete('gone');
      expect(await blobs.get('gone')).toBeUndefined();
    });

    it.each([
      '../up',
      'a/../b',
      '/root',
      'a//b',
      'a/',
      '',
      '.',
      'a/./b',
      'a b',
      'a\\b',
      'ä',
      'a\0',
      'x'.repeat(101),
    ])('refuses the name %j', async (bad) => {
      await expect(blobs.put(bad, text('x'))).rejects.toThrow(RangeError);
      await expect(blobs.get(bad)).rejects.toThrow(RangeError);
      await expect(blobs.delete(bad)).rejects.toThrow(RangeError);
    });
  });
}
