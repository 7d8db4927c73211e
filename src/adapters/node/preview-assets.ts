import { readFileSync } from 'node:fs';

const FONTS = new URL('../../../assets/fonts/', import.meta.url);
const KERNELS = new URL('../../../assets/kernels/', import.meta.url);
const SUBSETS = ['latin', 'latin-ext'] as const;
const WEIGHTS = [400, 700, 800] as const;

/** What the preview renderer draws with, read from the package. */
export function loadPreviewAssets() {
  const wasm = readFileSync(new URL(import.meta.resolve('harfbuzzjs/dist/harfbuzz.wasm')));
  const fonts = SUBSETS.flatMap((subset) =>
    WEIGHTS.map((weight) => ({
      weight,
      data: new Uint8Array(readFileSync(new URL(`inter-${subset}-${weight}.ttf`, FONTS))),
    })),
  );
  const kernel = (name: string) => new WebAssembly.Module(readFileSync(new URL(`${name}.wasm`, KERNELS)));
  const kernels = { canvas: kernel('canvas'), press: kernel('press') };
  return { harfbuzz: new WebAssembly.Module(wasm), kernels, fonts };
}
