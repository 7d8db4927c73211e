import { describe, expect, it } from 'vitest';
import type { Pixels } from '../../src/domain/picture.ts';

export interface SamplePictures {
  /** 60 × 40 each. */
  jpeg: Uint8Array;
  png: Uint8Array;
  webp: Uint8Array;
  gif: Uint8Array;
  /** A PNG header that promises 30,000 × 30,000 pixels. */
  bomb: Uint8Array;
}

const text = (words: string) => new TextEncoder().encode(words);

/** What every `Pixels` does. */
export function pixelsContract(name: string, pixels: Pixels, samples: SamplePictures): void {
  describe(`pixels: ${name}`, () => {
    it.each(['jpeg', 'png', 'webp', 'gif'] as const)('keeps a %s with its size', async (format) => {
      const picture = await pixels.shrink(samples[format], 1000);
      expect(picture).toMatchObject({ width: 60, height: 40 });
      expect(picture?.bytes.byteLength).toBeGreaterThan(20);
    });

    it.each([
      ['an empty file', new Uint8Array()],
      ['a page named as a picture', text('<!doctype html><script>alert(1)</script>')],
      [
        'an SVG with a script',
        text('<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'),
      ],
      ['a JPEG cut short', samples.jpeg.slice(0, samples.jpeg.length >> 1)],
      ['a PNG cut short', samples.png.slice(0, samples.png.length - 20)],
      ['a WebP cut short', samples.webp.slice(0, 40)],
      ['two bytes of a JPEG', samples.jpeg.slice(0, 2)],
      ['a PNG of 900 megapixels', samples.bomb],
    ])('takes nothing of %s', async (_what, bytes) => {
      expect(await pixels.shrink(bytes, 1000)).toBeUndefined();
    });
  });
}
