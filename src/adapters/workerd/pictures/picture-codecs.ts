import decodeJpegModule from '@jsquash/jpeg/codec/dec/mozjpeg_dec.js';
import decodeWebpModule from '@jsquash/webp/codec/dec/webp_dec.js';
import { createSpareInstance } from './spare-instance.ts';

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

/** An instance of a codec with the memory it works in. */
interface Codec {
  decode: EmscriptenModule['decode'];
  memory: WebAssembly.Memory;
}

/** Bytes, or nothing where they are no picture. Throws for what is broken, each decoder in its way. */
export type Decode = (bytes: Uint8Array) => Promise<DecodedPixels | null>;

/** What a codec begins with, 17 MB, and half as much again: an ordinary photo of two megapixels, decoded. */
const MOST_KEPT = 24 << 20;

/** Decodes JPEGs with libjpeg, not turned. Throws for those that are of a kind the library cannot read, too. */
export function createJpegDecoder(module: WebAssembly.Module): Decode {
  const factory = decodeJpegModule as unknown as EmscriptenFactory;
  return createDecoder(factory, module, ({ decode }, bytes) => decode(bytes, false));
}

/** Decodes a WebP that is not animated with libwebp. `null` for one that is broken. */
export function createWebpDecoder(module: WebAssembly.Module): Decode {
  const factory = decodeWebpModule as unknown as EmscriptenFactory;
  return createDecoder(factory, module, ({ decode }, bytes) => decode(bytes));
}

function createDecoder(
  factory: EmscriptenFactory,
  module: WebAssembly.Module,
  run: (codec: Codec, bytes: Uint8Array) => DecodedPixels | null,
): Decode {
  const spare = createSpareInstance<Codec>(MOST_KEPT);
  return async (bytes) => {
    const codec = spare.take() ?? (await instantiate(factory, module));
    const decoded = run(codec, bytes);
    // One that threw is not trusted again, nor is one that found its picture broken.
    if (decoded) spare.keep(codec);
    return decoded;
  };
}

async function instantiate(factory: EmscriptenFactory, module: WebAssembly.Module): Promise<Codec> {
  let exported: WebAssembly.Exports = {};
  const { decode } = await factory({
    noInitialRun: true,
    // Without it the file would be looked for beside a script, of which a bundle knows no address.
    locateFile: (name) => name,
    // The library's complaints about a picture are told by the outcome.
    printErr: () => undefined,
    instantiateWasm(imports, receive) {
      const instance = new WebAssembly.Instance(module, imports);
      receive(instance);
      exported = instance.exports;
      return exported;
    },
  });
  // The names of its exports are shortened anew in every release.
  const memory = Object.values(exported).find((value) => value instanceof WebAssembly.Memory);
  if (!memory) throw new TypeError('a codec without a memory');
  return { decode, memory };
}
