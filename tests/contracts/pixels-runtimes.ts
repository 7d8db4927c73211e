import { sharpPixels } from '../../src/adapters/node/sharp-pixels.ts';
import { createWorkerPixels } from '../../src/adapters/workerd/worker-pixels.ts';
import type { PictureRoom, Pixels } from '../../src/domain/picture.ts';
import { modules } from './pixels-wasm.ts';

export const wasmPixels = createWorkerPixels({ modules });
/** What opens pictures, on Node and at the edge. */
export const BOTH: [string, Pixels][] = [
  ['sharp', sharpPixels],
  ['wasm', wasmPixels],
];
export const ROOM: PictureRoom = { width: 60, height: 60, fit: 'inside' };
