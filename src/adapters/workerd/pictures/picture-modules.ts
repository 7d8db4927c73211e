import webp from '@jsquash/webp/codec/dec/webp_dec.wasm';
import inflate from '../../../../assets/kernels/inflate.wasm';
import jpeg from '../../../../assets/kernels/jpeg.wasm';
import scale from '../../../../assets/kernels/scale.wasm';
import type { PictureModules } from './picture-opening.ts';

/** The decoders, from the worker's own bundle; none is instantiated before the first picture needs it. */
export const pictureModules: PictureModules = { jpeg, webp, inflate, scale };
