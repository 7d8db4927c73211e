import { pictureModules } from '../../src/adapters/workerd/pictures/picture-modules.ts';
import { createWorkerPixels } from '../../src/adapters/workerd/worker-pixels.ts';
import { openingContract } from '../contracts/pixels-opening-contract.ts';
import { makeSamples } from './pictures.ts';

openingContract('wasm in workerd', createWorkerPixels({ modules: pictureModules }), await makeSamples());
