import { deflateSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { createWorkerPixels } from '../../src/adapters/workerd/worker-pixels.ts';
import { expectOpened, expectQuadrants } from './pixels-opening-contract.ts';
import { writePng } from './pixels-png.ts';
import { ROOM } from './pixels-runtimes.ts';
import { bytesOf, drawQuadrants } from './pixels-samples.ts';
import { openWithSharp } from './pixels-service.ts';
import { modules } from './pixels-wasm.ts';

describe('the Images binding', () => {
  it('is asked for a picture of the room’s size', async () => {
    const asked: unknown[] = [];
    const service = openWithSharp();
    const images: typeof service = {
      input(stream) {
        const transformer = service.input(stream);
        return {
          ...transformer,
          transform(transform) {
            asked.push(transform);
            return transformer.transform(transform);
          },
        };
      },
    };
    const pixels = createWorkerPixels({ modules, images });
    await pixels.open(await bytesOf(drawQuadrants().png()), ROOM);
    await pixels.open(await bytesOf(drawQuadrants().png()), { ...ROOM, fit: 'cover' });
    expect(asked).toEqual([
      { width: 60, height: 60, fit: 'scale-down' },
      { width: 60, height: 60, fit: 'cover' },
    ]);
  });

  it('is done without where it fails', async () => {
    const images = {
      input() {
        throw new Error('IMAGES_TRANSFORM_ERROR 9422: the account has no transformations left');
      },
    };
    const pixels = createWorkerPixels({ modules, images });
    expectQuadrants(expectOpened(await pixels.open(await bytesOf(drawQuadrants().png()), ROOM)));
    const gif = await bytesOf(drawQuadrants().gif());
    expect(await pixels.open(gif, ROOM)).toEqual({ outcome: 'unusable', fault: 'format' });
  });

  it('sees no picture that is too large, and nothing that is no picture', async () => {
    const images = {
      input() {
        throw new Error('was asked');
      },
    };
    const pixels = createWorkerPixels({ modules, images });
    const huge = writePng(30_000, 30_000, deflateSync(new Uint8Array(100)));
    expect(await pixels.open(huge, ROOM)).toEqual({ outcome: 'unusable', fault: 'pixels' });
    const svg = new TextEncoder().encode('<svg xmlns="http://www.w3.org/2000/svg"/>');
    expect(await pixels.open(svg, ROOM)).toEqual({ outcome: 'unusable', fault: 'format' });
  });
});
