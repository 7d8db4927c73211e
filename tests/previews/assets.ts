import { readFileSync } from 'node:fs';
import { createFontFolder } from '../../src/adapters/node/font-folder.ts';
import type { PreviewAssets, PreviewFont } from '../../src/previews/renderer.ts';

const ROOT = new URL('../../', import.meta.url);

export const PUBLIC = new URL('public/', ROOT);
/** The fonts that are loaded when a card needs them. */
export const FONTS = createFontFolder(PUBLIC);

/** The bundled fonts in their order of preference, by file name. */
export const FONT_FILES = ['latin', 'latin-ext'].flatMap((slice) =>
  ([400, 700, 800] as const).map((weight) => ({ name: `inter-${slice}-${weight}.ttf`, weight })),
);

export function readFont(name: string): Uint8Array {
  return new Uint8Array(readFileSync(new URL(`assets/fonts/${name}`, ROOT)));
}

/** A font that is loaded when a card needs it. */
export function readSlice(path: string): Uint8Array {
  return new Uint8Array(readFileSync(new URL(path, PUBLIC)));
}

export function readHarfBuzz(): Uint8Array<ArrayBuffer> {
  return new Uint8Array(readFileSync(new URL('node_modules/harfbuzzjs/dist/harfbuzz.wasm', ROOT)));
}

/** A file of assets/kernels, compiled. */
export function readKernel(name: string): WebAssembly.Module {
  return new WebAssembly.Module(readFileSync(new URL(`assets/kernels/${name}.wasm`, ROOT)));
}

/** Everything the renderer is made with in production. */
export function readAssets(): PreviewAssets {
  const fonts = FONT_FILES.map(({ name, weight }): PreviewFont => ({ weight, data: readFont(name) }));
  const kernels = { canvas: readKernel('canvas'), press: readKernel('press') };
  return { harfbuzz: new WebAssembly.Module(readHarfBuzz()), kernels, fonts };
}
