import { sharpPixels } from '../../src/adapters/node/sharp-pixels.ts';
import { createWorkerPixels } from '../../src/adapters/workerd/worker-pixels.ts';
import { openingContract } from './pixels-opening-contract.ts';
import { makeForeign, makeOpeningSamples } from './pixels-samples.ts';
import { openWithSharp } from './pixels-service.ts';
import { modules } from './pixels-wasm.ts';

const samples = await makeOpeningSamples();
const all = { ...samples, quadrants: { ...samples.quadrants, ...(await makeForeign()) }, foreign: {} };

openingContract('sharp', sharpPixels, all);
openingContract('wasm', createWorkerPixels({ modules }), samples);

const images = createWorkerPixels({ modules, images: openWithSharp() });
const onePerFormat = ['a JPEG', 'a WebP', 'a PNG', 'a GIF', 'an AVIF', 'an animated WebP'];
openingContract('Images', images, {
  ...all,
  quadrants: Object.fromEntries(onePerFormat.map((kind) => [kind, all.quadrants[kind] as Uint8Array])),
  tolerance: 20,
});
