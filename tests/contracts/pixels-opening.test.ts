import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { sharpPixels } from '../../src/adapters/node/sharp-pixels.ts';
import { createWorkerPixels } from '../../src/adapters/workerd/worker-pixels.ts';
import { openingContract } from './pixels-opening-contract.ts';
import { makeForeign, makeOpeningSamples } from './pixels-samples.ts';

const compile = (path: string | URL) => new WebAssembly.Module(readFileSync(path));
const { resolve } = createRequire(import.meta.url);

const workerPixels = createWorkerPixels({
  modules: {
    jpeg: compile(resolve('@jsquash/jpeg/codec/dec/mozjpeg_dec.wasm')),
    webp: compile(resolve('@jsquash/webp/codec/dec/webp_dec.wasm')),
    scale: compile(new URL('../../assets/kernels/scale.wasm', import.meta.url)),
  },
});

const samples = await makeOpeningSamples();
openingContract('sharp', sharpPixels, {
  ...samples,
  quadrants: { ...samples.quadrants, ...(await makeForeign()) },
  foreign: {},
});
openingContract('wasm', workerPixels, samples);
