import { describe, expect, it } from 'vitest';
import { createSpareInstance } from '../../src/adapters/workerd/pictures/spare-instance.ts';
import { createWorkerPixels } from '../../src/adapters/workerd/worker-pixels.ts';
import type { PictureRoom } from '../../src/domain/picture.ts';
import { expectAnswer } from './pixels-opening-contract.ts';
import { makeQuadrants } from './pixels-samples.ts';
import { modules } from './pixels-wasm.ts';

const pictures = await makeQuadrants();
const ROOM: PictureRoom = { width: 90, height: 50, fit: 'cover' };

describe('decoders that are kept', () => {
  it('open every picture as fresh ones do, whatever they opened before', async () => {
    const kept = createWorkerPixels({ modules });
    const names = Object.keys(pictures);
    for (const name of [...names, ...names.toReversed()]) {
      const bytes = pictures[name] as Uint8Array;
      expect(await kept.open(bytes, ROOM), name).toEqual(
        await createWorkerPixels({ modules }).open(bytes, ROOM),
      );
    }
  });

  it.each(Object.keys(pictures))('open %s as ever after garbage in its place', async (name) => {
    const bytes = pictures[name] as Uint8Array;
    const kept = createWorkerPixels({ modules });
    const expected = await kept.open(bytes, ROOM);
    for (let round = 1; round < 12; round++) {
      const garbage = bytes.slice(0, round % 3 === 0 ? (bytes.length * round) / 12 : undefined);
      // Ever more bytes are wrong, from the end of the header on, and at last nearly all.
      for (let at = Math.min(200, bytes.length >> 1); at < garbage.length; at += 97 >> (round / 2)) {
        garbage[at] = (at * 31 * round) & 255;
      }
      expectAnswer(await kept.open(garbage, ROOM));
      expect(await kept.open(bytes, ROOM), `round ${round}`).toEqual(expected);
    }
  });

  it('open pictures that come at the same time', async () => {
    const kept = createWorkerPixels({ modules });
    const all = Object.values(pictures);
    const alone = await Promise.all(all.map((bytes) => createWorkerPixels({ modules }).open(bytes, ROOM)));
    expect(await Promise.all(all.map((bytes) => kept.open(bytes, ROOM)))).toEqual(alone);
  });
});

describe('a spare instance', () => {
  const instanceOf = (pages: number) => ({ memory: new WebAssembly.Memory({ initial: pages }) });

  it('is handed to one, who may give it back', () => {
    const spare = createSpareInstance<{ memory: WebAssembly.Memory }>(65_536);
    const instance = instanceOf(1);
    expect(spare.take()).toBeUndefined();
    spare.keep(instance);
    expect([spare.take(), spare.take()]).toEqual([instance, undefined]);
  });

  it('is dropped once its memory is above the bound', () => {
    const spare = createSpareInstance<{ memory: WebAssembly.Memory }>(2 * 65_536);
    const instance = instanceOf(2);
    spare.keep(instance);
    expect(spare.take()).toBe(instance);
    instance.memory.grow(1);
    spare.keep(instance);
    expect(spare.take()).toBeUndefined();
  });
});
