import decodeJpegModule from '@jsquash/jpeg/codec/dec/mozjpeg_dec.js';
import decodeWebpModule from '@jsquash/webp/codec/dec/webp_dec.js';

/** What the codecs answer; they call it ImageData. */
export interface DecodedPixels {
  width: number;
  height: number;
  data: Uint8ClampedArray;
}

/** What this project uses of a module that Emscripten wrote. */
interface EmscriptenModule {
  decode(data: Uint8Array, preserveOrientation?: boolean): DecodedPixels | null;
}

type EmscriptenFactory = (options: {
  noInitialRun: boolean;
  locateFile: (name: string) => string;
  printErr: (line: string) => void;
  instantiateWasm: (
    imports: WebAssembly.Imports,
    receive: (instance: WebAssembly.Instance) => void,
  ) => WebAssembly.Exports;
}) => Promise<EmscriptenModule>;

/** Decodes a JPEG with libjpeg, not turned. Throws for one that is broken, or of a kind the library cannot read. */
export async function decodeJpeg(
  module: WebAssembly.Module,
  bytes: Uint8Array,
): Promise<DecodedPixels | null> {
  const codec = await instantiate(decodeJpegModule as unknown as EmscriptenFactory, module);
  return codec.decode(bytes, false);
}

/** Decodes a WebP that is not animated with libwebp. `null` for one that is broken. */
export async function decodeWebp(
  module: WebAssembly.Module,
  bytes: Uint8Array,
): Promise<DecodedPixels | null> {
  const codec = await instantiate(decodeWebpModule as unknown as EmscriptenFactory, module);
  return codec.decode(bytes);
}

/** A fresh instance (under a millisecond) for each picture: its memory only ever grows, and a fault leaves it broken. */
function instantiate(factory: EmscriptenFactory, module: WebAssembly.Module): Promise<EmscriptenModule> {
  return factory({
    noInitialRun: true,
    // Without it the file would be looked for beside a script, of which a bundle knows no address.
    locateFile: (name) => name,
    // The library's complaints about a picture are told by the outcome.
    printErr: () => undefined,
    instantiateWasm(imports, receive) {
      const instance = new WebAssembly.Instance(module, imports);
      receive(instance);
      return instance.exports;
    },
  });
}
