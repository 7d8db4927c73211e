import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { PictureModules } from '../../src/adapters/workerd/pictures/picture-opening.ts';

const { resolve } = createRequire(import.meta.url);

export const compileModule = (path: string | URL) => new WebAssembly.Module(readFileSync(path));
export const compilePackaged = (path: string) => compileModule(resolve(path));

/** What a worker has in its bundle, from the disk. */
export const modules: PictureModules = {
  jpeg: compileModule(new URL('../../assets/kernels/jpeg.wasm', import.meta.url)),
  webp: compilePackaged('@jsquash/webp/codec/dec/webp_dec.wasm'),
  inflate: compileModule(new URL('../../assets/kernels/inflate.wasm', import.meta.url)),
  scale: compileModule(new URL('../../assets/kernels/scale.wasm', import.meta.url)),
};
