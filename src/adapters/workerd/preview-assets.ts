import harfbuzz from 'harfbuzzjs/dist/harfbuzz.wasm';
import latin400 from '../../../assets/fonts/inter-latin-400.ttf';
import latin700 from '../../../assets/fonts/inter-latin-700.ttf';
import latin800 from '../../../assets/fonts/inter-latin-800.ttf';
import latinExt400 from '../../../assets/fonts/inter-latin-ext-400.ttf';
import latinExt700 from '../../../assets/fonts/inter-latin-ext-700.ttf';
import latinExt800 from '../../../assets/fonts/inter-latin-ext-800.ttf';
import canvas from '../../../assets/kernels/canvas.wasm';
import press from '../../../assets/kernels/press.wasm';

const font = <Weight extends number>(weight: Weight, file: ArrayBuffer) => ({
  weight,
  data: new Uint8Array(file),
});

/** What the preview renderer draws with, from the worker's own bundle. */
export const previewAssets = {
  harfbuzz,
  kernels: { canvas, press },
  fonts: [
    font(400, latin400),
    font(700, latin700),
    font(800, latin800),
    font(400, latinExt400),
    font(700, latinExt700),
    font(800, latinExt800),
  ],
};
