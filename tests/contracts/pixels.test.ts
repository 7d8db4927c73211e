import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { sharpPixels } from '../../src/adapters/node/sharp-pixels.ts';
import { plainPixels } from '../../src/adapters/web/plain-pixels.ts';
import { pixelsContract, type SamplePictures } from './pixels-contract.ts';

const image = () => sharp({ create: { width: 60, height: 40, channels: 3, background: '#c33' } });

async function makeSamples(): Promise<SamplePictures> {
  const png = await image().png().toBuffer();
  const bomb = Buffer.from(png);
  bomb.writeUInt32BE(30_000, 16);
  bomb.writeUInt32BE(30_000, 20);
  return {
    jpeg: new Uint8Array(await image().jpeg().toBuffer()),
    png: new Uint8Array(png),
    webp: new Uint8Array(await image().webp().toBuffer()),
    gif: new Uint8Array(await image().gif().toBuffer()),
    bomb: new Uint8Array(bomb),
  };
}

const samples = await makeSamples();
pixelsContract('sharp', sharpPixels, samples);
pixelsContract('plain', plainPixels, samples);

describe('sharp', () => {
  it('shrinks to the edge asked for, turns by the camera’s note, and drops everything the camera noted', async () => {
    const bytes = await image()
      .withExif({ IFD0: { Copyright: 'secret place' } })
      .jpeg()
      .toBuffer();
    const turned = await sharp(bytes).withMetadata({ orientation: 6 }).toBuffer();
    const picture = await sharpPixels.shrink(new Uint8Array(turned), 30);
    expect(picture).toMatchObject({ type: 'image/webp', width: 20, height: 30 });
    expect((await sharp(picture?.bytes).metadata()).exif).toBeUndefined();
  });

  it('never makes a picture larger', async () => {
    expect(await sharpPixels.shrink(samples.png, 4000)).toMatchObject({ width: 60, height: 40 });
  });
});

describe('plain', () => {
  it.each(['lossy', 'lossless', 'extended'])('reads the size of a %s WebP', async (kind) => {
    const source = kind === 'extended' ? image().ensureAlpha(0.5).withIccProfile('srgb') : image();
    const bytes = await source.webp({ lossless: kind === 'lossless' }).toBuffer();
    expect(await plainPixels.shrink(new Uint8Array(bytes), 1)).toMatchObject({ width: 60, height: 40 });
  });

  it('reads the size of a progressive JPEG with notes before it', async () => {
    const bytes = await image()
      .withExif({ IFD0: { Copyright: 'x'.repeat(500) } })
      .jpeg({ progressive: true })
      .toBuffer();
    expect(await plainPixels.shrink(new Uint8Array(bytes), 1)).toMatchObject({
      type: 'image/jpeg',
      width: 60,
      height: 40,
    });
  });

  it('keeps nothing heavier than a megabyte', async () => {
    const bytes = new Uint8Array(1_000_001);
    bytes.set(samples.png);
    expect(await plainPixels.shrink(bytes, 1)).toBeUndefined();
  });
});
