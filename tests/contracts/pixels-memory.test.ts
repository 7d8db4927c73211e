import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { sharpPixels } from '../../src/adapters/node/sharp-pixels.ts';
import { deflateZeros, writePng } from './pixels-png.ts';
import { BOTH, ROOM, wasmPixels } from './pixels-runtimes.ts';
import { bytesOf, drawQuadrants } from './pixels-samples.ts';

describe('what an isolate can hold', () => {
  it.each([
    ['a baseline JPEG of 24 megapixels', 'opened', { width: 6000 }],
    ['a progressive JPEG of 8 megapixels', 'opened', { width: 2000, progressive: true }],
    ['one of 12', 'pixels', { width: 3000, progressive: true }],
    ['one of 8 with full colours', 'pixels', { width: 2000, progressive: true, chromaSubsampling: '4:4:4' }],
    ['a baseline JPEG of 48 megapixels', 'pixels', { width: 12_000 }],
  ])('decides on %s: %s', async (_what, expected, { width, ...options }) => {
    const picture = sharp({ create: { width, height: 4000, channels: 3, background: '#345' } });
    const opening = await wasmPixels.open(await bytesOf(picture.jpeg(options)), ROOM);
    expect(opening.outcome === 'opened' ? 'opened' : opening.fault).toBe(expected);
  });

  it('900 MB that a PNG would inflate to are never in memory', async () => {
    const bomb = writePng(300, 200, deflateZeros(900_000_000));
    const before = process.resourceUsage().maxRSS;
    for (const [, pixels] of BOTH) await pixels.open(bomb, ROOM);
    // Kilobytes.
    expect(process.resourceUsage().maxRSS - before).toBeLessThan(150_000);
  });
});

it('an AVIF may have half as many pixels as the others, as each takes more', async () => {
  const bytes = await bytesOf(drawQuadrants().avif());
  const size = new TextDecoder('latin1').decode(bytes).indexOf('ispe') + 8;
  const view = new DataView(bytes.buffer, bytes.byteOffset);
  const open = (edge: number) => {
    for (const offset of [size, size + 4]) view.setUint32(offset, edge);
    return sharpPixels.open(bytes, ROOM);
  };
  expect(await open(5000)).toEqual({ outcome: 'unusable', fault: 'pixels' });
  // Then the pixels are looked for, and there are not as many.
  expect(await open(4800)).toEqual({ outcome: 'unusable', fault: 'damaged' });
});
